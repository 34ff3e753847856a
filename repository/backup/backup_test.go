package backup_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"audiensi/domain/domaintest"
	"audiensi/domain/usecase"
	"audiensi/migrations"
	"audiensi/repository"
	"audiensi/repository/testdb"
)

func TestMain(m *testing.M) { testdb.Main(m) }

// questions is how many a filled database has, each with two events.
const questions = 3

// fill migrates the database and puts some questions into it.
func fill(t *testing.T, dsn string) {
	t.Helper()
	store, err := repository.Open(t.Context(), repository.Config{DSN: dsn})
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
	session := domaintest.Session()
	err = store.InTx(t.Context(), func(ctx context.Context, tx usecase.Tx) error {
		if err := tx.SaveSession(ctx, &session); err != nil {
			return err
		}
		for range questions {
			q := domaintest.Captured(session.ID, domaintest.Now)
			if err := q.Dismiss(domaintest.Act(domaintest.Now), "Bukan pertanyaan."); err != nil {
				return err
			}
			if err := tx.SaveQuestion(ctx, q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// filled returns the path of a filled SQLite file.
func filled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "audiensi.db")
	fill(t, "sqlite:"+path)
	return path
}

// change runs statements on a SQLite file, as somebody with a tool would.
func change(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// names lists the folder of path, with hidden files.
func names(t *testing.T, path string) string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return strings.Join(list, " ")
}
