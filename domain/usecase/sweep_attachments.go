package usecase

import (
	"context"
	"errors"
	"time"

	"audiensi/domain"
)

// reservedFor is how long an upload may take from the reservation of its bytes
// to the event that names them.
const reservedFor = time.Hour

// SweepAttachments deletes the bytes that no question has: of attachments that
// were removed, and of uploads that ended in the middle. It returns how many. It
// is safe to run on several replicas at once, and beside uploads.
func (a *App) SweepAttachments(ctx context.Context) (int, error) {
	done := 0
	for a.Files != nil {
		ids, err := a.leftAttachments(ctx)
		if err != nil || len(ids) == 0 {
			return done, err
		}
		deleted, err := a.deleteAll(ctx, ids)
		done += deleted
		if err != nil || deleted == 0 {
			return done, err
		}
	}
	return done, nil
}

func (a *App) leftAttachments(ctx context.Context) (ids []domain.AttachmentID, err error) {
	before := a.now().Add(-reservedFor)
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		ids, err = tx.LeftAttachments(ctx, before, sweepBatch)
		return err
	})
	return ids, err
}

// deleteAll deletes each; one that fails does not keep the others waiting.
func (a *App) deleteAll(ctx context.Context, ids []domain.AttachmentID) (done int, err error) {
	var faults []error
	for _, id := range ids {
		deleted, err := a.deleteBytes(ctx, id)
		if deleted {
			done++
		}
		faults = append(faults, err)
	}
	return done, errors.Join(faults...)
}

// deleteBytes makes sure that nobody can keep the bytes any more, deletes them,
// and only then forgets them: a crash in between leaves them to the next sweep.
func (a *App) deleteBytes(ctx context.Context, id domain.AttachmentID) (bool, error) {
	var mayDelete bool
	err := a.Store.InTx(ctx, func(ctx context.Context, tx Tx) (err error) {
		mayDelete, err = tx.AbandonAttachment(ctx, id)
		return err
	})
	if err != nil || !mayDelete {
		return false, err
	}
	if err := a.Files.Delete(ctx, id); err != nil {
		return false, err
	}
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error { return tx.ForgetAttachment(ctx, id) })
	return err == nil, err
}
