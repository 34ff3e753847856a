package usecase

import (
	"bytes"
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
	newest domain.QuestionID // the greatest id that was read
	pass                     // the one that goes on
	last   time.Time         // when the last whole pass began
}

// pass is one reading of what is new, page by page.
type pass struct {
	began time.Time // zero between two passes
	at    domain.QuestionID
}

// NewHistory returns a history that has read nothing yet.
func NewHistory(store Store, e *similar.Encoder) *History {
	return &History{store: store, encoder: e, index: similar.NewIndex(e), turn: make(chan struct{}, 1)}
}

const (
	// followOverlap is how far before the last pass is read again, since commits do
	// not come in the order of ids and the clocks of two processes differ.
	followOverlap = 15 * time.Second
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
	if h.began.IsZero() {
		h.pass = pass{now, h.newest}
		if again := domain.LeastID[domain.QuestionKind](h.last.Add(-followOverlap)); bytes.Compare(again.Bytes(), h.at.Bytes()) < 0 {
			h.at = again
		}
	}
	var page []QuestionText
	err = h.store.Read(ctx, func(ctx context.Context, tx Tx) error {
		page, err = tx.TextsAfter(ctx, h.at, followPage)
		return err
	})
	if err != nil {
		return false, err
	}
	h.add(page)
	if len(page) == followPage {
		return false, nil
	}
	if err := h.correct(ctx); err != nil {
		return false, err
	}
	h.last, h.pass = h.began, pass{}
	return true, nil
}

// add adds the questions that are new; of others the text stands.
func (h *History) add(page []QuestionText) {
	for _, q := range page {
		if !h.index.Has(q.ID) {
			h.index.Add(q.ID, q.Text)
		}
		h.at = q.ID
	}
	if bytes.Compare(h.at.Bytes(), h.newest.Bytes()) > 0 {
		h.newest = h.at
	}
}

// correct takes up the texts that were corrected since the last pass began; at
// the first, all of them.
func (h *History) correct(ctx context.Context) error {
	var list []QuestionText
	err := h.store.Read(ctx, func(ctx context.Context, tx Tx) (err error) {
		list, err = tx.CorrectedTexts(ctx, h.last.Add(-followOverlap))
		return err
	})
	for _, q := range list {
		h.index.Add(q.ID, q.Text)
	}
	return err
}

// Len returns how many questions have been read.
func (h *History) Len() int { return h.index.Len() }
