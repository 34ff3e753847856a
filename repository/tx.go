package repository

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"audiensi/domain/usecase"
)

// txn is the usecase.Tx of one run of a unit.
type txn struct {
	store *Store
	unit  *unit
	orm   *gorm.DB
}

var _ usecase.Tx = (*txn)(nil)

type work = func(ctx context.Context, tx usecase.Tx) error

// InTx implements usecase.Store. A unit that waits for others too often is
// given up as unavailable. So is one whose commit got no answer: whether it
// happened is not known then, and the key of the operation or capture tells.
func (s *Store) InTx(ctx context.Context, f work) error {
	op, keyed := usecase.OperationFrom(ctx)
	return s.retry(ctx, func() error {
		if !keyed {
			return s.write(ctx, f)
		}
		err := s.write(ctx, func(ctx context.Context, tx usecase.Tx) error {
			if err := tx.(*txn).claim(ctx, op); err != nil {
				return err
			}
			return f(ctx, tx)
		})
		if errors.Is(err, errClaimed) {
			return s.explainClaim(ctx, op)
		}
		return err
	})
}

// View implements usecase.Store. Its transaction begins with the first statement.
func (s *Store) View(ctx context.Context, f work) error {
	return s.retry(ctx, func() error {
		return s.run(ctx, &unit{db: s.reader, options: &sql.TxOptions{ReadOnly: true}, readOnly: true}, f)
	})
}

// Read implements usecase.Store.
func (s *Store) Read(ctx context.Context, f work) error {
	return s.retry(ctx, func() error {
		return s.run(ctx, &unit{db: s.reader, alone: true, readOnly: true}, f)
	})
}

func (s *Store) write(ctx context.Context, f work) error {
	return s.run(ctx, &unit{db: s.writer}, f)
}

// run runs f once, in one transaction. A panic of f rolls it back too.
func (s *Store) run(ctx context.Context, u *unit, f work) error {
	if ctx.Value(unitKey{}) != nil {
		return errNested
	}
	u.age = s.memory.now()
	committed := false
	defer func() {
		if !committed {
			u.rollback()
		}
	}()
	err := u.outcome(f(unitContext{ctx}, &txn{store: s, unit: u, orm: s.ormOn(ctx, u)}))
	if err != nil || u.readOnly {
		return err
	}
	if u.deferred != nil {
		if done, err := s.saveTogether(ctx, u); done {
			return err
		}
	}
	if u.tx == nil {
		return nil
	}
	if err := u.commit(ctx); err != nil {
		return err
	}
	committed = true
	if u.settings {
		s.memory.forget()
	}
	return nil
}

// outcome returns what the run comes to, given what f returned: a conflict that
// doomed the unit is told whatever f made of it, and no doomed unit succeeds.
func (u *unit) outcome(err error) error {
	if u.err != nil && (err == nil || (isConflict(u.err) || errors.Is(u.err, errDeadConn))) {
		return u.err
	}
	return err
}

// saveTogether writes the capture of a unit that has changed nothing else, with
// those of others, and reports true; what the unit has read stays as good as it
// was. Where that is not to be, the capture goes into the unit's own transaction.
func (s *Store) saveTogether(ctx context.Context, u *unit) (bool, error) {
	if err := ctx.Err(); err != nil {
		return true, err
	}
	if !u.holds {
		u.leave()
		if err := s.captures.save(ctx, *u.deferred); !errors.Is(err, errAlone) {
			return true, err
		}
	}
	err := u.flush(ctx)
	return err != nil, err
}

// unitKey marks the context of a running unit.
type unitKey struct{}

// unitContext is the context that a unit's callback gets: nesting shows, and an
// operation's key is claimed only once.
type unitContext struct{ context.Context }

// Value implements context.Context.
func (c unitContext) Value(key any) any {
	if key == (unitKey{}) {
		return true
	}
	value := c.Context.Value(key)
	if _, ok := value.(usecase.Operation); ok {
		return nil
	}
	return value
}

// failed dooms the unit and says what could not be done. Nothing found is no
// failure of the unit, and the caller has dealt with that.
func (t *txn) failed(ctx context.Context, what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, translate(t.unit.doom(ctx, err)))
}

// rerun dooms the unit so that it is run again: somebody inserted the row that
// it did not find. The failed statement may have doomed it already.
func (t *txn) rerun(err error) error {
	t.unit.err = fmt.Errorf("%w: %w", errRerun, err)
	return t.unit.err
}
