package usecase

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"audiensi/domain/ledger"
	"audiensi/domain/session"
)

// The kinds of events whose value is the whole session or attendee after them.
var (
	sessionKinds  = []ledger.Kind{"session.planned", "session.changed", "session.opened", "session.closed"}
	attendeeKinds = []ledger.Kind{"attendee.added", "attendee.changed"}
)

// replaySession returns what the events of a session leave.
func replaySession(events []*ledger.Event) (*session.Session, error) {
	s, err := replaySetting[session.Session](events, sessionKinds)
	if err == nil && s.ID.Stream() != events[0].Stream {
		err = errOtherStream
	}
	return s, err
}

// replayAttendee returns what the events of a line of an attendance list leave.
func replayAttendee(events []*ledger.Event) (*session.Attendee, error) {
	a, err := replaySetting[session.Attendee](events, attendeeKinds)
	if err == nil && a.ID.Stream() != events[0].Stream {
		err = errOtherStream
	}
	return a, err
}

var errOtherStream = errors.New("its events are of another thing")

// replaySetting returns the value of the last event of the kinds. All before it
// are of no consequence for what is stored.
func replaySetting[V any](events []*ledger.Event, kinds []ledger.Kind) (*V, error) {
	for _, e := range slices.Backward(events) {
		if !slices.Contains(kinds, e.Kind) {
			continue
		}
		v := new(V)
		if err := json.Unmarshal([]byte(e.Text(fValue)), v); err != nil {
			return nil, fmt.Errorf("event %d, %s: %w", e.Seq, e.Kind, err)
		}
		return v, nil
	}
	return nil, errors.New("none of its events says what it is")
}

// Standing is how a chain of a file stands to the one that is here.
type Standing int

// The standings. Only what is New or Continued is written.
const (
	New       Standing = iota // it is not here
	Same                      // both end with the same event
	Behind                    // what is here goes on after the file's last event
	Continued                 // the file goes on after the last event that is here
	Forked                    // both went on differently
)

// stands compares two chains, both verified. The hash of an event stands for all
// before it.
func stands(here, file []*ledger.Event) Standing {
	n := min(len(here), len(file))
	switch {
	case n == 0:
		return New
	case here[n-1].Hash() != file[n-1].Hash():
		return Forked
	case len(here) > n:
		return Behind
	case len(file) > n:
		return Continued
	}
	return Same
}
