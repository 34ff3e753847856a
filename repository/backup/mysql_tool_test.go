//go:build unix

package backup_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"audiensi/repository/backup"
	"audiensi/repository/testdb"

	"github.com/go-sql-driver/mysql"
)

// asTool puts a script in the place of the dumping tools.
func asTool(t *testing.T, script string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"mariadb-dump", "mysqldump"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+":/bin:/usr/bin")
	return dir
}

func TestTakeMySQL_shows_its_password_to_nobody(t *testing.T) {
	from := testdb.MySQL(t)
	fill(t, "mysql:"+from)
	config, err := mysql.ParseDSN(from)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", t.TempDir())
	dir := asTool(t, `echo "$@" > "$(dirname "$0")/args"; env > "$(dirname "$0")/env"
file=${1#--defaults-file=}; ls -l "$file" > "$(dirname "$0")/mode"; cat "$file" > "$(dirname "$0")/options"
echo "Access denied" >&2; exit 2`)
	to := filepath.Join(t.TempDir(), "a.sql")
	if _, err := backup.TakeMySQL(t.Context(), from, to, false); err == nil || !strings.Contains(err.Error(), "Access denied") || strings.Contains(err.Error(), config.Passwd) {
		t.Errorf("got %v", err)
	}
	for _, name := range []string{"args", "env"} {
		if text := read(t, filepath.Join(dir, name)); config.Passwd == "" || strings.Contains(text, config.Passwd) {
			t.Errorf("the password is in %s:\n%s", name, text)
		}
	}
	if !strings.HasPrefix(read(t, filepath.Join(dir, "mode")), "-rw------- ") || !strings.Contains(read(t, filepath.Join(dir, "options")), config.Passwd) {
		t.Errorf("the option file: %s", read(t, filepath.Join(dir, "mode")))
	}
	if left, _ := os.ReadDir(os.Getenv("TMPDIR")); len(left) > 0 || names(t, to) != "" {
		t.Errorf("left behind: %v %s", left, names(t, to))
	}
}

func TestTakeMySQL_of_a_tool_that_ends_early_is_no_backup(t *testing.T) {
	from := testdb.MySQL(t)
	fill(t, "mysql:"+from)
	asTool(t, `echo "-- MariaDB dump 10.19"; echo "CREATE TABLE x (y INT);"`)
	to := filepath.Join(t.TempDir(), "a.sql")
	if _, err := backup.TakeMySQL(t.Context(), from, to, false); !errors.Is(err, backup.ErrTruncated) {
		t.Errorf("got %v", err)
	}
	if got := names(t, to); got != "" {
		t.Errorf("left behind: %s", got)
	}
}
