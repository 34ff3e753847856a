package repository

import (
	"context"
	"database/sql"
	"errors"

	"gorm.io/gorm"
)

var (
	errNested   = errors.New("a unit of work inside another")
	errReadOnly = errors.New("a write in a view")
	errRerun    = errors.New("somebody was faster") // run the unit again
)

// unit is one transaction, through which all its statements pass. The first one
// that fails dooms it: after a deadlock the server has left the transaction
// already, and whatever followed would be committed piece by piece.
type unit struct {
	tx       *sql.Tx
	readOnly bool
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

// ExecContext implements gorm.ConnPool.
func (u *unit) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if u.err != nil {
		return nil, u.err
	}
	if u.readOnly {
		return nil, u.doom(ctx, errReadOnly)
	}
	result, err := u.tx.ExecContext(ctx, query, args...)
	return result, u.doom(ctx, err)
}

// QueryContext implements gorm.ConnPool.
func (u *unit) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if u.err != nil {
		return nil, u.err
	}
	rows, err := u.tx.QueryContext(ctx, query, args...)
	return rows, u.doom(ctx, err)
}

// QueryRowContext implements gorm.ConnPool. GORM does not call it here, and a
// row could not carry the failure that doomed the unit.
func (u *unit) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return u.tx.QueryRowContext(ctx, query, args...)
}

// PrepareContext implements gorm.ConnPool; connections prepare by themselves.
func (u *unit) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	if u.err != nil {
		return nil, u.err
	}
	stmt, err := u.tx.PrepareContext(ctx, query)
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

// rollback undoes everything; the transaction may be gone already.
func (u *unit) rollback() {
	_ = u.tx.Rollback()
	for i := len(u.undo) - 1; i >= 0; i-- {
		u.undo[i]()
	}
}
