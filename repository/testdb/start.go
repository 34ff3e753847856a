package testdb

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"
)

const (
	startTries = 5
	pollEvery  = 20 * time.Millisecond
)

var errEnded = errors.New("mariadbd ended while starting")

// install creates the system tables, unless the directory has them, and the account of DSN.
func (s *Server) install(ctx context.Context) error {
	if !s.dir.installed() {
		cmd := exec.CommandContext(ctx, s.programs.install, installArgs(s.dir)...)
		cmd.SysProcAttr = childAttr(s.dir.owner)
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("mariadb-install-db in %s: %w\n%s", s.dir.path, err, tail(out))
		}
	}
	return s.dir.write("init.sql", initSQL(s.password))
}

// startOnFreePort chooses a port and starts. Between the choice and mariadbd's own listen another
// process may take the port: then it tries the next one.
func (s *Server) startOnFreePort(ctx context.Context) error {
	var err error
	for range startTries {
		if s.port, err = freePort(ctx); err != nil {
			return err
		}
		if err = s.start(ctx); !errors.Is(err, errEnded) {
			return err
		}
	}
	return err
}

// freePort picks a port below the range that Linux gives to outgoing connections (from 32768 on),
// so that it stays free while the server is down between Kill and Restart.
func freePort(ctx context.Context) (int, error) {
	var listen net.ListenConfig
	for range 100 {
		port := 20000 + rand.IntN(12000)
		l, err := listen.Listen(ctx, "tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			return port, l.Close()
		}
	}
	return 0, errors.New("no free port for mariadbd between 20000 and 31999")
}

// start starts the process and waits until it takes connections. On an error none is running.
func (s *Server) start(ctx context.Context) error {
	out, err := s.dir.createLog()
	if err != nil {
		return err
	}
	defer out.Close()
	cmd := exec.Command(s.programs.server, serverArgs(s.dir, s.port, s.opts)...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = s.dir.path, out, out
	cmd.SysProcAttr = childAttr(s.dir.owner)
	if s.proc, err = startProcess(cmd); err != nil {
		return fmt.Errorf("start mariadbd: %w", err)
	}
	if err := s.awaitReady(ctx); err != nil {
		written, _ := os.ReadFile(out.Name())
		return errors.Join(fmt.Errorf("%w\n%s", err, tail(written)), s.kill())
	}
	return nil
}

// awaitReady returns when a connection with the server's own password succeeds, so another server
// on the same port is never taken for this one.
func (s *Server) awaitReady(ctx context.Context) error {
	config := s.config("")
	config.Logger = &mysql.NopLogger{}
	connector, err := mysql.NewConnector(config)
	if err != nil {
		return fmt.Errorf("configure connection: %w", err)
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	for {
		err := db.PingContext(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-s.proc.done:
			return fmt.Errorf("%w: %v", errEnded, s.proc.err)
		case <-ctx.Done():
			return fmt.Errorf("await mariadbd: %w: %w", ctx.Err(), err)
		case <-time.After(pollEvery):
		}
	}
}

// tail returns the last lines of a program's output, enough to see why it failed.
func tail(out []byte) string {
	const lines = 15
	all := strings.Split(string(bytes.TrimSpace(out)), "\n")
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}
