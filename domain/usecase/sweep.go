package usecase

import (
	"context"
	"errors"

	"audiensi/domain"
)

// sweepBatch bounds how many questions one look finds.
const sweepBatch = 200

// Sweep ends the windows and pauses whose time came, also long ago, and returns
// how many. Moves do not wait for it: each ends first what is due, see move. It is safe to run on several replicas at once: who comes second
// finds a newer version and lets it be.
func (a *App) Sweep(ctx context.Context) (int, error) {
	done := 0
	for {
		ids, err := a.dueByTime(ctx)
		if err != nil || len(ids) == 0 {
			return done, err
		}
		ended, err := a.endAll(ctx, ids)
		done += ended
		if err != nil || ended == 0 {
			return done, err
		}
	}
}

func (a *App) dueByTime(ctx context.Context) (ids []domain.QuestionID, err error) {
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		ids, err = tx.DueByTime(ctx, a.now(), sweepBatch)
		return err
	})
	return ids, err
}

// endAll ends each; one that fails does not keep the others waiting.
func (a *App) endAll(ctx context.Context, ids []domain.QuestionID) (int, error) {
	done := 0
	var faults []error
	for _, id := range ids {
		ended, err := a.endByTime(ctx, id)
		switch code := domain.CodeOf(err); {
		case err == nil && ended:
			done++
		case err != nil && code != domain.Stale && code != domain.Conflict:
			faults = append(faults, err)
		}
	}
	return done, errors.Join(faults...)
}

func (a *App) endByTime(ctx context.Context, id domain.QuestionID) (ended bool, err error) {
	now := a.now()
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		q, err := tx.LoadQuestion(ctx, id)
		if err != nil {
			return err
		}
		if ended, err = endDue(ctx, tx, q, now); err != nil || !ended {
			return err
		}
		return save(ctx, tx, q, now)
	})
	return ended, err
}
