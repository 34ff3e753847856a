package question

import (
	"audiensi/domain"
	"audiensi/domain/ledger"
)

// MarkConfidential hides who asked from everybody but the holder and the
// inspectorate: what is told may be an abuse by those who would read the name.
// The reason may be empty.
func (q *Question) MarkConfidential(act Act, reason string) error {
	return q.confide(MoveMarkConfidential, act, reason, q.s.Confidential)
}

// UnmarkConfidential undoes that. The reason may be empty.
func (q *Question) UnmarkConfidential(act Act, reason string) error {
	return q.confide(MoveUnmarkConfidential, act, reason, !q.s.Confidential)
}

func (q *Question) confide(move Move, act Act, reason string, already bool) error {
	return q.do(move, act, func(e *ledger.Event) error {
		if already {
			return domain.Fail(domain.Conflict, domain.ReasonNothingChanged)
		}
		e.SetSealed(fReason, reason)
		return nil
	})
}

// moot reports whether the flag leaves a move nothing to do, or forbids it: who
// corrects an identity that is hidden would learn by the refusal what it is.
func (s *State) moot(m Move) bool {
	switch m {
	case MoveMarkConfidential, MoveCorrectAsker:
		return s.Confidential
	case MoveUnmarkConfidential:
		return !s.Confidential
	}
	return false
}
