package usecase

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
)

// Promises stores promises so that they can be listed; see question.State.Promises.
type Promises interface {
	// ListPromises returns a page in the order of their days, at most page.Limit,
	// and the cursor of the next page. Custodies of the questions are not loaded.
	ListPromises(ctx context.Context, f PromiseFilter, page Page) ([]PromiseOf, string, error)
}

// PromiseOf is a promise and the question whose answer made it.
type PromiseOf struct {
	Question question.State
	Promise  question.Promise
}

// PromiseFilter narrows a list of promises. Empty members do not narrow. Holder is
// the scope of a dinas: the questions that it holds, or held last. Overdue is
// judged as of Today.
type PromiseFilter struct {
	Holder         dinas.Code
	Dinas          dinas.Code // whose promise it is
	Status         question.PromiseStatus
	Session        domain.SessionID
	DueFrom, DueTo domain.Date // inclusive
	Overdue        *bool
	Today          domain.Date `json:"-"` // a cursor outlives midnight
}

// PromiseView is a promise as one principal may see it.
type PromiseView struct {
	Question QuestionView
	Promise  question.Promise
	Overdue  bool
}

// ListPromises returns a page of the promises in the principal's scope.
func (a *App) ListPromises(ctx context.Context, p access.Principal, f PromiseFilter, page Page) (views []PromiseView, next string, err error) {
	if err := p.Require(access.QuestionRead); err != nil {
		return nil, "", err
	}
	if p.Role.OfDinas() {
		f.Holder = p.Dinas
	}
	f.Today = domain.DateOf(a.now())
	err = a.Store.Read(ctx, func(ctx context.Context, tx Tx) error {
		var list []PromiseOf
		if list, next, err = tx.ListPromises(ctx, f, page); err != nil {
			return err
		}
		views = make([]PromiseView, len(list))
		for i, of := range list {
			views[i] = PromiseView{Question: viewOf(p, of.Question), Promise: of.Promise, Overdue: of.Promise.Overdue(f.Today)}
		}
		return nil
	})
	if err != nil {
		return nil, "", err
	}
	return views, next, a.logRead(ctx, promisesRead(p, a.now(), views))
}

func promisesRead(p access.Principal, now time.Time, views []PromiseView) (list []Reading) {
	for _, v := range views {
		list = append(list, readingsOf(p, ReadPromises, now, v.Question)...)
	}
	return list
}

// MovePromise gives the open promise another day.
func (a *App) MovePromise(ctx context.Context, p access.Principal, t Target, due domain.Date, reason string) (QuestionView, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveMovePromise, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		if err := q.May(question.MoveMovePromise); err != nil {
			return err
		}
		if err := notBefore("/due", due, by.Now); err != nil {
			return err
		}
		return q.MovePromise(by, due, reason)
	})
}

// KeepPromise says that what was promised was done; the note may be empty.
func (a *App) KeepPromise(ctx context.Context, p access.Principal, t Target, note string) (QuestionView, error) {
	note, err := domain.CleanOptional("/note", note, domain.MaxReasonText)
	if err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveKeepPromise, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.KeepPromise(by, note)
	})
}

// BreakPromise says that it will not be done.
func (a *App) BreakPromise(ctx context.Context, p access.Principal, t Target, reason string) (QuestionView, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveBreakPromise, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.BreakPromise(by, reason)
	})
}
