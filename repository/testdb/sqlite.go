package testdb

import (
	"path/filepath"
	"testing"
)

// SQLiteFile returns the path of a SQLite file that does not exist yet, in a directory removed
// when tb ends.
func SQLiteFile(tb testing.TB) string {
	tb.Helper()
	return filepath.Join(tb.TempDir(), "audiensi.db")
}
