package repository

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	gormsqlite "gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"modernc.org/sqlite"
)

// sqliteReaders is how many snapshots of a file can be read at the same time.
const sqliteReaders = 4

// openSQLite opens one connection that writes and several that read. SQLite
// lets one transaction write at a time, so writers queue for the connection, in
// order, and not for the file's lock. A database in memory is its connection:
// there is only one, for both.
func (s *Store) openSQLite(path string, c Config) error {
	drv, err := sqliteDriver()
	if err != nil {
		return err
	}
	s.dialect = dialect{name: SQLite, writers: 1, lower: "audiensi_lower", orm: func(db *sql.DB) gorm.Dialector {
		return gormsqlite.New(gormsqlite.Config{DriverName: "sqlite", Conn: db})
	}}
	if path == ":memory:" {
		s.writer = sqlitePool(drv, "file::memory:?"+sqliteParams("_txlock=immediate"), 1)
		s.reader, s.plain = s.writer, s.writer
		return nil
	}
	if _, err := os.Stat(path); c.Existing && errors.Is(err, fs.ErrNotExist) {
		return ErrNoDatabase
	}
	maxOpen := c.MaxOpen
	if maxOpen <= 0 {
		maxOpen = sqliteReaders
	}
	uri := SQLiteURI(path) + "?"
	s.writer = sqlitePool(drv, uri+sqliteParams("_txlock=immediate", "_journal_mode=WAL"), 1)
	s.reader = sqlitePool(drv, uri+sqliteParams("_query_only=1"), maxOpen)
	s.plain = s.writer
	return nil
}

// sqliteParams returns the parameters of every connection: a commit is on the
// disk before it is acknowledged (FULL), so that a captured question survives
// the loss of power.
func sqliteParams(more ...string) string {
	return strings.Join(append([]string{"_busy_timeout=5000", "_foreign_keys=1", "_synchronous=FULL", "_timezone=UTC"}, more...), "&")
}

func sqlitePool(drv driver.Driver, dsn string, size int) *sql.DB {
	db := sql.OpenDB(cachingConnector{drv: drv, dsn: dsn})
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db
}

// SQLiteURI returns the path as SQLite's URI, which may hold any character.
func SQLiteURI(path string) string {
	path = filepath.ToSlash(path)
	if runtime.GOOS == "windows" && filepath.IsAbs(path) {
		path = "/" + path
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath()
}

// sqliteDriver is a driver of our own: what is registered on it does not reach
// other users of the library in this process.
var sqliteDriver = sync.OnceValues(func() (driver.Driver, error) {
	drv := &sqlite.Driver{}
	if err := drv.RegisterDeterministicScalarFunction("audiensi_lower", 1, sqliteLower); err != nil {
		return nil, fmt.Errorf("register function: %w", err)
	}
	return drv, nil
})

// sqliteLower is lower() for all of Unicode; SQLite's own knows ASCII only.
func sqliteLower(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
	if text, ok := args[0].(string); ok {
		return strings.ToLower(text), nil
	}
	return args[0], nil
}
