package repository

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

var (
	errNested   = errors.New("a unit of work inside another")
	errReadOnly = errors.New("a write in a view")
	errRerun    = errors.New("somebody was faster") // run the unit again
	errDeadConn = errors.New("the connection had died before the first statement")
)

// unit is one transaction, through which all its statements pass. The first one
// that fails dooms it: after a deadlock the server has left the transaction
// already, and whatever followed would be committed piece by piece.
type unit struct {
	db       *sql.DB
	options  *sql.TxOptions
	alone    bool    // each statement by itself, no transaction
	tx       *sql.Tx // begun by the first statement
	readOnly bool
	used     bool     // a statement has run
	holds    bool     // it has changed or locked something
	deferred *capture // saved, and not written yet
	settings bool     // it changed what the store remembers
	age      uint64   // of the store's memory when it began
	err      error    // the failure that doomed it
	undo     []func() // put back what was changed in memory
}

var _ gorm.ConnPool = (*unit)(nil)

// doom remembers the first failure and returns it.
func (u *unit) doom(ctx context.Context, err error) error {
	if err == nil || u.err != nil {
		return u.err
	}
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		err = ctx.Err()
	}
	u.err = err
	return err
}

// conn is what runs the statements of a unit.
type conn interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// begun returns where the next statement runs; the first one begins the
// transaction, so that a unit that needs no statement costs none.
func (u *unit) begun(ctx context.Context) (conn, error) {
	if u.err != nil {
		return nil, u.err
	}
	if u.alone {
		return u.db, nil
	}
	if err := u.flush(ctx); err != nil {
		return nil, err
	}
	if u.tx == nil {
		tx, err := u.db.BeginTx(ctx, u.options)
		if err != nil {
			return nil, u.doom(ctx, fmt.Errorf("begin: %w", err))
		}
		u.tx = tx
	}
	return u.tx, nil
}

// ran dooms the unit if its statement failed. Where nothing is sent to begin a
// transaction, its first statement finds out that an idle connection has died.
func (u *unit) ran(ctx context.Context, err error) error {
	if errors.Is(err, driver.ErrBadConn) && !u.used && !u.alone {
		err = fmt.Errorf("%w: %w", errDeadConn, err)
	}
	u.used = true
	return u.doom(ctx, err)
}

// ExecContext implements gorm.ConnPool.
func (u *unit) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if u.readOnly && u.err == nil {
		return nil, u.doom(ctx, errReadOnly)
	}
	on, err := u.begun(ctx)
	if err != nil {
		return nil, err
	}
	u.holds = true
	result, err := on.ExecContext(ctx, query, args...)
	return result, u.ran(ctx, err)
}

// QueryContext implements gorm.ConnPool.
func (u *unit) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	on, err := u.begun(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := on.QueryContext(ctx, query, args...)
	return rows, u.ran(ctx, err)
}

// QueryRowContext implements gorm.ConnPool. GORM does not call it here, and a
// row could not carry the failure that doomed the unit.
func (u *unit) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if on, err := u.begun(ctx); err == nil {
		return on.QueryRowContext(ctx, query, args...)
	}
	return u.db.QueryRowContext(ctx, query, args...)
}

// PrepareContext implements gorm.ConnPool; connections prepare by themselves.
func (u *unit) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	on, err := u.begun(ctx)
	if err != nil {
		return nil, err
	}
	stmt, err := on.PrepareContext(ctx, query)
	return stmt, u.doom(ctx, err)
}

// query calls scan for each row.
func (u *unit) query(ctx context.Context, scan func(*sql.Rows) error, query string, args ...any) (err error) {
	rows, err := u.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return u.doom(ctx, err)
		}
	}
	return u.doom(ctx, rows.Err())
}

// leave ends the transaction of a unit that has only read.
func (u *unit) leave() {
	if u.tx != nil {
		_ = u.tx.Rollback()
		u.tx = nil
	}
}

func (u *unit) commit(ctx context.Context) error {
	err := u.tx.Commit()
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		err = ctx.Err() // rolled back by database/sql
	}
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// rollback undoes everything; the transaction may be gone already.
func (u *unit) rollback() {
	if u.tx != nil {
		_ = u.tx.Rollback()
	}
	for i := len(u.undo) - 1; i >= 0; i-- {
		u.undo[i]()
	}
}
