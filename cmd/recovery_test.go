package cmd_test

import (
	"database/sql"
	"net/http"
	"strings"
	"testing"
	"time"

	"audiensi/cmd"
	"audiensi/cmd/demo"
	"audiensi/cmd/refdata"
	"audiensi/domain/domaintest"
	"audiensi/domain/worktime"
	"audiensi/migrations"
	"audiensi/repository"
	"audiensi/repository/testdb"
)

// until calls done until it is true, at most for a minute.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !done(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within a minute", what)
		}
	}
}

func TestProgram_outlives_its_database(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a MariaDB of its own")
	}
	server, err := testdb.StartMySQL(t.Context(), testdb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Stop() })
	createDatabase(t, server, "audiensi")
	p := program(t)
	p.Config.Database = "mysql:" + server.DSN("audiensi")
	p.Config.SweepInterval = time.Second
	s := start(t, p)
	t.Cleanup(func() { _ = s.end(t) })
	status := func() int { code, _ := get(t, s.api+"/readyz"); return code }
	if got := status(); got != http.StatusOK {
		t.Fatalf("before: %d", got)
	}
	if err := server.Kill(); err != nil {
		t.Fatal(err)
	}
	until(t, "503 on /readyz", func() bool { return status() == http.StatusServiceUnavailable })
	reply, err := plainClient.Post(s.api+"/v1/login", "application/json", strings.NewReader(`{"username": "siti", "password": "rahasia"}`))
	if err != nil {
		t.Fatal(err)
	}
	reply.Body.Close()
	if reply.StatusCode != http.StatusServiceUnavailable || reply.Header.Get("Retry-After") == "" {
		t.Errorf("login: %s, Retry-After %q", reply.Status, reply.Header.Get("Retry-After"))
	}
	if got, _ := get(t, s.api+"/healthz"); got != http.StatusOK {
		t.Errorf("/healthz: %d", got)
	}
	if err := server.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	until(t, "200 on /readyz", func() bool { return status() == http.StatusOK })
}

func createDatabase(t *testing.T, server *testdb.Server, name string) {
	t.Helper()
	db, err := sql.Open("mysql", server.DSN(""))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
}

// A demo of two months ago: by now every answer's window and every pause of it
// is over.
func TestProgram_sweeps_what_ended_while_it_was_down(t *testing.T) {
	p := program(t)
	seedDemo(t, p, time.Now().AddDate(0, -2, 0))
	s := start(t, p)
	until(t, "a sweep", func() bool {
		_, body := get(t, s.metrics+"/metrics")
		return strings.Contains(body, "audiensi_sweep_ended_total 29\n")
	})
	if err := s.end(t); err != nil {
		t.Error(err)
	}
}

func seedDemo(t *testing.T, p cmd.Program, now time.Time) {
	t.Helper()
	store, err := repository.Open(t.Context(), repository.Config{DSN: p.Config.Database})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	migrator, err := migrations.New(store.DB(), store.Dialect())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := migrator.Up(t.Context()); err != nil {
		t.Fatal(err)
	}
	set, err := refdata.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	err = demo.Seed(t.Context(), demo.Parts{Store: store, Triage: domaintest.Triage(), Passwords: cmd.NewPasswords(),
		Calendar: worktime.Default(), Reference: set, Now: now})
	if err != nil {
		t.Fatal(err)
	}
}
