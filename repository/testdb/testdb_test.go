package testdb_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"audiensi/repository/testdb"

	"github.com/go-sql-driver/mysql"
)

func TestMain(m *testing.M) { testdb.Main(m) }

func TestMySQL_gives_each_test_its_own_empty_database(t *testing.T) {
	first, second := testdb.MySQL(t), testdb.MySQL(t)
	if first == second {
		t.Fatalf("two tests share %s", first)
	}
	run(t, first, "CREATE TABLE only_here (id INT)", "INSERT INTO only_here VALUES (1)")
	if got := count(t, second, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"); got != 0 {
		t.Errorf("a fresh database has %d tables, want 0", got)
	}
}

func TestMySQL_drops_the_database_when_the_test_ends(t *testing.T) {
	observer := testdb.MySQL(t)
	var dsn string
	t.Run("user", func(t *testing.T) { dsn = testdb.MySQL(t) })
	if got := count(t, observer, "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = ?", dbName(t, dsn)); got != 0 {
		t.Errorf("%s is still there", dsn)
	}
}

func TestMySQL_uses_the_server_it_is_told(t *testing.T) {
	told := testdb.MySQL(t)
	t.Setenv(testdb.ExternalDSN, told)
	got := testdb.MySQL(t)
	if addr(t, got) != addr(t, told) || dbName(t, got) == dbName(t, told) {
		t.Errorf("told to use %s, got %s", told, got)
	}
}

func TestMySQL_is_skipped_by_SHORT(t *testing.T) {
	t.Setenv("SHORT", "1")
	skipped := false
	t.Run("inner", func(t *testing.T) {
		defer func() { skipped = t.Skipped() }()
		testdb.MySQL(t)
	})
	if !skipped {
		t.Error("SHORT=1 does not skip")
	}
}

func TestSQLiteFile_is_new_and_in_a_directory_of_the_test(t *testing.T) {
	path := testdb.SQLiteFile(t)
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("%s: %v, want not to exist", path, err)
	}
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		t.Error(err)
	}
}

func run(t *testing.T, dsn string, statements ...string) {
	t.Helper()
	db := open(t, dsn)
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

func count(t *testing.T, dsn, query string, args ...any) (n int) {
	t.Helper()
	db := open(t, dsn)
	defer db.Close()
	if err := db.QueryRowContext(t.Context(), query, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func open(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open("mysql", dsn)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func dbName(t *testing.T, dsn string) string { return parse(t, dsn).DBName }

func addr(t *testing.T, dsn string) string { return parse(t, dsn).Addr }

func parse(t *testing.T, dsn string) *mysql.Config {
	t.Helper()
	config, err := mysql.ParseDSN(dsn)
	if err != nil || strings.Contains(dsn, " ") {
		t.Fatalf("DSN %q: %v", dsn, err)
	}
	return config
}
