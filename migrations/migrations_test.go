package migrations_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	_ "modernc.org/sqlite"

	"audiensi/migrations"
)

func TestFiles_are_the_same_in_both_folders(t *testing.T) {
	var names [2][]string
	for i, dialect := range []string{"mysql", "sqlite"} {
		entries, err := os.ReadDir(dialect)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			names[i] = append(names[i], e.Name())
		}
	}
	if diff := cmp.Diff(names[0], names[1]); diff != "" {
		t.Errorf("mysql and sqlite differ (-mysql +sqlite):\n%s", diff)
	}
}

// TestFiles_of_mysql_have_one_statement: MySQL could not take the first of two
// back if the second fails.
func TestFiles_of_mysql_have_one_statement(t *testing.T) {
	paths, _ := filepath.Glob("mysql/*.sql")
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		up, down, _ := strings.Cut(string(text), "-- +goose Down")
		if strings.Count(up, ";") != 1 || strings.Count(down, ";") != 1 {
			t.Errorf("%s: not one statement up and one down", path)
		}
	}
}

func TestMigrator(t *testing.T) {
	db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	m, err := migrations.New(db, "sqlite")
	if err != nil {
		t.Fatal(err)
	}
	check := func(want error) {
		t.Helper()
		if err := m.Check(t.Context()); !errors.Is(err, want) {
			t.Fatalf("check: %v, want %v", err, want)
		}
	}
	up := func() int {
		t.Helper()
		n, err := m.Up(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	check(migrations.ErrOlder)
	list, err := m.Status(t.Context())
	if err != nil || len(list) == 0 || !list[0].AppliedAt.IsZero() {
		t.Errorf("status before: %v, %v", list, err)
	}
	if n := up(); n != len(list) {
		t.Errorf("applied %d of %d", n, len(list))
	}
	check(nil)
	if n := up(); n != 0 {
		t.Errorf("applied %d again", n)
	}
	list, _ = m.Status(t.Context())
	last := list[len(list)-1]
	if last.AppliedAt.IsZero() {
		t.Error("the last is not applied")
	}
	if version, err := m.Down(t.Context()); err != nil || version != last.Version {
		t.Errorf("down: %d, %v, want %d", version, err, last.Version)
	}
	check(migrations.ErrOlder)
	up()
	if _, err := db.ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (?, 1)", last.Version+1); err != nil {
		t.Fatal(err)
	}
	check(migrations.ErrNewer)
	if _, err := m.Up(t.Context()); !errors.Is(err, migrations.ErrNewer) {
		t.Errorf("up of a newer database: %v", err)
	}
}
