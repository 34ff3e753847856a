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
// questions are then assigned by rule, each in its own transaction, so that a
// question somebody is just changing keeps no other back. What was not assigned
// stays in triage; closing again an already open session goes on with them.
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
	closed.Waiting = waiting
	if s.AutoAssign == session.Never {
		return closed, nil
	}
	for _, q := range ready {
		assigned, err := a.assignOnClose(ctx, s, q, ruleAct(now))
		if err != nil && domain.CodeOf(err) != domain.Stale && domain.CodeOf(err) != domain.Conflict {
			return SessionClosed{}, err
		}
		if assigned {
			closed.Assigned = append(closed.Assigned, q)
			closed.Waiting--
		}
	}
	return closed, nil
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
