package usecase

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
)

// Reply passes on what the asker replied to the dinas' question.
func (a *App) Reply(ctx context.Context, p access.Principal, t Target, message string) (QuestionView, error) {
	if err := clean("/message", &message, domain.MaxNoteText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveReply, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Reply(by, message)
	})
}

// Confirm resolves the question.
func (a *App) Confirm(ctx context.Context, p access.Principal, t Target) (QuestionView, error) {
	return a.move(ctx, p, t, question.MoveConfirm, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Confirm(by)
	})
}

// Dispute says that the answer does not answer.
func (a *App) Dispute(ctx context.Context, p access.Principal, t Target, reason string) (QuestionView, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveDispute, disputed(reason))
}

func disputed(reason string) verb {
	return func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		if s := q.State(); s.Status == question.Merged {
			return disputeMerged(ctx, tx, q, by, reason)
		}
		active, err := lastHolderActive(ctx, tx, q, by.Now)
		if err != nil {
			return err
		}
		return q.Dispute(by, reason, active)
	}
}

// lastHolderActive reports whether a dinas holds or held the question and is
// still valid: only such a one gets it back.
func lastHolderActive(ctx context.Context, tx Tx, q *question.Question, now time.Time) (bool, error) {
	held := q.State().Custodies
	if len(held) == 0 {
		return false, nil
	}
	return stillActive(ctx, tx, held[len(held)-1].Dinas, now)
}

// stillActive reports whether the dinas is valid on the day of now.
func stillActive(ctx context.Context, tx Tx, code dinas.Code, now time.Time) (bool, error) {
	err := activeDinas(ctx, tx, "", code, now)
	if domain.CodeOf(err) == domain.Invalid {
		return false, nil
	}
	return err == nil, err
}

// Reopen starts a new round.
func (a *App) Reopen(ctx context.Context, p access.Principal, t Target, reason string) (QuestionView, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveReopen, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		active, err := lastHolderActive(ctx, tx, q, by.Now)
		if err != nil {
			return err
		}
		return q.Reopen(by, reason, active)
	})
}

// dinasNames returns the names of the dinas; "" is none.
func dinasNames(ctx context.Context, tx Tx, codes []dinas.Code) (map[dinas.Code]string, error) {
	names := map[dinas.Code]string{}
	for _, code := range codes {
		if _, known := names[code]; known || code == "" {
			continue
		}
		d, err := tx.LoadDinas(ctx, code)
		if err != nil {
			return nil, err
		}
		names[code] = d.Name
	}
	return names, nil
}
