package ledger

import (
	"errors"
	"fmt"
)

// ErrChain says that the events of a stream do not follow one another.
var ErrChain = errors.New("event chain broken")

// Verify checks that events are the stream's first ones, in order and without
// a gap, each carrying the hash of the one before, with times recorded in
// order, and that every text still stored is the one committed to. It returns
// the hash of the last, to compare with the stream's head.
func Verify(events []*Event) (Hash, error) {
	var head Hash
	for i, e := range events {
		switch {
		case e.Seq != uint64(i)+1:
			return head, fmt.Errorf("%w: event %d stands at place %d", ErrChain, e.Seq, i+1)
		case e.Prev != head:
			return head, fmt.Errorf("%w: event %d does not follow event %d", ErrChain, e.Seq, i)
		case i > 0 && e.Stream != events[0].Stream:
			return head, fmt.Errorf("%w: event %d is of another stream", ErrChain, e.Seq)
		case i > 0 && e.RecordedAt.Before(events[i-1].RecordedAt):
			return head, fmt.Errorf("%w: event %d recorded before event %d", ErrChain, e.Seq, i)
		}
		if err := checkSeals(e); err != nil {
			return head, fmt.Errorf("event %d: %w", e.Seq, err)
		}
		head = e.Hash()
	}
	return head, nil
}
