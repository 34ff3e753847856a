package repository_test

import (
	"testing"

	"audiensi/migrations"
	"audiensi/repository"
	"audiensi/repository/conformance"
	"audiensi/repository/testdb"
)

func TestMain(m *testing.M) { testdb.Main(m) }

func TestConformance(t *testing.T) {
	for name, dsn := range map[string]func(testing.TB) string{
		"sqlite_file":   func(tb testing.TB) string { return "sqlite:" + testdb.SQLiteFile(tb) },
		"sqlite_memory": func(testing.TB) string { return "sqlite::memory:" },
		"mariadb":       func(tb testing.TB) string { return "mysql:" + testdb.MySQL(tb) },
	} {
		t.Run(name, func(t *testing.T) {
			conformance.Run(t, name != "sqlite_memory", func(t *testing.T) conformance.Store { return open(t, dsn(t)) })
		})
	}
}

// open returns a migrated store that is closed when tb ends.
func open(tb testing.TB, dsn string) *repository.Store {
	tb.Helper()
	return openWith(tb, repository.Config{DSN: dsn})
}

func openWith(tb testing.TB, c repository.Config) *repository.Store {
	tb.Helper()
	store, err := repository.Open(tb.Context(), c)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := store.Close(); err != nil {
			tb.Error(err)
		}
	})
	migrator, err := migrations.New(store.DB(), store.Dialect())
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := migrator.Up(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	return store
}
