package repository

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/question"
)

// SaveQuestion implements usecase.Questions. A capture is two inserts, the row
// and its event, and locks nothing that others need. Both wait until the unit
// runs another statement or ends, so that captures can be written together:
// what refuses them is then told there.
func (t *txn) SaveQuestion(ctx context.Context, q *question.Question) error {
	pending := q.Pending()
	if len(pending) == 0 {
		return nil
	}
	s := q.State()
	if u := t.unit; q.Loaded() == 0 && justCaptured(&s) && !u.readOnly && u.deferred == nil {
		u.deferred = &capture{&s, pending}
		return u.err
	}
	if err := t.saveState(ctx, &s, q.Loaded()); err != nil {
		return err
	}
	if err := t.saveCustodies(ctx, &s, q.Loaded(), pending); err != nil {
		return t.failed(ctx, "save custodies", err)
	}
	if err := t.unit.savePromises(ctx, &s, pending); err != nil {
		return t.failed(ctx, "save promises", err)
	}
	if err := t.unit.noteCorrections(ctx, pending); err != nil {
		return t.failed(ctx, "note correction of a text", err)
	}
	if err := t.unit.noteSupport(ctx, &s, pending); err != nil {
		return t.failed(ctx, "note who supports", err)
	}
	return t.failed(ctx, "append events", t.unit.insertEvents(ctx, pending))
}

// justCaptured reports whether the row and its events are all there is to store.
func justCaptured(s *state) bool {
	return len(s.Custodies) == 0 && len(s.Promises) == 0 && len(s.Supporting) == 0
}

// saveState inserts the row, or updates it if it still has the loaded version.
func (t *txn) saveState(ctx context.Context, s *state, loaded uint64) error {
	if loaded == 0 {
		_, err := t.unit.ExecContext(ctx, insertQuestion, values(questionColumns, s, false)...)
		return t.failed(ctx, "insert question", err)
	}
	args := append(values(questionColumns, s, true), s.ID.Bytes(), int64(loaded))
	result, err := t.unit.ExecContext(ctx, updateQuestion, args...)
	if err != nil {
		return t.failed(ctx, "update question", err)
	}
	if n, err := result.RowsAffected(); err != nil || n == 1 {
		return t.failed(ctx, "update question", err)
	}
	return t.stale(ctx, "questions", "id", s.ID.Bytes())
}

// stale returns the error that the row has another version by now, and which;
// or not_found if it is not there.
func (t *txn) stale(ctx context.Context, table, key string, value any) error {
	version, found, err := t.number(ctx, "SELECT version FROM "+table+" WHERE "+key+" = ?"+t.forUpdate(), value)
	switch {
	case err != nil:
		return t.failed(ctx, "read version", err)
	case !found:
		return notFound()
	}
	return domain.Fail(domain.Stale, domain.ReasonStale).With("version", version)
}

// forUpdate is added to a query that must see today's row, not the snapshot's,
// and keep it from others until the unit ends.
func (t *txn) forUpdate() string {
	if t.unit.readOnly {
		return ""
	}
	t.unit.holds = true
	return t.store.dialect.forUpdate
}
