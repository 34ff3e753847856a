package backup_test

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"audiensi/repository/backup"
	"audiensi/repository/testdb"

	"github.com/go-sql-driver/mysql"
	"github.com/google/go-cmp/cmp"
)

func execute(ctx context.Context, t *testing.T, dsn string, statements ...string) {
	t.Helper()
	db, err := sql.Open("mysql", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.ExecContext(ctx, s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func dumped(t *testing.T, dsn string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "backup.sql")
	size, err := backup.TakeMySQL(t.Context(), dsn, path, false)
	if err != nil {
		t.Fatal(err)
	}
	if text := read(t, path); int64(len(text)) != size {
		t.Errorf("size %d, want %d", size, len(text))
	}
	return path
}

func TestMySQL_back_and_forth(t *testing.T) {
	from, to := testdb.MySQL(t), testdb.MySQL(t)
	fill(t, "mysql:"+from)
	path := dumped(t, from)
	if got := names(t, path); got != "backup.sql" {
		t.Errorf("in the folder: %s", got)
	}
	got, err := backup.RestoreMySQL(t.Context(), path, to)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(whole, got); diff != "" {
		t.Error(diff)
	}
	if _, err := backup.RestoreMySQL(t.Context(), path, to); !errors.Is(err, backup.ErrNotEmpty) {
		t.Errorf("into a database with tables: %v", err)
	}
	if _, err := backup.TakeMySQL(t.Context(), from, path, false); !errors.Is(err, backup.ErrExists) {
		t.Errorf("over a file that is there: %v", err)
	}
	if _, err := backup.TakeMySQL(t.Context(), from, path, true); err != nil {
		t.Errorf("with force: %v", err)
	}
	if _, err := backup.TakeMySQL(t.Context(), testdb.MySQL(t), path+"2", false); !errors.Is(err, backup.ErrForeign) {
		t.Errorf("an empty database: %v", err)
	}
}

func TestMySQL_password_of_any_characters(t *testing.T) {
	from := testdb.MySQL(t)
	fill(t, "mysql:"+from)
	config, err := mysql.ParseDSN(from)
	if err != nil {
		t.Fatal(err)
	}
	config.User, config.Passwd = "odd_"+config.DBName[len(config.DBName)-8:], `p"a #s's\w\n=;é[x]`
	execute(t.Context(), t, from, "CREATE USER '"+config.User+"'@'127.0.0.1' IDENTIFIED BY '"+`p"a #s''s\\w\\n=;é[x]`+"'",
		"GRANT ALL PRIVILEGES ON "+config.DBName+".* TO '"+config.User+"'@'127.0.0.1'")
	t.Cleanup(func() { execute(context.Background(), t, from, "DROP USER '"+config.User+"'@'127.0.0.1'") })
	dumped(t, config.FormatDSN())
}

func TestRestoreMySQL_faulty_dumps(t *testing.T) {
	from := testdb.MySQL(t)
	fill(t, "mysql:"+from)
	text := read(t, dumped(t, from))
	for name, tt := range map[string]struct {
		text string
		want error
	}{
		"cut_short":      {text[:len(text)/2], backup.ErrTruncated},
		"without_a_date": {text[:strings.LastIndex(text, "-- Dump completed")], backup.ErrTruncated},
		"empty":          {"", backup.ErrForeign},
		"of_sqlite":      {"SQLite format 3\x00" + text, backup.ErrOtherKind},
		"of_others":      {"-- MariaDB dump\nCREATE TABLE x (y INT);\n-- Dump completed\n", backup.ErrForeign},
		"no_sql":         {"-- MariaDB dump\nthis is no SQL;\n-- Dump completed\n", nil},
		"without_events": {withoutEvents(text), backup.ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, filepath.Join(t.TempDir(), "a.sql"), tt.text)
			_, err := backup.RestoreMySQL(t.Context(), path, testdb.MySQL(t))
			if err == nil || tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestMySQL_without_its_tools_says_what_to_install(t *testing.T) {
	from := testdb.MySQL(t)
	fill(t, "mysql:"+from)
	t.Setenv("PATH", t.TempDir())
	to := filepath.Join(t.TempDir(), "a.sql")
	_, err := backup.TakeMySQL(t.Context(), from, to, false)
	if err == nil || !strings.Contains(err.Error(), "apt-get install mariadb-client") {
		t.Errorf("got %v", err)
	}
	if got := names(t, to); got != "" {
		t.Errorf("left behind: %s", got)
	}
}

// withoutEvents leaves the table there, empty.
func withoutEvents(dump string) string {
	head, rest, _ := strings.Cut(dump, "INSERT INTO `events`")
	_, tail, _ := strings.Cut(rest, ";\n")
	return head + tail
}
