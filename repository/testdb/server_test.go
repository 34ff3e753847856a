package testdb_test

import (
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"audiensi/repository/testdb"
)

func TestServer_keeps_committed_rows_over_kill_and_restart(t *testing.T) {
	server := start(t, testdb.Options{Durable: true})
	dsn := server.DSN("kept")
	run(t, server.DSN(""), "CREATE DATABASE kept")
	run(t, dsn, "CREATE TABLE fact (id INT PRIMARY KEY)", "INSERT INTO fact VALUES (1), (2)")

	if err := server.Kill(); err != nil {
		t.Fatal(err)
	}
	if listening(t, dsn) {
		t.Error("a killed server still listens")
	}
	if err := server.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := count(t, dsn, "SELECT COUNT(*) FROM fact"); got != 2 {
		t.Errorf("%d rows after the restart, want 2", got)
	}
}

func TestServer_restarts_while_running(t *testing.T) {
	server := start(t, testdb.Options{})
	run(t, server.DSN(""), "CREATE DATABASE kept")
	if err := server.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	run(t, server.DSN("kept"), "CREATE TABLE fact (id INT)")
}

func TestServer_stop_is_final_and_leaves_nothing(t *testing.T) {
	temp := reachableDir(t)
	t.Setenv("TMPDIR", temp)
	server := start(t, testdb.Options{})
	for range 2 {
		if err := server.Stop(); err != nil {
			t.Fatal(err)
		}
	}
	if listening(t, server.DSN("")) {
		t.Error("a stopped server still listens")
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	if err := server.Restart(t.Context()); err == nil {
		t.Error("a stopped server restarts, want an error")
	}
}

func TestServer_finds_its_data_in_a_kept_directory(t *testing.T) {
	dir := reachableDir(t)
	first := start(t, testdb.Options{Dir: dir})
	run(t, first.DSN(""), "CREATE DATABASE kept")
	if err := first.Stop(); err != nil {
		t.Fatal(err)
	}
	second := start(t, testdb.Options{Dir: dir})
	run(t, second.DSN("kept"), "CREATE TABLE fact (id INT)")
}

func TestServer_flushes_commits_as_asked(t *testing.T) {
	for want, durable := range []bool{false, true} {
		server := start(t, testdb.Options{Durable: durable, Args: []string{"--max-connections=17"}})
		if got := count(t, server.DSN(""), "SELECT @@innodb_flush_log_at_trx_commit"); got != want {
			t.Errorf("durable %v: flush setting %d, want %d", durable, got, want)
		}
		if got := count(t, server.DSN(""), "SELECT @@max_connections"); got != 17 {
			t.Errorf("Args are not applied: max_connections = %d", got)
		}
	}
}

func TestStartMySQL_reports_why_the_server_ended(t *testing.T) {
	skipShort(t)
	server, err := testdb.StartMySQL(t.Context(), testdb.Options{Args: []string{"--no-such-option"}})
	if err == nil {
		t.Fatal("started with an unknown option", server.Stop())
	}
	t.Log(err)
}

func start(t *testing.T, opts testdb.Options) *testdb.Server {
	t.Helper()
	skipShort(t)
	server, err := testdb.StartMySQL(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	return server
}

// reachableDir is a temporary directory that the server's own account can reach and write to.
func reachableDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for path, mode := range map[string]os.FileMode{filepath.Dir(dir): 0o755, dir: 0o777} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func skipShort(t *testing.T) {
	t.Helper()
	if os.Getenv("SHORT") == "1" {
		t.Skip("SHORT=1: tests on MariaDB are left out")
	}
}

func listening(t *testing.T, dsn string) bool {
	t.Helper()
	conn, err := net.DialTimeout("tcp", addr(t, dsn), time.Second)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}
