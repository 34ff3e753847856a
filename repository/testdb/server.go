package testdb

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/go-sql-driver/mysql"
)

const (
	startTimeout = 60 * time.Second
	stopTimeout  = 30 * time.Second
	adminUser    = "audiensi"
)

// Options say what kind of server StartMySQL starts. The zero value is the fast throw-away one.
type Options struct {
	// Durable flushes every commit to disk before it is acknowledged, as production does. Without
	// it a killed server may lose the last second of commits: fault tests and benchmarks set it.
	Durable bool
	// Dir holds the server's data and is kept by Stop, so that a later start finds the data again.
	// As root the server runs as another account, which takes Dir over and must be able to reach
	// it. Empty means a temporary directory that Stop removes.
	Dir string
	// Args are added to mariadbd's command line, after and so above the package's own.
	Args []string
}

// Server is a MariaDB server on loopback, a child of this process. On Linux it dies with the
// process however that ends. Its methods are safe for concurrent use.
type Server struct {
	opts     Options
	programs programs
	dir      *directory
	port     int
	password string

	mu      sync.Mutex
	proc    *process // nil when none has been started; it may have ended
	stopped bool
}

// StartMySQL starts a server and returns when it takes connections. ctx bounds the start only.
// It returns ErrNotInstalled if MariaDB's programs are missing.
func StartMySQL(ctx context.Context, opts Options) (*Server, error) {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	found, err := findPrograms()
	if err != nil {
		return nil, err
	}
	dir, err := openDirectory(opts.Dir)
	if err != nil {
		return nil, err
	}
	s := &Server{opts: opts, programs: found, dir: dir, password: randomHex(16)}
	if err := s.install(ctx); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	if err := s.startOnFreePort(ctx); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

// DSN returns the go-sql-driver DSN of database db on the server. The user in it may do
// everything; db is not created. The DSN stays the same over Restart.
func (s *Server) DSN(db string) string { return s.config(db).FormatDSN() }

func (s *Server) config(db string) *mysql.Config {
	config := mysql.NewConfig()
	config.User, config.Passwd = adminUser, s.password
	config.Net, config.Addr = "tcp", fmt.Sprintf("127.0.0.1:%d", s.port)
	config.DBName = db
	return config
}

// Stop shuts the server down in order and removes its directory if it is a temporary one. After
// Stop the server cannot be restarted. Calling it again does nothing.
func (s *Server) Stop() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return nil
	}
	s.stopped = true
	return errors.Join(s.shutdown(), s.dir.close())
}

// Kill ends the server at once with SIGKILL, as a power cut would end the process, and returns
// when it is gone. Its data stay for Restart.
func (s *Server) Kill() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kill()
}

// Restart starts the server again on the same port and data, after an orderly shutdown if it is
// running. ctx bounds the start.
func (s *Server) Restart(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return errors.New("restart mariadbd: the server has been stopped for good")
	}
	if err := s.shutdown(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	return s.start(ctx)
}

// shutdown asks the process to end and kills it when that takes too long.
func (s *Server) shutdown() error {
	if s.proc == nil || s.proc.ended() {
		return nil
	}
	if err := s.proc.signal(syscall.SIGTERM); err != nil {
		return fmt.Errorf("stop mariadbd: %w", err)
	}
	select {
	case <-s.proc.done:
		return nil
	case <-time.After(stopTimeout):
		return errors.Join(fmt.Errorf("stop mariadbd: still running after %v", stopTimeout), s.kill())
	}
}

func (s *Server) kill() error {
	if s.proc == nil || s.proc.ended() {
		return nil
	}
	if err := s.proc.signal(os.Kill); err != nil {
		return fmt.Errorf("kill mariadbd: %w", err)
	}
	<-s.proc.done
	return nil
}
