// Package migrations brings a database to the form this program expects: plain
// SQL files per dialect, embedded in the program, run by goose. Both folders
// hold the same file names; a mysql file has one statement, because MySQL
// commits each DDL statement by itself.
package migrations

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed mysql/*.sql sqlite/*.sql
var files embed.FS

// The errors of Check.
var (
	// ErrNewer says that a newer program has migrated the database: this one
	// would misread it.
	ErrNewer = errors.New("the database is newer than this program: use the newer program")
	// ErrOlder says that migrations are waiting.
	ErrOlder = errors.New("the database is not up to date: run `audiensi migrate up`")
)

// Migrator runs the migrations of one database.
type Migrator struct {
	provider *goose.Provider
}

// Status is one migration. AppliedAt is zero while it is waiting.
type Status struct {
	Version   int64
	Name      string
	AppliedAt time.Time
}

// New returns the migrations for the dialect, "sqlite" or "mysql", of the
// database. On MySQL a row in the table goose_lock keeps two programs from
// migrating at once; on SQLite each migration is one transaction.
func New(db *sql.DB, dialect string) (*Migrator, error) {
	sub, err := fs.Sub(files, dialect)
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	options := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	name := goose.DialectSQLite3
	if dialect == "mysql" {
		name = goose.DialectMySQL
		locker, err := lock.NewMySQLTableLocker()
		if err != nil {
			return nil, fmt.Errorf("migrations: %w", err)
		}
		options = append(options, goose.WithLocker(locker))
	}
	provider, err := goose.NewProvider(name, db, sub, options...)
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	return &Migrator{provider}, nil
}

// Up applies every waiting migration and returns how many. A database that is
// newer than the program is refused.
func (m *Migrator) Up(ctx context.Context) (int, error) {
	if err := m.Check(ctx); err != nil && !errors.Is(err, ErrOlder) {
		return 0, err
	}
	results, err := m.provider.Up(ctx)
	if err != nil {
		return len(results), fmt.Errorf("migrate up: %w", err)
	}
	return len(results), nil
}

// Down takes the last migration back, with all its data, and returns its
// version, 0 if there was none.
func (m *Migrator) Down(ctx context.Context) (int64, error) {
	result, err := m.provider.Down(ctx)
	if errors.Is(err, goose.ErrNoNextVersion) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("migrate down: %w", err)
	}
	return result.Source.Version, nil
}

// Status lists the migrations in order.
func (m *Migrator) Status(ctx context.Context) ([]Status, error) {
	list, err := m.provider.Status(ctx)
	if err != nil {
		return nil, fmt.Errorf("migration status: %w", err)
	}
	out := make([]Status, len(list))
	for i, s := range list {
		out[i] = Status{Version: s.Source.Version, Name: s.Source.Path, AppliedAt: s.AppliedAt}
	}
	return out, nil
}

// Check returns nil if the database has exactly this program's migrations, else
// ErrNewer or ErrOlder. It changes nothing but goose's own table.
func (m *Migrator) Check(ctx context.Context) error {
	have, want, err := m.provider.GetVersions(ctx)
	switch {
	case err != nil:
		return fmt.Errorf("check migrations: %w", err)
	case have > want:
		return fmt.Errorf("%w (%d, this program knows %d)", ErrNewer, have, want)
	case have < want:
		return fmt.Errorf("%w (%d of %d)", ErrOlder, have, want)
	}
	return nil
}
