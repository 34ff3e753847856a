package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/netip"
	"os"
	"time"

	"audiensi/cmd/demo"

	"github.com/spf13/cobra"
)

func demoCommand(contract []byte) *cobra.Command {
	var file, addr string
	c := &cobra.Command{Use: "demo", Short: "Serve a demo with a believable history, on this machine only", Args: cobra.NoArgs,
		Long: "Serve a demo on this machine only: the sessions of December 2011 and a series of sessions around today.\n" +
			"The first start makes the SQLite file, which takes some seconds; later ones keep what is there.\n" +
			"Delete the file to begin anew. AUDIENSI_DATABASE is not looked at.",
		RunE: func(c *cobra.Command, _ []string) error {
			config, err := ReadConfig(os.Environ())
			if err != nil {
				return err
			}
			config.Database, config.TLS, config.TLSRedirectAddr = "sqlite:"+file, tlsOff, ""
			if addr != "" {
				config.Addr = addr
			}
			return runDemo(c, config, file, contract)
		}}
	c.Flags().StringVar(&file, "database", "audiensi-demo.db", "the SQLite file of the demo")
	c.Flags().StringVar(&addr, "addr", "", "where to listen, on the loopback (default AUDIENSI_ADDR or 127.0.0.1:8080)")
	return c
}

// runDemo takes the address first, so that a second demo beside a running one
// fails before it touches the file.
func runDemo(c *cobra.Command, config Config, file string, contract []byte) error {
	if err := onlyLoopback(config.Addr); err != nil {
		return err
	}
	listener, err := listen(c.Context(), config.Addr)
	if err != nil {
		return fmt.Errorf("%w (another address: --addr 127.0.0.1:8081)", err)
	}
	defer listener.Close()
	if err := ensureDemo(c, config, file); err != nil {
		return err
	}
	made, err := lookAtDemo(c.Context(), config)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	program := Program{Config: config, Version: Version, Contract: contract, Logger: newLogger(os.Stderr, config),
		Listener: listener, Started: func(api, _ net.Addr) { welcome(c.OutOrStdout(), api.String(), file, made) }}
	return program.Run(c.Context())
}

// onlyLoopback refuses every other address: everybody knows the demo's passwords.
func onlyLoopback(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("%q is not of the form HOST:PORT", addr)
	}
	ip, err := netip.ParseAddr(host)
	if host != "localhost" && (err != nil || !ip.IsLoopback()) {
		return fmt.Errorf("the demo's passwords are known to everybody, so it listens on the loopback only, not on %s", addr)
	}
	return nil
}

// ensureDemo makes the demo's file unless it is there.
func ensureDemo(c *cobra.Command, config Config, file string) error {
	switch _, err := os.Stat(file); {
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	fmt.Fprintf(c.ErrOrStderr(), "making the demo in %s; this takes some seconds ...\n", file)
	start := time.Now()
	if err := makeDemo(c.Context(), config, file); err != nil {
		return err
	}
	fmt.Fprintf(c.ErrOrStderr(), "made in %.1f s\n", time.Since(start).Seconds())
	return nil
}

// lookAtDemo opens the file, brings one of an older program to today's form,
// and finds what to show of it.
func lookAtDemo(ctx context.Context, config Config) (made demo.Made, err error) {
	h, err := openHouse(ctx, config, newLogger(os.Stderr, config), migrated)
	if err != nil {
		return demo.Made{}, err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	return demo.Find(ctx, h.store)
}
