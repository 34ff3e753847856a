package question

import (
	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
)

// promise adds what the answer promised, if it did, in place of what was open.
func promise(s *State, e *ledger.Event, by dinas.Code) {
	v := vowOf(e)
	if v.Due.IsZero() {
		return
	}
	if p := s.OpenPromise(); p != nil {
		p.Status, p.SettledAt = PromiseReplaced, e.OccurredAt
	}
	s.Promises = append(s.Promises, Promise{N: len(s.Promises) + 1, Dinas: by, What: v.What, Due: v.Due,
		Status: PromiseOpen, MadeAt: e.OccurredAt})
}

// named returns the promise that the event is about.
func named(s *State, e *ledger.Event) *Promise { return &s.Promises[e.Facts.Int(fPromiseNo)-1] }

func applyPromiseMoved(s *State, e *ledger.Event) {
	p := named(s, e)
	p.Due, _ = domain.ParseDate(e.Facts.Text(fPromiseDue)) // the verb wrote it
	p.Moved++
}

func applyPromiseKept(s *State, e *ledger.Event) {
	p := named(s, e)
	p.Status, p.SettledAt, p.Note = PromiseKept, e.OccurredAt, e.Text(fNote)
}

func applyPromiseBroken(s *State, e *ledger.Event) {
	p := named(s, e)
	p.Status, p.SettledAt, p.Note = PromiseBroken, e.OccurredAt, e.Text(fReason)
}

// PromiseMove is one change of a promise's day.
type PromiseMove struct {
	N      int // of the promise
	From   domain.Date
	To     domain.Date
	Reason string
	Event  *ledger.Event
}

// PromiseMoves returns, in order, how the days of promises were moved by a
// question's events.
func PromiseMoves(events []*ledger.Event) (moves []PromiseMove) {
	var s State
	for _, e := range events {
		if e.Kind == KindPromiseMoved {
			p := named(&s, e)
			to, _ := domain.ParseDate(e.Facts.Text(fPromiseDue)) // the verb wrote it
			moves = append(moves, PromiseMove{N: p.N, From: p.Due, To: to, Reason: e.Text(fReason), Event: e})
		}
		apply(&s, e)
	}
	return moves
}
