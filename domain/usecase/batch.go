package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
)

// BatchItem is what became of one item: Captured, or Err if it was refused.
type BatchItem struct {
	Captured Captured
	Err      error
}

// CaptureBatch logs what was captured offline, each item on its own: one that
// is refused keeps no other back. It fails as a whole only where nobody could
// have captured anything; the items done by then are found again by their keys.
func (a *App) CaptureBatch(ctx context.Context, p access.Principal, id domain.SessionID, in []CaptureInput) ([]BatchItem, error) {
	if err := p.Require(access.QuestionCapture); err != nil {
		return nil, err
	}
	err := a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		_, err := tx.LoadSession(ctx, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	items := make([]BatchItem, len(in))
	for i, one := range in {
		c, err := a.Capture(ctx, p, id, one)
		if code := domain.CodeOf(err); err != nil && (code == "" || code == domain.Unavailable) {
			return nil, err
		}
		items[i] = BatchItem{Captured: c, Err: err}
	}
	return items, nil
}
