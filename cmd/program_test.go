package cmd_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"audiensi/cmd"
	"audiensi/migrations"

	"go.uber.org/goleak"
)

// started is a program that runs inside the test.
type started struct {
	api, metrics string
	stop         context.CancelFunc
	ended        chan error
}

func program(t *testing.T) cmd.Program {
	t.Helper()
	config := defaults()
	config.Addr, config.MetricsAddr = "127.0.0.1:0", "127.0.0.1:0"
	config.Database = "sqlite:" + filepath.Join(t.TempDir(), "audiensi.db")
	return cmd.Program{Config: config, Version: "test", Logger: slog.New(slog.DiscardHandler), Migrate: true}
}

func start(t *testing.T, p cmd.Program) *started {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	s := &started{stop: stop, ended: make(chan error, 1)}
	ready := make(chan struct{})
	p.Started = func(api, metrics net.Addr) {
		s.api, s.metrics = "http://"+api.String(), "http://"+metrics.String()
		close(ready)
	}
	go func() { s.ended <- p.Run(ctx) }()
	select {
	case <-ready:
	case err := <-s.ended:
		t.Fatalf("it ended: %v", err)
	}
	t.Cleanup(stop)
	return s
}

func (s *started) end(t *testing.T) error {
	t.Helper()
	s.stop()
	select {
	case err := <-s.ended:
		return err
	case <-time.After(time.Minute):
		t.Fatal("it does not end")
		return nil
	}
}

// plainClient keeps no connection, and so no goroutine, after a reply.
var plainClient = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	reply, err := plainClient.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	body, err := io.ReadAll(reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply.StatusCode, string(body)
}

func TestProgram_serves_and_leaves_nothing_behind(t *testing.T) {
	before := goleak.IgnoreCurrent()
	s := start(t, program(t))
	for _, path := range []string{"/healthz", "/readyz", "/docs"} {
		if status, body := get(t, s.api+path); status != http.StatusOK {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
	if status, _ := get(t, s.api+"/metrics"); status != http.StatusNotFound {
		t.Errorf("/metrics at the address of the API: %d, want 404", status)
	}
	if err := s.end(t); err != nil {
		t.Error(err)
	}
	goleak.VerifyNone(t, before)
}

func TestProgram_shows_its_figures_at_an_address_of_their_own(t *testing.T) {
	s := start(t, program(t))
	get(t, s.api+"/healthz")
	get(t, s.api+"/no/such/address/1234")
	get(t, s.api+"/v1/questions/019a0000-0000-7000-8000-000000000000")
	status, body := get(t, s.metrics+"/metrics")
	if status != http.StatusOK {
		t.Fatal(status)
	}
	for _, want := range []string{
		`audiensi_http_requests_total{code="200",host="",method="GET",url="/healthz"} 1`,
		`audiensi_http_requests_total{code="401",host="",method="GET",url="/v1/questions/:question_id"} 1`,
		`audiensi_http_request_duration_seconds_count{code="200",host="",method="GET",url="/healthz"} 1`,
		`go_sql_open_connections{db_name="audiensi"}`, "audiensi_sweep_ended_total 0", "audiensi_sweep_failures_total 0",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(body, "1234") {
		t.Error("an address without a route makes a series")
	}
	if status, _ := get(t, s.metrics+"/healthz"); status != http.StatusNotFound {
		t.Errorf("the API at the address of the figures: %d", status)
	}
}

// A login whose body is still on its way when the program shall end.
func TestProgram_lets_running_requests_end(t *testing.T) {
	s := start(t, program(t))
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.api, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	body := `{"username": "nobody", "password": "does-not-matter"}`
	fmt.Fprintf(conn, "POST /v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body[:10])
	time.Sleep(200 * time.Millisecond) // until the request is being read
	s.stop()
	time.Sleep(200 * time.Millisecond) // until the program is draining
	fmt.Fprint(conn, body[10:])
	reply, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	if reply.StatusCode != http.StatusUnauthorized {
		t.Errorf("got %s, want 401", reply.Status)
	}
	if err := s.end(t); err != nil {
		t.Error(err)
	}
}

func TestProgram_ends_requests_that_take_too_long(t *testing.T) {
	p := program(t)
	p.Config.ShutdownTimeout = 100 * time.Millisecond
	s := start(t, p)
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.api, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "POST /v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
	time.Sleep(200 * time.Millisecond)
	if err := s.end(t); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want that requests were still running", err)
	}
}

func TestProgram_does_not_start(t *testing.T) {
	occupied, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer occupied.Close()
	for name, tt := range map[string]struct {
		change func(*cmd.Program)
		want   string
	}{
		"database_not_migrated":  {func(p *cmd.Program) { p.Migrate = false }, migrations.ErrOlder.Error()},
		"database_in_no_folder":  {func(p *cmd.Program) { p.Config.Database = "sqlite:/no/such/folder/a.db" }, "sqlite:/no/such/folder/a.db: open database"},
		"database_server_down":   {func(p *cmd.Program) { p.Config.Database = "mysql:u:secret@tcp(127.0.0.1:1)/a" }, "mysql:u:***@tcp(127.0.0.1:1)/a: open database"},
		"address_occupied":       {func(p *cmd.Program) { p.Config.Addr = occupied.Addr().String() }, "listen: "},
		"metrics_addr_occupied":  {func(p *cmd.Program) { p.Config.MetricsAddr = occupied.Addr().String() }, "listen: "},
		"address_of_other_hosts": {func(p *cmd.Program) { p.Config.Addr = "192.0.2.1:0" }, "listen: "},
	} {
		t.Run(name, func(t *testing.T) {
			before := goleak.IgnoreCurrent()
			p := program(t)
			tt.change(&p)
			err := p.Run(t.Context())
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "secret") {
				t.Errorf("got %v, want %q", err, tt.want)
			}
			goleak.VerifyNone(t, before)
		})
	}
}
