package question

import (
	"slices"

	"audiensi/domain"
	"audiensi/domain/ledger"
)

// reaching are the kinds of a survivor's events that reach those merged into it.
var reaching = []ledger.Kind{KindAnswered, KindAmended, KindConfirmed, KindWindowEnded}

// Reaches reports whether what was just done to the question reaches those
// merged into it.
func (q *Question) Reaches() bool {
	return len(q.s.MergedHere) > 0 && q.did(reaching)
}

func (q *Question) did(kinds []ledger.Kind) bool {
	return slices.ContainsFunc(q.pending, func(e *ledger.Event) bool { return slices.Contains(kinds, e.Kind) })
}

// ReachedBy lets the survivor's pending answer and resolution reach a question
// merged into it, unless it is resolved already, and reports whether any did.
func (q *Question) ReachedBy(act Act, survivor *Question) (bool, error) {
	before := q.s.Version
	for _, e := range survivor.pending {
		if !q.s.ResolvedAt.IsZero() || !slices.Contains(reaching, e.Kind) {
			continue
		}
		reach := q.ReachResolution
		if answers(e) {
			reach = q.ReachAnswer
		}
		if err := reach(act, survivor.s.ID, e); err != nil {
			return false, err
		}
	}
	return q.s.Version != before, nil
}

// answers reports whether the event published an answer, or another text of it.
func answers(e *ledger.Event) bool { return e.Kind == KindAnswered || e.Kind == KindAmended }

// LastAnswer returns the last of the events that published an answer, or nil.
func LastAnswer(events []*ledger.Event) *ledger.Event {
	for _, e := range slices.Backward(events) {
		if answers(e) {
			return e
		}
	}
	return nil
}

// ReachAnswer lets the survivor's answer reach a question merged into it, with
// the time to dispute that the survivor's event answered gives.
func (q *Question) ReachAnswer(act Act, survivor domain.QuestionID, answered *ledger.Event) error {
	return q.do(MoveReachAnswer, act, func(e *ledger.Event) error {
		stateReached(e, survivor, answered)
		e.Facts.SetTime(fWindowEnds, answered.Facts.Time(fWindowEnds))
		e.Facts.SetBool(fAmended, answered.Kind == KindAmended)
		return nil
	})
}

// ReachResolution lets the survivor's resolution reach it, at the same time.
func (q *Question) ReachResolution(act Act, survivor domain.QuestionID, resolved *ledger.Event) error {
	return q.do(MoveReachResolution, act, func(e *ledger.Event) error {
		stateReached(e, survivor, resolved)
		e.OccurredAt = resolved.OccurredAt
		return nil
	})
}

func stateReached(e *ledger.Event, survivor domain.QuestionID, by *ledger.Event) {
	hash := by.Hash()
	e.Facts.SetBytes(fOther, survivor.Bytes())
	e.Facts.SetBytes(fEvent, hash[:])
}

// applyAnswerReached leaves the time of the answer alone where only its text was
// amended since.
func applyAnswerReached(s *State, e *ledger.Event) {
	if !s.Reached || !e.Facts.Bool(fAmended) {
		s.AnsweredAt = e.OccurredAt
	}
	s.Reached = true
	s.WindowEndsAt = e.Facts.Time(fWindowEnds)
}
