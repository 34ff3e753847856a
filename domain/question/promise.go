package question

import (
	"time"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
)

// Vow is what an answer promises: what will be done, and by which day. The zero
// Vow promises nothing.
type Vow struct {
	What string
	Due  domain.Date
}

// IsZero reports whether nothing is promised.
func (v Vow) IsZero() bool { return v == Vow{} }

// state states the vow. Its day may be the one on which it is said, not one before.
func (v Vow) state(e *ledger.Event) error {
	if v.IsZero() {
		return nil
	}
	if v.Due.Before(domain.DateOf(e.OccurredAt)) {
		return domain.Fail(domain.Conflict, domain.ReasonPromisePast).With("due", v.Due.String())
	}
	e.Facts.SetText(fPromiseDue, v.Due.String())
	e.SetSealed(fPromise, v.What)
	return nil
}

// vowOf returns what the event promises. Once the text is erased the day is left.
func vowOf(e *ledger.Event) Vow {
	v := Vow{What: e.Text(fPromise)}
	v.Due, _ = domain.ParseDate(e.Facts.Text(fPromiseDue)) // "" is no day
	return v
}

// stateVows states the vow, if there is one.
func stateVows(e *ledger.Event, vows []Vow) error {
	for _, v := range vows {
		if err := v.state(e); err != nil {
			return err
		}
	}
	return nil
}

// PromiseStatus says what became of a promise.
type PromiseStatus string

// The states of a promise. That an open one is overdue is computed, never stored.
const (
	PromiseOpen     PromiseStatus = "open"
	PromiseKept     PromiseStatus = "kept"
	PromiseBroken   PromiseStatus = "broken"
	PromiseReplaced PromiseStatus = "replaced" // a later answer promised something else
)

// Promise is one promise of an answer. At most one of a question is open.
type Promise struct {
	N         int // 1, 2, ... within the question
	Dinas     dinas.Code
	What      string
	Due       domain.Date
	Status    PromiseStatus
	MadeAt    time.Time
	SettledAt time.Time // zero while open
	Moved     int       // how often its day was moved
	Note      string    // how it was kept, or why not
}

// Overdue reports whether the promise is open and its day over.
func (p Promise) Overdue(today domain.Date) bool {
	return p.Status == PromiseOpen && p.Due.Before(today)
}

// OpenPromise returns the promise that is open, nil if none is.
func (s *State) OpenPromise() *Promise {
	for i := range s.Promises {
		if s.Promises[i].Status == PromiseOpen {
			return &s.Promises[i]
		}
	}
	return nil
}

// MovePromise gives the open promise another day.
func (q *Question) MovePromise(act Act, due domain.Date, reason string) error {
	return q.do(MoveMovePromise, act, func(e *ledger.Event) error {
		e.SetSealed(fReason, reason)
		if p := q.s.OpenPromise(); p != nil && p.Due == due {
			return domain.Fail(domain.Conflict, domain.ReasonNothingChanged)
		}
		if due.Before(domain.DateOf(act.Now)) {
			return domain.Fail(domain.Conflict, domain.ReasonPromisePast).With("due", due.String())
		}
		e.Facts.SetText(fPromiseDue, due.String())
		return q.onPromise(e)
	})
}

// KeepPromise says that what was promised was done; the note may be empty.
func (q *Question) KeepPromise(act Act, note string) error {
	return q.do(MoveKeepPromise, act, func(e *ledger.Event) error {
		e.SetSealed(fNote, note)
		return q.onPromise(e)
	})
}

// BreakPromise says that it will not be done.
func (q *Question) BreakPromise(act Act, reason string) error {
	return q.do(MoveBreakPromise, act, func(e *ledger.Event) error {
		e.SetSealed(fReason, reason)
		return q.onPromise(e)
	})
}

// onPromise states which promise the event is about.
func (q *Question) onPromise(e *ledger.Event) error {
	p := q.s.OpenPromise()
	if p == nil {
		return domain.Fail(domain.Conflict, domain.ReasonNoOpenPromise)
	}
	e.Facts.SetInt(fPromiseNo, int64(p.N))
	return nil
}
