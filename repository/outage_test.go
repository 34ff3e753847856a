package repository_test

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/usecase"
	"audiensi/repository"
	"audiensi/repository/testdb"
)

func TestOpen_refuses(t *testing.T) {
	for name, dsn := range map[string]string{
		"nothing":          "",
		"unknown kind":     "postgres:x",
		"no database name": "mysql:root:secret@tcp(127.0.0.1:1)/",
		"nonsense":         "mysql:secret",
		"nobody there":     "mysql:root:secret@tcp(127.0.0.1:1)/audiensi",
		"no such folder":   "sqlite:/no/such/folder/x.db",
	} {
		t.Run(name, func(t *testing.T) {
			store, err := repository.Open(t.Context(), repository.Config{DSN: dsn})
			if err == nil {
				t.Fatal("opened", store.Close())
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the error shows the password: %v", err)
			}
		})
	}
}

func TestOpen_existing_makes_no_file(t *testing.T) {
	path := filepath.Join(t.TempDir(), "typo.db")
	_, err := repository.Open(t.Context(), repository.Config{DSN: "sqlite:" + path, Existing: true})
	if !errors.Is(err, repository.ErrNoDatabase) {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("it made the file")
	}
	open(t, "sqlite:"+path)
	openWith(t, repository.Config{DSN: "sqlite:" + path, Existing: true})
}

func TestOpen_file_with_any_name(t *testing.T) {
	open(t, "sqlite:"+t.TempDir()+"/Rapat ke-1? 100%#&.db")
}

// TestOutage stops the server while a unit runs, and starts it again.
func TestOutage(t *testing.T) {
	if os.Getenv("SHORT") == "1" {
		t.Skip("SHORT=1: tests on MariaDB are left out")
	}
	server, err := testdb.StartMySQL(t.Context(), testdb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	createDatabase(t, server.DSN(""))
	store := open(t, "mysql:"+server.DSN("audiensi"))
	q := domaintest.Captured(domain.NewID[domain.SessionKind](domaintest.Now), domaintest.Now)
	save := func() error {
		return store.InTx(t.Context(), func(ctx context.Context, tx usecase.Tx) error { return tx.SaveQuestion(ctx, q) })
	}
	err = store.InTx(t.Context(), func(ctx context.Context, tx usecase.Tx) error {
		if err := tx.SaveQuestion(ctx, q); err != nil {
			t.Fatal(err)
		}
		if err := server.Kill(); err != nil {
			t.Fatal(err)
		}
		return nil
	})
	for what, err := range map[string]error{"commit": err, "next unit": save(), "ping": store.Ping(t.Context())} {
		if domain.CodeOf(err) != domain.Unavailable || strings.Count(err.Error(), "unavailable") != 1 {
			t.Errorf("%s: %v, want unavailable, said once", what, err)
		}
	}
	if err := server.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := save(); err != nil {
		t.Errorf("after the restart: %v", err)
	}
}

func createDatabase(t *testing.T, dsn string) {
	t.Helper()
	db, err := sql.Open("mysql", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "CREATE DATABASE audiensi"); err != nil {
		t.Fatal(err)
	}
}

// TestRetry_after_deadlock makes two units wait for each other on purpose.
func TestRetry_after_deadlock(t *testing.T) {
	var conflicts atomic.Int32
	store := openWith(t, repository.Config{DSN: "mysql:" + testdb.MySQL(t), Logger: slog.New(counter{&conflicts})})
	set := func(ctx context.Context, tx usecase.Tx, subject string) error {
		return tx.SetLoginFailures(ctx, subject, 1, domaintest.Now)
	}
	both := func(ctx context.Context, tx usecase.Tx) error {
		if err := set(ctx, tx, "a"); err != nil {
			return err
		}
		return set(ctx, tx, "b")
	}
	if err := store.InTx(t.Context(), both); err != nil {
		t.Fatal(err)
	}
	var runs atomic.Int32
	meet := make(chan struct{}, 2)
	unit := func(first, second string) error {
		return store.InTx(t.Context(), func(ctx context.Context, tx usecase.Tx) error {
			if err := set(ctx, tx, first); err != nil {
				return err
			}
			if runs.Add(1) <= 2 { // the first two have locked a row each before they go on
				meet <- struct{}{}
				for len(meet) < 2 {
					time.Sleep(time.Millisecond)
				}
			}
			return set(ctx, tx, second)
		})
	}
	done := make(chan error, 2)
	go func() { done <- unit("a", "b") }()
	go func() { done <- unit("b", "a") }()
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if conflicts.Load() == 0 {
		t.Error("there was no deadlock to recover from")
	}
}

// counter is a log handler that counts.
type counter struct{ n *atomic.Int32 }

func (c counter) Enabled(context.Context, slog.Level) bool { return true }
func (c counter) Handle(context.Context, slog.Record) error {
	c.n.Add(1)
	return nil
}
func (c counter) WithAttrs([]slog.Attr) slog.Handler { return c }
func (c counter) WithGroup(string) slog.Handler      { return c }
