package cmd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"audiensi/attachment/files"
	"audiensi/attachment/inspect"
	"audiensi/domain/triage/similar"
	"audiensi/domain/usecase"
	"audiensi/domain/worktime"
	"audiensi/migrations"
	"audiensi/repository"
	"audiensi/repository/backup"
)

// house is an open, migrated database with the use cases on it.
type house struct {
	store    *repository.Store
	migrator *migrations.Migrator
	app      *usecase.App
	engines  *usecase.Engines
	lock     *backup.Lock // keeps a restore away
}

// opening says what may happen to a database before it is used.
type opening int

const (
	asItIs   opening = iota // nothing: it must be there
	mayMake                 // a SQLite file that is missing is made
	migrated                // made, and brought to the form that this program expects
)

// openStore opens the database and its migrations, whatever form it has.
func openStore(ctx context.Context, c Config, log *slog.Logger, how opening) (*house, error) {
	lock, err := shareDatabase(c)
	if err != nil {
		return nil, err
	}
	store, err := repository.Open(ctx, repository.Config{DSN: c.Database, MaxOpen: c.DBMaxOpen, Logger: log, Existing: how == asItIs})
	if err != nil {
		return nil, errors.Join(cannotOpen(c, err), lock.Close())
	}
	migrator, err := migrations.New(store.DB(), store.Dialect())
	if err != nil {
		return nil, errors.Join(err, store.Close(), lock.Close())
	}
	return &house{store: store, migrator: migrator, lock: lock}, nil
}

func cannotOpen(c Config, err error) error {
	if errors.Is(err, repository.ErrNoDatabase) {
		return fmt.Errorf("%s: %w: check AUDIENSI_DATABASE, or make one with `audiensi migrate up`", MaskDatabase(c.Database), err)
	}
	return fmt.Errorf("%s: %w", MaskDatabase(c.Database), err)
}

// openHouse opens the database, which must have the form that this program
// expects unless it may be brought there.
func openHouse(ctx context.Context, c Config, log *slog.Logger, how opening) (*house, error) {
	h, err := openStore(ctx, c, log, how)
	if err != nil {
		return nil, err
	}
	if how == migrated {
		_, err = h.migrator.Up(ctx)
	} else {
		err = h.migrator.Check(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", MaskDatabase(c.Database), err), h.Close())
	}
	if err := h.openTriage(ctx, c); err != nil {
		return nil, errors.Join(err, h.Close())
	}
	h.app = &usecase.App{Store: h.store, Now: time.Now, Calendar: worktime.Default(), Triage: h.engines, Passwords: NewPasswords()}
	return h, nil
}

// openTriage takes up the model in force.
func (h *house) openTriage(ctx context.Context, c Config) error {
	n, err := newNormaliser()
	if err != nil {
		return err
	}
	if h.engines, err = usecase.NewEngines(n, c.TriageConfidence); err != nil {
		return err
	}
	return h.engines.Refresh(ctx, h.store)
}

// openHistory makes the history, which only who serves needs; nothing of it is
// read yet.
func (h *house) openHistory() error {
	model, err := similar.Builtin()
	if err != nil {
		return err
	}
	h.app.History = usecase.NewHistory(h.store, similar.NewEncoder(h.engines.Normaliser(), model))
	return nil
}

// openFiles opens the store of attachments, which only who serves needs.
func (h *house) openFiles(c Config) error {
	setting, err := files.Parse(c.attachments())
	if err != nil {
		return err
	}
	h.app.Files, err = files.Open(setting)
	h.app.Inspector, h.app.AttachmentMax = inspect.Inspector{}, int64(c.AttachmentMax)<<20
	return err
}

// Close closes the database.
func (h *house) Close() error { return errors.Join(h.store.Close(), h.lock.Close()) }

// withHouse runs a command of the operator on the configured database.
func withHouse(ctx context.Context, do func(*house) error) (err error) {
	config, err := ReadConfig(os.Environ())
	if err != nil {
		return err
	}
	h, err := openHouse(ctx, config, newLogger(os.Stderr, config), asItIs)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	return do(h)
}
