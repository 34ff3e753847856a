package cmd

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os"
	"time"

	"github.com/spf13/cobra"
)

// healthcheckTimeout is shorter than the container's own.
const healthcheckTimeout = 4 * time.Second

func healthcheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "healthcheck",
		Short: "Ask the server at AUDIENSI_ADDR whether it is ready (for containers)",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			config, err := ReadConfig(os.Environ())
			if err != nil {
				return err
			}
			return healthcheck(c.Context(), config)
		},
	}
}

func healthcheck(ctx context.Context, config Config) error {
	ctx, cancel := context.WithTimeout(ctx, healthcheckTimeout)
	defer cancel()
	scheme := "http"
	if config.TLS != tlsOff {
		scheme = "https"
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, scheme+"://"+reachable(config.Addr)+"/readyz", nil)
	if err != nil {
		return err
	}
	reply, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: toMyself(config)}}).Do(request)
	if err != nil {
		return err
	}
	defer reply.Body.Close()
	if reply.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %s", reply.Status)
	}
	return nil
}

// toMyself does not ask for whom the certificate is: it names the host as others
// know it, and nothing secret is sent.
func toMyself(c Config) *tls.Config {
	config := &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS12}
	if len(c.TLSDomains) > 0 {
		config.ServerName = c.TLSDomains[0] // which certificate is wanted
	}
	return config
}

// reachable returns where to reach a server that listens on addr: one that
// listens on every address is on the loopback too.
func reachable(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	ip, err := netip.ParseAddr(host)
	if host == "" || err == nil && ip.IsUnspecified() && ip.Is4() {
		host = "127.0.0.1"
	} else if err == nil && ip.IsUnspecified() {
		host = "::1"
	}
	return net.JoinHostPort(host, port)
}
