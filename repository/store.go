package repository

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"gorm.io/gorm"

	"audiensi/domain/usecase"
)

// Config says which database to open. DSN is "sqlite:PATH", "sqlite::memory:"
// or "mysql:USER:PASSWORD@tcp(HOST:PORT)/NAME" with go-sql-driver parameters.
// MaxOpen bounds the connections, 0 for the default: 64, and 4 readers beside
// the one writer on SQLite. Logger, if not nil, hears of retries and lost commits.
// Existing refuses a SQLite file that is not there, with ErrNoDatabase, instead of
// making it.
type Config struct {
	DSN      string
	MaxOpen  int
	Logger   *slog.Logger
	Existing bool
}

// ErrNoDatabase says that there is no file where an existing database is named.
var ErrNoDatabase = errors.New("there is no database")

// Dialects, as Store.Dialect returns them.
const (
	SQLite = "sqlite"
	MySQL  = "mysql"
)

// Store is safe for concurrent use.
type Store struct {
	dialect  dialect
	writer   *sql.DB
	reader   *sql.DB // the same as writer in memory
	plain    *sql.DB // one of them, where each statement commits by itself
	orm      *gorm.DB
	memory   *memory
	captures *captureGroup
	log      *slog.Logger
}

var (
	_ usecase.Store      = (*Store)(nil)
	_ usecase.Operations = (*Store)(nil)
)

// dialect is what differs between the databases.
type dialect struct {
	name      string
	lower     string // function that turns a text into lower case
	writers   int    // transactions that write captures at one time
	forUpdate string // appended to read a row as it is now, not as in the snapshot
	orm       func(*sql.DB) gorm.Dialector
}

// Open connects to the database and checks that it answers. Unless Existing is
// set it creates a missing SQLite file, but no tables: see package migrations.
func Open(ctx context.Context, c Config) (*Store, error) {
	s := &Store{log: c.Logger}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	kind, dsn, _ := strings.Cut(c.DSN, ":")
	var err error
	switch kind {
	case SQLite:
		err = s.openSQLite(dsn, c)
	case MySQL:
		err = s.openMySQL(dsn, c.MaxOpen)
	default:
		err = errors.New(`a database is named "sqlite:..." or "mysql:..."`)
	}
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if err := s.start(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open database: %w", err), s.Close())
	}
	return s, nil
}

func (s *Store) start(ctx context.Context) error {
	if err := s.Ping(ctx); err != nil {
		return err
	}
	orm, err := gorm.Open(s.dialect.orm(s.plain), newGormConfig())
	if err == nil {
		s.orm, s.memory = orm, newMemory()
		s.captures = &captureGroup{db: s.writer, most: s.dialect.writers}
	}
	return err
}

// Ping returns an unavailable error unless the database answers.
func (s *Store) Ping(ctx context.Context) error {
	err := s.writer.PingContext(ctx)
	if err == nil && s.reader != s.writer {
		err = s.reader.PingContext(ctx)
	}
	return translate(err)
}

// Close waits for running units and closes all connections.
func (s *Store) Close() error {
	if s.memory != nil {
		s.memory.cache.StopAllGoroutines()
	}
	if s.reader == s.writer {
		return s.writer.Close()
	}
	return errors.Join(s.reader.Close(), s.writer.Close())
}

// DB returns connections that write, for migrations and statistics.
func (s *Store) DB() *sql.DB { return s.plain }

// Dialect returns SQLite or MySQL.
func (s *Store) Dialect() string { return s.dialect.name }
