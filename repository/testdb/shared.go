package testdb

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"testing"
)

// sharedServer is the throw-away server of this process, started when first asked for.
type sharedServer struct {
	mu     sync.Mutex
	owned  bool // Main has taken on to stop the server
	closed bool // Main has ended: no server may start any more
	server *Server
	err    error
}

var shared sharedServer

// Main runs the tests of a package, stops the server they shared and ends the process with the
// tests' exit code; it also stops it on an interrupt. TestMain calls it as its last act.
func Main(m *testing.M) {
	shared.own()
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-interrupted
		shared.stop()
		os.Exit(130)
	}()
	code := m.Run()
	if err := shared.stop(); err != nil {
		fmt.Fprintln(os.Stderr, "testdb:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

func (s *sharedServer) own() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.owned = true
}

// get returns the running server. A failed start is remembered: no test tries it again.
func (s *sharedServer) get() (*Server, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case !s.owned:
		return nil, errors.New("nothing would stop it: add `func TestMain(m *testing.M) { testdb.Main(m) }` to the package's tests")
	case s.closed:
		return nil, errors.New("the tests have ended")
	case s.server == nil && s.err == nil:
		s.server, s.err = StartMySQL(context.Background(), Options{})
	}
	return s.server, s.err
}

// stop stops the server if one was started, for good.
func (s *sharedServer) stop() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	if s.server == nil {
		return nil
	}
	server := s.server
	s.server = nil
	return server.Stop()
}
