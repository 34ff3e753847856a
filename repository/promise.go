package repository

import (
	"context"
	"database/sql"
	"encoding/binary"
	"slices"

	"audiensi/domain"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

const (
	forgetPromises = "DELETE FROM promises WHERE question_id = ?"
	insertPromise  = "INSERT INTO promises (question_id, n, place, dinas, due, status) VALUES (?, ?, ?, ?, ?, ?)"
)

var selectPromises = "SELECT " + names(questionColumns, "q.") + ", p.n FROM promises p JOIN questions q ON q.id = p.question_id WHERE "

// place tells promises of one day apart: the question's identifier and the number.
func place(id domain.QuestionID, n int) []byte {
	return binary.BigEndian.AppendUint32(id.Bytes(), uint32(n))
}

// savePromises writes anew what SQL lists of the question's promises, where an
// event may have changed one. There are few of them.
func (u *unit) savePromises(ctx context.Context, s *state, pending []*ledger.Event) error {
	if len(s.Promises) == 0 || !slices.ContainsFunc(pending, mayChangePromise) {
		return nil
	}
	if _, err := u.ExecContext(ctx, forgetPromises, s.ID.Bytes()); err != nil {
		return err
	}
	for _, p := range s.Promises {
		_, err := u.ExecContext(ctx, insertPromise, s.ID.Bytes(), p.N, place(s.ID, p.N), string(p.Dinas), p.Due.String(), string(p.Status))
		if err != nil {
			return err
		}
	}
	return nil
}

func mayChangePromise(e *ledger.Event) bool {
	switch e.Kind {
	case question.KindAnswered, question.KindAmended, question.KindPromiseMoved, question.KindPromiseKept, question.KindPromiseBroken:
		return true
	}
	return false
}

// ListPromises implements usecase.Promises.
func (t *txn) ListPromises(ctx context.Context, f usecase.PromiseFilter, page usecase.Page) ([]usecase.PromiseOf, string, error) {
	k, err := order{list: "promises", by: "p.due", byText: true, tie: "p.place"}.page(page, f)
	if err != nil {
		return nil, "", err
	}
	c := promiseConditions(f)
	c.add(k.where())
	query := selectPromises + c.String() + k.ordered()
	list, err := t.queryPromises(ctx, query, c.args)
	if err != nil {
		return nil, "", t.failed(ctx, "list promises", err)
	}
	list, next := cut(k, list, func(p usecase.PromiseOf) mark {
		return mark{Text: p.Promise.Due.String(), Tie: place(p.Question.ID, p.Promise.N)}
	})
	return list, next, nil
}

func (t *txn) queryPromises(ctx context.Context, query string, args []any) (list []usecase.PromiseOf, err error) {
	scan := func(rows *sql.Rows) error {
		var s state
		var n int
		if err := rows.Scan(append(dests(questionColumns, &s), &n)...); err != nil {
			return err
		}
		list = append(list, usecase.PromiseOf{Question: s, Promise: s.Promises[n-1]})
		return nil
	}
	return list, t.unit.query(ctx, scan, query, args...)
}

// promiseConditions turns the filter into conditions on promises p and their
// questions q, the scope of a dinas among them.
func promiseConditions(f usecase.PromiseFilter) *conditions {
	c := &conditions{}
	c.equal("q.dinas", string(f.Holder))
	c.equal("p.dinas", string(f.Dinas))
	c.equal("p.status", string(f.Status))
	if !f.Session.IsZero() {
		c.add("q.session_id = ?", []any{f.Session.Bytes()})
	}
	if !f.DueFrom.IsZero() {
		c.add("p.due >= ?", []any{f.DueFrom.String()})
	}
	if !f.DueTo.IsZero() {
		c.add("p.due <= ?", []any{f.DueTo.String()})
	}
	if f.Overdue != nil {
		args := []any{string(question.PromiseOpen), f.Today.String()}
		if *f.Overdue {
			c.add("p.status = ? AND p.due < ?", args)
		} else {
			c.add("p.status <> ? OR p.due >= ?", args)
		}
	}
	return c
}
