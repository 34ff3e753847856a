package question

import (
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/ledger"
)

// Question is the aggregate. Only its verbs change it; each records the events
// that Pending returns until the store has saved them.
type Question struct {
	s       State
	pending []*ledger.Event
}

// FromState returns the question that a store has loaded. It trusts the state.
func FromState(s State) *Question { return &Question{s: s} }

// State returns a copy of the question's state.
func (q *Question) State() State {
	s := q.s
	s.Bonds = q.s.Bonds.clone()
	s.Custodies = append([]Custody(nil), q.s.Custodies...)
	for i, c := range s.Custodies {
		s.Custodies[i].Pauses = append([]Pause(nil), c.Pauses...)
	}
	s.Supporting = slices.Clone(q.s.Supporting)
	s.Draft.Editors = slices.Clone(q.s.Draft.Editors)
	s.Promises = slices.Clone(q.s.Promises)
	s.Attachments = slices.Clone(q.s.Attachments)
	return s
}

// Pending returns the events recorded since the question was loaded.
func (q *Question) Pending() []*ledger.Event { return q.pending }

// Loaded returns the version that was loaded: what the store compares when it saves.
func (q *Question) Loaded() uint64 { return q.s.Version - uint64(len(q.pending)) }

// Act says who acts and when: the one reading of the clock of a use case. At is
// when it happened, where that was before it is recorded; zero for Now. For is
// whose deputy the actor acts as, zero where they act by their own right.
type Act struct {
	Actor domain.Actor
	Now   time.Time
	At    time.Time
	For   domain.UserID
}

// Occurred returns when it happened.
func (a Act) Occurred() time.Time {
	if a.At.IsZero() {
		return a.Now
	}
	return a.At
}

// do checks that the move is legal, lets state say its facts, and records it.
func (q *Question) do(move Move, act Act, state func(*ledger.Event) error) error {
	r, err := q.s.legal(move)
	if err != nil {
		return err
	}
	e := &ledger.Event{Kind: r.kind, OccurredAt: act.Occurred()}
	if state != nil {
		if err := state(e); err != nil {
			return err
		}
	}
	q.record(e, act)
	return nil
}

// record completes the event, chains it and applies it. It is recorded never
// before the previous event of the question.
func (q *Question) record(e *ledger.Event, act Act) {
	now := act.Now.UTC().Truncate(time.Microsecond)
	if now.Before(q.s.LastRecordedAt) {
		now = q.s.LastRecordedAt
	}
	if e.OccurredAt.Equal(act.Now) {
		e.OccurredAt = now
	}
	e.Stream = q.s.ID.Stream()
	e.Seq = q.s.Version + 1
	e.Prev = q.s.Head
	e.Actor = act.Actor
	if !act.For.IsZero() {
		e.Facts.SetBytes(fDeputyFor, act.For.Bytes())
	}
	e.RecordedAt = now
	e.OccurredAt = e.OccurredAt.UTC().Truncate(time.Microsecond)
	apply(&q.s, e)
	q.pending = append(q.pending, e)
}

// Replay rebuilds the state from the question's events, all or a first part of them.
// It verifies the chain on the way.
func Replay(events []*ledger.Event) (State, error) {
	if _, err := ledger.Verify(events); err != nil {
		return State{}, err
	}
	var s State
	for _, e := range events {
		apply(&s, e)
	}
	return s, nil
}
