package usecase

import (
	"bytes"
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/triage/similar"
)

// History finds similar questions among all that were ever captured. Its index
// is in memory and follows the store, whatever process captures and corrects:
// each search first reads the newest, and CatchUp, which is to be called all the
// time, what was committed behind newer ones. It is safe for concurrent use.
type History struct {
	store   Store
	encoder *similar.Encoder
	index   *similar.Index
	turn    chan struct{} // held while a page is read

	// Of whoever holds the turn.
	newest    domain.QuestionID // the greatest id that was read
	corrected time.Time         // corrections before it need not be read
	reached   time.Time         // when the last pass that came to the end began
}

// NewHistory returns a history that has read nothing yet.
func NewHistory(store Store, e *similar.Encoder) *History {
	return &History{store: store, encoder: e, index: similar.NewIndex(e), turn: make(chan struct{}, 1)}
}

const (
	// followPage is how many texts are read at once: some ten milliseconds.
	followPage = 500
	// followPatience is how long a search waits for the history to be read.
	followPatience = 50 * time.Millisecond
	// pageTimeout ends the reading of a page whose database does not answer.
	pageTimeout = 10 * time.Second
	// clockSkew is by how much the clocks of two processes may differ.
	clockSkew = 15 * time.Second
)

// Len returns how many questions have been read.
func (h *History) Len() int { return h.index.Len() }

// CatchUp reads what is new, and again what was captured and corrected since
// then: what was committed behind newer ones is found so. The zero time reads all
// questions; ten thousand new ones take about a second.
func (h *History) CatchUp(ctx context.Context, now, since time.Time) error {
	at := domain.LeastID[domain.QuestionKind](since)
	for {
		p, err := h.read(ctx, pageTimeout, now, func() (reading, bool) {
			if bytes.Compare(h.newest.Bytes(), at.Bytes()) < 0 {
				at = h.newest
			}
			if since.IsZero() || since.After(h.corrected) {
				return reading{at, h.corrected}, true
			}
			return reading{at, since}, true
		})
		if err != nil || p.last {
			return err
		}
		at = p.end
	}
}

// follow reads the newest for somebody who waits; whole is false where not all
// could be read in time, which is no error.
func (h *History) follow(ctx context.Context, now time.Time) (whole bool, err error) {
	arrived := time.Now()
	until := arrived.Add(followPatience)
	for time.Now().Before(until) {
		p, err := h.read(ctx, time.Until(until), now, func() (reading, bool) {
			return reading{h.newest, h.corrected.Add(-clockSkew)}, !h.reached.After(arrived) // else another has read for us
		})
		if err != nil && (ctx.Err() != nil || time.Now().Before(until)) {
			return false, err
		}
		if err != nil || p.last {
			return err == nil, nil
		}
	}
	return false, nil
}

// reading is what is to be read: questions after the id, and at the end of them
// the corrections since then.
type reading struct {
	after     domain.QuestionID
	corrected time.Time
}

// page is what was read: its greatest id, and whether nothing came after it.
type page struct {
	end  domain.QuestionID
	last bool
}

// read reads a page. It asks what to read, and whether at all, when it has the turn.
func (h *History) read(ctx context.Context, timeout time.Duration, now time.Time, what func() (reading, bool)) (page, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	select {
	case h.turn <- struct{}{}:
		defer func() { <-h.turn }()
	case <-ctx.Done():
		return page{}, ctx.Err()
	}
	if h.corrected.IsZero() {
		h.corrected = now // what was corrected before is read as it is now
	}
	began := time.Now()
	r, needed := what()
	if !needed {
		return page{last: true}, nil
	}
	var texts, corrected []QuestionText
	err := h.store.Read(ctx, func(ctx context.Context, tx Tx) (err error) {
		if texts, err = tx.TextsAfter(ctx, r.after, followPage); err != nil || len(texts) == followPage {
			return err
		}
		corrected, err = tx.CorrectedTexts(ctx, r.corrected)
		return err
	})
	if err != nil {
		return page{}, err
	}
	p := page{r.after, len(texts) < followPage}
	for _, q := range texts {
		p.end = q.ID
		if !h.index.Has(q.ID) {
			h.index.Add(q.ID, q.Text)
		}
	}
	for _, q := range corrected {
		h.index.Add(q.ID, q.Text)
	}
	if bytes.Compare(p.end.Bytes(), h.newest.Bytes()) > 0 {
		h.newest = p.end
	}
	if p.last {
		h.reached = began
		if now.After(h.corrected) {
			h.corrected = now
		}
	}
	return p, nil
}
