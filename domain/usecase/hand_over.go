package usecase

import (
	"context"
	"slices"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// HandOver says what an administrative act passes from a dinas that ended to one
// of its successors, and why.
type HandOver struct {
	From   dinas.Code
	To     dinas.Code
	Reason string
}

// handOverBatch bounds how many questions one look finds.
const handOverBatch = 200

// HandOver passes all open custody of a dinas that ended to its successor. The
// act is an event of the dinas, which every question's own event names; each
// question is passed in its own transaction. It returns how many were. What
// somebody was just changing is looked at again; done twice, it finds nothing.
func (a *App) HandOver(ctx context.Context, p access.Principal, h HandOver) (int, error) {
	if err := p.Require(access.ReferenceWrite); err != nil {
		return 0, err
	}
	if err := clean("/reason", &h.Reason, domain.MaxReasonText); err != nil {
		return 0, err
	}
	under, err := a.recordHandOver(ctx, p, h)
	if err != nil {
		return 0, err
	}
	ctx = Claimed(ctx)
	done := 0
	for {
		ids, err := a.heldOpen(ctx, h.From)
		if err != nil || len(ids) == 0 {
			return done, err
		}
		passed := 0
		for _, id := range ids {
			ok, err := a.handOverOne(ctx, p, id, h, under)
			if code := domain.CodeOf(err); err != nil && code != domain.Stale && code != domain.Conflict {
				return done + passed, err
			}
			if ok {
				passed++
			}
		}
		if done += passed; passed == 0 {
			return done, nil
		}
	}
}

// recordHandOver checks that the dinas ended and that the other one succeeds it,
// and records the act; its hash is what the questions' events name.
func (a *App) recordHandOver(ctx context.Context, p access.Principal, h HandOver) (hash ledger.Hash, err error) {
	now := a.now()
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		d, err := tx.LoadDinas(ctx, h.From)
		switch {
		case err != nil:
			return err
		case d.ValidTo.IsZero() || !d.ValidTo.Before(domain.DateOf(now)):
			return domain.Fail(domain.Conflict, domain.ReasonDinasNotEnded).With("dinas", string(h.From))
		case !slices.Contains(d.Successors, h.To):
			return domain.InvalidField("/to", "successor", string(h.From))
		}
		if err := activeDinas(ctx, tx, "/to", h.To, now); err != nil {
			return err
		}
		e := &ledger.Event{Stream: dinasSetting.stream(d), Kind: "dinas.handed_over", OccurredAt: now, RecordedAt: now, Actor: p.Actor()}
		e.Facts.SetText("to", string(h.To))
		e.SetSealed("reason", h.Reason)
		err = tx.AppendSetting(ctx, e)
		hash = e.Hash()
		return err
	})
	return hash, err
}

// heldOpen returns questions that the dinas holds, whose custody has not ended.
func (a *App) heldOpen(ctx context.Context, code dinas.Code) (ids []domain.QuestionID, err error) {
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		f := QuestionFilter{Holder: code, Statuses: []question.Status{question.Assigned, question.InProgress, question.AwaitingAsker}}
		states, _, err := tx.ListQuestions(ctx, f, Page{Limit: handOverBatch})
		ids = nil
		for _, s := range states {
			ids = append(ids, s.ID)
		}
		return err
	})
	return ids, err
}

func (a *App) handOverOne(ctx context.Context, p access.Principal, id domain.QuestionID, h HandOver, under ledger.Hash) (passed bool, err error) {
	now := a.now()
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		passed = false
		q, err := tx.LoadQuestion(ctx, id)
		if err != nil || q.State().Dinas != h.From {
			return err
		}
		if _, err := endDue(ctx, tx, q, now); err != nil {
			return err
		}
		if err := q.HandOver(act(p, now), h.To, under); err != nil {
			return err
		}
		passed = true
		return save(ctx, tx, q, now)
	})
	return passed && err == nil, err
}
