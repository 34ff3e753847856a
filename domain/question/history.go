package question

import (
	"errors"
	"fmt"
	"slices"

	"audiensi/domain/ledger"
)

// ErrHistory says that events, though they follow one another, are no question's
// life that this program knows.
var ErrHistory = errors.New("no history of a question")

// ErrNewer says that an event is of a kind that this program does not know.
var ErrNewer = errors.New("recorded by a newer program: update this one first")

// FromHistory returns the question to which all of the events happened, in
// another database, to be saved here as new: all of them are pending. It verifies
// the chain. The error is ErrHistory, ErrNewer or one of ledger.Verify.
func FromHistory(events []*ledger.Event) (*Question, error) {
	if len(events) == 0 || events[0].Kind != KindCaptured {
		return nil, fmt.Errorf("%w: it does not begin with a capture", ErrHistory)
	}
	if _, err := ledger.Verify(events); err != nil {
		return nil, err
	}
	q := &Question{}
	if err := q.takeUp(events); err != nil {
		return nil, err
	}
	if q.s.ID.Stream() != events[0].Stream || q.s.Session.IsZero() {
		return nil, fmt.Errorf("%w: it belongs to no session", ErrHistory)
	}
	return q, nil
}

// Continue takes up what happened to the loaded question in another database.
// The events are those after its last one.
func (q *Question) Continue(events []*ledger.Event) error {
	head, seq, at := q.s.Head, q.s.Version, q.s.LastRecordedAt
	for _, e := range events {
		if e.Stream != q.s.ID.Stream() || e.Seq != seq+1 || e.Prev != head || e.RecordedAt.Before(at) {
			return fmt.Errorf("%w: event %d does not follow event %d", ledger.ErrChain, e.Seq, seq)
		}
		head, seq, at = e.Hash(), e.Seq, e.RecordedAt
	}
	return q.takeUp(events)
}

// takeUp applies the events. An order of them that no verb records may leave an
// applier without the custody that it changes: that panic is the fault of the events.
func (q *Question) takeUp(events []*ledger.Event) (err error) {
	var at *ledger.Event
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%w: event %d, %s, cannot have happened there", ErrHistory, at.Seq, at.Kind)
		}
	}()
	for _, at = range events {
		if !known(at.Kind) {
			return fmt.Errorf("event %d, %q: %w", at.Seq, at.Kind, ErrNewer)
		}
		if at.Kind == KindCaptured && at.Seq > 1 {
			return fmt.Errorf("%w: event %d captures it again", ErrHistory, at.Seq)
		}
		apply(&q.s, at)
		q.pending = append(q.pending, at)
	}
	return nil
}

// known reports whether this program records such events.
func known(kind ledger.Kind) bool {
	return appliers[kind] != nil || slices.ContainsFunc(rules, func(r rule) bool { return r.kind == kind })
}
