package question

import (
	"slices"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
)

// MaxSupporting bounds how many dinas support one question.
const MaxSupporting = 10

// AddSupport lets one more dinas read the question and note what it knows; it
// holds nothing and no clock judges it. It goes on doing so after the question
// was its own for a while.
func (q *Question) AddSupport(act Act, code dinas.Code) error {
	return q.do(MoveAddSupport, act, func(e *ledger.Event) error {
		switch {
		case code == q.s.Dinas:
			return domain.Fail(domain.Conflict, domain.ReasonSameDinas)
		case q.s.SupportedBy(code):
			return domain.Fail(domain.Conflict, domain.ReasonNothingChanged)
		case len(q.s.Supporting) == MaxSupporting:
			return domain.Fail(domain.Conflict, domain.ReasonSupportFull).With("most", MaxSupporting)
		}
		e.Facts.SetText(fDinas, string(code))
		return nil
	})
}

// RemoveSupport ends what AddSupport began; the dinas sees the question no more.
func (q *Question) RemoveSupport(act Act, code dinas.Code) error {
	return q.do(MoveRemoveSupport, act, func(e *ledger.Event) error {
		if !q.s.SupportedBy(code) {
			return domain.Fail(domain.Conflict, domain.ReasonNothingChanged)
		}
		e.Facts.SetText(fDinas, string(code))
		return nil
	})
}

// SupportedBy reports whether the dinas supports the question.
func (s *State) SupportedBy(code dinas.Code) bool { return slices.Contains(s.Supporting, code) }

// PutInCharge names who works on it inside the holder; the zero user is nobody.
// It lasts until another dinas, or none, has the question.
func (q *Question) PutInCharge(act Act, who domain.UserID) error {
	return q.do(MovePutInCharge, act, func(e *ledger.Event) error {
		if who == q.s.InCharge {
			return domain.Fail(domain.Conflict, domain.ReasonNothingChanged)
		}
		if !who.IsZero() {
			e.Facts.SetBytes(fInCharge, who.Bytes())
		}
		return nil
	})
}

// HandOver passes the custody of a dinas that ended to its successor, as it
// stands: what was accepted stays accepted, what waits for the asker goes on
// waiting. Under is the hash of the administrative act, an event of the dinas.
func (q *Question) HandOver(act Act, to dinas.Code, under ledger.Hash) error {
	return q.do(MoveHandOver, act, func(e *ledger.Event) error {
		if to == q.s.Dinas {
			return domain.Fail(domain.Conflict, domain.ReasonSameDinas)
		}
		e.Facts.SetText(fDinas, string(to))
		e.Facts.SetBytes(fUnder, under[:])
		return nil
	})
}

func applySupportAdded(s *State, e *ledger.Event) {
	s.Supporting = append(slices.Clip(s.Supporting), dinas.Code(e.Facts.Text(fDinas)))
}

// applySupportRemoved leaves nil where the list is empty.
func applySupportRemoved(s *State, e *ledger.Event) {
	var rest []dinas.Code
	for _, c := range s.Supporting {
		if string(c) != e.Facts.Text(fDinas) {
			rest = append(rest, c)
		}
	}
	s.Supporting = rest
}

func applyPutInCharge(s *State, e *ledger.Event) {
	s.InCharge, _ = domain.IDFromBytes[domain.UserKind](e.Facts.Bytes(fInCharge)) // nobody where none is stated
}

// applyHandedOver ends the custody and begins one that stands as it stood.
func applyHandedOver(s *State, e *ledger.Event) {
	was, old := *s, *s.current()
	endCustody(s, e, EndedHandedOver)
	beginCustody(s, e, dinas.Code(e.Facts.Text(fDinas)), !old.AcceptedAt.IsZero())
	passAttachments(s, old.Dinas, s.Dinas)
	if was.Status == AwaitingAsker {
		s.Status, s.AskBack, s.PauseEndsAt = was.Status, was.AskBack, was.PauseEndsAt
		c := s.current()
		c.Pauses = append(c.Pauses, Pause{From: e.OccurredAt})
	}
}
