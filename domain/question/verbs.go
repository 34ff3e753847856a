package question

import (
	"time"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
)

// Categorise says what the question is about. A category it has already is refused.
func (q *Question) Categorise(act Act, code category.Code) error {
	return q.do(MoveCategorise, act, func(e *ledger.Event) error {
		if q.s.Category == code {
			return domain.Fail(domain.Conflict, domain.ReasonNothingChanged)
		}
		e.Facts.SetText(fCategory, string(code))
		return nil
	})
}

// Classify says which deadline rule applies.
func (q *Question) Classify(act Act, class category.Class) error {
	return q.do(MoveClassify, act, func(e *ledger.Event) error {
		if q.s.Class == class {
			return domain.Fail(domain.Conflict, domain.ReasonNothingChanged)
		}
		e.Facts.SetText(fClass, string(class))
		return nil
	})
}

// AnswerOnTheSpot publishes what a resource person answered in the session.
// By is who spoke; from may name their dinas. WindowEnds ends the time to dispute.
// It may promise something: one vow at most.
func (q *Question) AnswerOnTheSpot(act Act, text, by string, from dinas.Code, windowEnds time.Time, vows ...Vow) error {
	return q.do(MoveAnswerOnTheSpot, act, func(e *ledger.Event) error {
		stateSpot(e, text, by, from, windowEnds)
		return stateVows(e, vows)
	})
}

func stateSpot(e *ledger.Event, text, by string, from dinas.Code, windowEnds time.Time) {
	e.Facts.SetBool(fOnTheSpot, true)
	e.Facts.SetText(fDinas, string(from))
	e.Facts.SetTime(fWindowEnds, windowEnds)
	e.SetSealed(fAnswer, text)
	e.SetSealed(fAnsweredBy, by)
}

// Assign gives the question to a dinas: a custody begins.
func (q *Question) Assign(act Act, to dinas.Code) error {
	return q.do(MoveAssign, act, func(e *ledger.Event) error {
		e.Facts.SetText(fDinas, string(to))
		return nil
	})
}

// Accept says that the holder takes the question up.
func (q *Question) Accept(act Act) error { return q.do(MoveAccept, act, nil) }

// Return gives the question back to triage.
func (q *Question) Return(act Act, reason string) error {
	return q.do(MoveReturn, act, sealed(fReason, reason))
}

// Transfer passes the question to another dinas.
func (q *Question) Transfer(act Act, to dinas.Code, reason string) error {
	return q.do(MoveTransfer, act, func(e *ledger.Event) error {
		if to == q.s.Dinas {
			return domain.Fail(domain.Conflict, domain.ReasonSameDinas)
		}
		e.Facts.SetText(fDinas, string(to))
		e.SetSealed(fReason, reason)
		return nil
	})
}

// Recall takes the question back to triage.
func (q *Question) Recall(act Act, reason string) error {
	return q.do(MoveRecall, act, sealed(fReason, reason))
}

// AskBack puts a question to the asker and pauses until a reply, at most until
// pauseEnds. It is refused where the asker cannot be reached.
func (q *Question) AskBack(act Act, message string, pauseEnds time.Time) error {
	return q.do(MoveAskBack, act, func(e *ledger.Event) error {
		if !q.s.Asker.Reachable() {
			return domain.Fail(domain.Conflict, domain.ReasonUnreachableAsker)
		}
		e.Facts.SetTime(fPauseEnds, pauseEnds)
		e.SetSealed(fMessage, message)
		return nil
	})
}

// Reply is the asker's answer to AskBack, also through a moderator.
func (q *Question) Reply(act Act, message string) error {
	return q.do(MoveReply, act, sealed(fMessage, message))
}

// Note adds a note, seen by the asker only if public.
func (q *Question) Note(act Act, text string, public bool) error {
	return q.do(MoveNote, act, func(e *ledger.Event) error {
		e.Facts.SetBool(fPublic, public)
		e.SetSealed(fNote, text)
		return nil
	})
}

// Publish publishes the holder's answer. WindowEnds ends the time to dispute. It
// may promise something: one vow at most. Where the dinas requires approval it is
// not for use: PublishDraft is.
func (q *Question) Publish(act Act, text string, windowEnds time.Time, vows ...Vow) error {
	return q.do(MovePublish, act, func(e *ledger.Event) error {
		e.Facts.SetText(fDinas, string(q.s.Dinas))
		e.Facts.SetTime(fWindowEnds, windowEnds)
		e.SetSealed(fAnswer, text)
		return stateVows(e, vows)
	})
}

// Confirm resolves the question as the asker's word, also through a moderator.
func (q *Question) Confirm(act Act) error {
	return q.do(MoveConfirm, act, nil)
}

// Dispute says that the answer does not answer: the dinas takes it up again, if
// it still exists (lastActive), else triage does, as where it was answered on
// the spot.
func (q *Question) Dispute(act Act, reason string, lastActive bool) error {
	return q.do(MoveDispute, act, func(e *ledger.Event) error {
		if !q.s.Answer.OnTheSpot && !lastActive {
			e.Facts.SetBool(fToTriage, true)
		}
		e.SetSealed(fReason, reason)
		return nil
	})
}

// Reopen starts a new round with the dinas that holds or held it last, if that
// still exists (lastActive), else in triage. A part whose parent is no longer
// split is refused: the parent asks for it again.
func (q *Question) Reopen(act Act, reason string, lastActive bool) error {
	return q.do(MoveReopen, act, func(e *ledger.Event) error {
		if q.s.Orphan {
			return domain.Fail(domain.Conflict, domain.ReasonParentUnsplit).With("parent", q.s.Parent.String())
		}
		if n := len(q.s.Custodies); n > 0 && lastActive {
			e.Facts.SetText(fDinas, string(q.s.Custodies[n-1].Dinas))
		}
		e.SetSealed(fReason, reason)
		return nil
	})
}

// Dismiss ends a question that is none. Nothing is deleted.
// One that others are merged into is refused.
func (q *Question) Dismiss(act Act, reason string) error {
	return q.do(MoveDismiss, act, func(e *ledger.Event) error {
		e.SetSealed(fReason, reason)
		return q.s.alone()
	})
}

// CorrectText replaces the text; the old one stays in its event.
func (q *Question) CorrectText(act Act, text, reason string) error {
	return q.do(MoveCorrectText, act, func(e *ledger.Event) error {
		if text == q.s.Text {
			return domain.Fail(domain.Conflict, domain.ReasonNothingChanged)
		}
		e.SetSealed(fText, text)
		e.SetSealed(fReason, reason)
		return nil
	})
}

// CorrectAsker replaces the asker's identity; the old one stays in its event. It
// is refused while that is confidential.
func (q *Question) CorrectAsker(act Act, a Asker) error {
	return q.do(MoveCorrectAsker, act, func(e *ledger.Event) error {
		if q.s.Confidential {
			return domain.Fail(domain.Conflict, domain.ReasonConfidentialAsker)
		}
		if a == q.s.Asker {
			return domain.Fail(domain.Conflict, domain.ReasonNothingChanged)
		}
		stateAsker(e, a)
		return nil
	})
}

func sealed(name ledger.Name, text string) func(*ledger.Event) error {
	return func(e *ledger.Event) error {
		e.SetSealed(name, text)
		return nil
	}
}
