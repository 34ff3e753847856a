package question

import (
	"time"

	"audiensi/domain"
	"audiensi/domain/ledger"
)

// PublishDraft publishes the draft that the hash names, with what it promises.
// Approval says that the dinas requires it: then the draft has to be approved.
func (q *Question) PublishDraft(act Act, hash ledger.Hash, approval bool, windowEnds time.Time) error {
	return q.do(MovePublish, act, func(e *ledger.Event) error {
		e.Facts.SetText(fDinas, string(q.s.Dinas))
		e.Facts.SetTime(fWindowEnds, windowEnds)
		return q.release(e, hash, approval)
	})
}

// Amend replaces the text of the answer; the earlier one stays in its event. In
// answered the window begins anew and ends at windowEnds, so that the asker has
// all of it for the amended text; in resolved there is none. A vow replaces what
// is still promised, none leaves it.
func (q *Question) Amend(act Act, text, reason string, windowEnds time.Time, vows ...Vow) error {
	return q.amend(act, reason, windowEnds, func(e *ledger.Event) error {
		if text == q.s.Answer.Text && len(vows) == 0 {
			return domain.Fail(domain.Conflict, domain.ReasonNothingChanged)
		}
		e.SetSealed(fAnswer, text)
		return stateVows(e, vows)
	})
}

// AmendDraft amends by the draft that the hash names; see PublishDraft.
func (q *Question) AmendDraft(act Act, hash ledger.Hash, approval bool, reason string, windowEnds time.Time) error {
	return q.amend(act, reason, windowEnds, func(e *ledger.Event) error { return q.release(e, hash, approval) })
}

func (q *Question) amend(act Act, reason string, windowEnds time.Time, state func(*ledger.Event) error) error {
	return q.do(MoveAmend, act, func(e *ledger.Event) error {
		if q.s.Answer.PublishedAt.IsZero() {
			return domain.Fail(domain.Conflict, domain.ReasonNoAnswer)
		}
		if q.s.Status == Answered {
			e.Facts.SetTime(fWindowEnds, windowEnds)
		}
		e.SetSealed(fReason, reason)
		return state(e)
	})
}

func applyAmended(s *State, e *ledger.Event) {
	a := &s.Answer
	a.Text, a.AmendedAt, a.AmendReason = e.Text(fAnswer), e.OccurredAt, e.Text(fReason)
	a.Amended++
	s.Draft = Draft{}
	if s.Status == Answered {
		s.WindowEndsAt = e.Facts.Time(fWindowEnds)
	}
	promise(s, e, a.Dinas)
}
