package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/question"
	"audiensi/domain/session"
)

// SessionClosed is a closed session with what happened to its questions.
type SessionClosed struct {
	Session  *session.Session
	Assigned []domain.QuestionID
	Waiting  int // still in triage
}

// CloseSession closes the session. Unless it assigns never, its categorised
// questions that have waited since their capture are then assigned by rule, each
// in its own transaction, so that a question somebody is just changing keeps no
// other back. What was not assigned stays in triage; opening and closing the
// session again goes on with them.
func (a *App) CloseSession(ctx context.Context, p access.Principal, id domain.SessionID, version int64) (SessionClosed, error) {
	now := a.now()
	s, err := a.changeSession(ctx, p, id, version, "session.closed", func(_ context.Context, _ Tx, s *session.Session) error {
		return s.CloseAt(now)
	})
	if err != nil {
		return SessionClosed{}, err
	}
	ctx = Claimed(ctx)
	closed := SessionClosed{Session: s}
	ready, waiting, err := a.capturedIn(ctx, id)
	if err != nil {
		return SessionClosed{}, err
	}
	if closed.Waiting = waiting; s.AutoAssign == session.Never || len(ready) == 0 {
		return closed, nil
	}
	if closed.Assigned, err = a.assignAll(ctx, s, ready, ruleAct(now)); err != nil {
		return SessionClosed{}, err
	}
	_, closed.Waiting, err = a.capturedIn(ctx, id)
	return closed, err
}

// assignAll assigns by rule and returns those that it did assign; what somebody
// else changes meanwhile is left to them.
func (a *App) assignAll(ctx context.Context, s *session.Session, ready []domain.QuestionID, by question.Act) (done []domain.QuestionID, err error) {
	for _, q := range ready {
		assigned, err := a.assignOnClose(ctx, s, q, by)
		if err != nil && domain.CodeOf(err) != domain.Stale && domain.CodeOf(err) != domain.Conflict {
			return nil, err
		}
		if assigned {
			done = append(done, q)
		}
	}
	return done, nil
}

func (a *App) capturedIn(ctx context.Context, id domain.SessionID) (ready []domain.QuestionID, waiting int, err error) {
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		ready, waiting, err = tx.CapturedIn(ctx, id)
		return err
	})
	return ready, waiting, err
}

func (a *App) assignOnClose(ctx context.Context, s *session.Session, id domain.QuestionID, by question.Act) (assigned bool, err error) {
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		q, err := tx.LoadQuestion(ctx, id)
		if err != nil {
			return err
		}
		if assigned, err = assignByRule(ctx, tx, q, s, by); err != nil || !assigned {
			return err
		}
		return tx.SaveQuestion(ctx, q)
	})
	return assigned && err == nil, err
}
