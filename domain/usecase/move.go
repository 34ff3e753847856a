package usecase

import (
	"context"
	"errors"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/question"
)

// Target names a question and the version its caller saw.
type Target struct {
	ID      domain.QuestionID
	Version uint64
}

// verb does one move on the loaded question inside the transaction.
type verb func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error

// move is the shape of every change of one question: load, authorise, compare
// the version, end what time has ended, verb, save with its events. It returns
// what the principal sees after.
func (a *App) move(ctx context.Context, p access.Principal, t Target, m question.Move, do verb) (v QuestionView, err error) {
	now := a.now()
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		q, err := tx.LoadQuestion(ctx, t.ID)
		if err != nil {
			return err
		}
		v, err = moveLoaded(ctx, tx, p, q, t.Version, m, now, do)
		return err
	})
	return v, err
}

// moveLoaded is move on the loaded question. The version is that of the question
// as its caller saw it, before time ended anything; a refused verb saves nothing.
func moveLoaded(ctx context.Context, tx Tx, p access.Principal, q *question.Question, version uint64, m question.Move, now time.Time, do verb) (QuestionView, error) {
	end := func() error {
		_, err := endDue(ctx, tx, q, now)
		return err
	}
	err := begin(p, q, version, m, now, end, func(by question.Act) error { return do(ctx, tx, q, by) })
	if err != nil {
		return QuestionView{}, err
	}
	if err := save(ctx, tx, q, now); err != nil {
		return QuestionView{}, err
	}
	v, err := see(ctx, tx, p, q.State())
	if err != nil {
		return v, err
	}
	return v, logMove(ctx, tx, p, now, v)
}

// begin makes the move on the loaded question without saving it: authorise,
// compare the version, end what time has ended by end, verb.
func begin(p access.Principal, q *question.Question, version uint64, m question.Move, now time.Time, end func() error, do func(by question.Act) error) error {
	s := q.State()
	if err := access.CheckMove(p, &s, m); err != nil {
		return err
	}
	if s.Version != version {
		return domain.Fail(domain.Stale, domain.ReasonStale).With("version", s.Version)
	}
	if err := end(); err != nil {
		return err
	}
	s = q.State()
	by := act(p, now)
	by.For = access.DeputyFor(p, m)
	return ownMoves(do(by), p, &s)
}

// ownMoves names, in the error of an illegal move, the moves that are legal for
// the principal: nobody is told to do what is another's.
func ownMoves(err error, p access.Principal, s *question.State) error {
	var e *domain.Error
	if errors.As(err, &e) && e.Reason == domain.ReasonIllegalMove {
		return e.With("legal", access.MovesFor(p, s))
	}
	return err
}

// clean returns the text by the rules of domain.CleanText.
func clean(pointer string, text *string, limit int) error {
	cleaned, err := domain.CleanText(pointer, *text, limit)
	*text = cleaned
	return err
}
