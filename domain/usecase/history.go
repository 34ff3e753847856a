package usecase

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/triage/similar"
)

// History finds similar questions among all that were ever captured. Its index
// is in memory and follows the store: each search first reads what was captured
// or corrected since the one before, by whatever process. It is safe for concurrent use.
type History struct {
	store   Store
	encoder *similar.Encoder
	index   *similar.Index
	turn    chan struct{} // held while reading

	// Of whoever holds the turn.
	last      domain.QuestionID // the greatest id that was read
	again     bool              // the next page begins at last, less the overlap
	corrected time.Time         // corrections before it need not be read
}

// NewHistory returns a history that has read nothing yet.
func NewHistory(store Store, e *similar.Encoder) *History {
	return &History{store: store, encoder: e, index: similar.NewIndex(e), turn: make(chan struct{}, 1)}
}

const (
	// followOverlap is how much is read again, since commits do not come in the
	// order of ids and the clocks of two processes differ.
	followOverlap = 30 * time.Second
	// followPage is how many texts are read at once: some ten milliseconds.
	followPage = 500
	// followPatience is how long a search waits for the history to be read.
	followPatience = 50 * time.Millisecond
)

// CatchUp reads everything. Ten thousand questions take about a second.
func (h *History) CatchUp(ctx context.Context, now time.Time) error {
	for {
		done, err := h.step(ctx, now)
		if err != nil || done {
			return err
		}
	}
}

// follow is CatchUp for somebody who waits: it stops in time, and reports
// whether everything has been read.
func (h *History) follow(ctx context.Context, now time.Time) (whole bool, err error) {
	for until := time.Now().Add(followPatience); ; {
		whole, err = h.step(ctx, now)
		if err != nil || whole || time.Now().After(until) {
			return whole, err
		}
	}
}

// step reads one page, after whoever else is reading one.
func (h *History) step(ctx context.Context, now time.Time) (done bool, err error) {
	select {
	case h.turn <- struct{}{}:
		defer func() { <-h.turn }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	if h.corrected.IsZero() {
		h.corrected = now
	}
	from := h.last
	if h.again {
		from = h.last.Before(followOverlap)
	}
	var page []QuestionText
	err = h.store.Read(ctx, func(ctx context.Context, tx Tx) error {
		page, err = tx.TextsAfter(ctx, from, followPage)
		return err
	})
	if err != nil {
		return false, err
	}
	h.add(page)
	if h.again = len(page) < followPage; !h.again {
		return false, nil
	}
	return true, h.correct(ctx, now)
}

// add adds the questions that are new; of others the text stands.
func (h *History) add(page []QuestionText) {
	for _, q := range page {
		if !h.index.Has(q.ID) {
			h.index.Add(q.ID, q.Text)
		}
	}
	if n := len(page); n > 0 {
		h.last = page[n-1].ID
	}
}

// correct takes up the texts that were corrected since the last time, or while
// the questions were read for the first time.
func (h *History) correct(ctx context.Context, now time.Time) error {
	var list []QuestionText
	err := h.store.Read(ctx, func(ctx context.Context, tx Tx) (err error) {
		list, err = tx.CorrectedTexts(ctx, h.corrected.Add(-followOverlap))
		return err
	})
	if err != nil {
		return err
	}
	for _, q := range list {
		h.index.Add(q.ID, q.Text)
	}
	h.corrected = now
	return nil
}

// Len returns how many questions have been read.
func (h *History) Len() int { return h.index.Len() }
