package question

import (
	"time"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
)

// apply is the one place where an event changes a question, for verbs and for
// Replay alike.
func apply(s *State, e *ledger.Event) {
	if f := appliers[e.Kind]; f != nil {
		f(s, e)
	}
	s.Version = e.Seq
	s.LastRecordedAt = e.RecordedAt
	s.Head = e.Hash()
}

var appliers = map[ledger.Kind]func(*State, *ledger.Event){
	KindCaptured:    applyCaptured,
	KindCategorised: func(s *State, e *ledger.Event) { s.Category = category.Code(e.Facts.Text(fCategory)) },
	KindClassified:  func(s *State, e *ledger.Event) { s.Class = category.Class(e.Facts.Text(fClass)) },
	KindAssigned: func(s *State, e *ledger.Event) {
		beginCustody(s, e, dinas.Code(e.Facts.Text(fDinas)), false)
	},
	KindAccepted: func(s *State, e *ledger.Event) {
		s.Status = InProgress
		s.current().AcceptedAt = e.OccurredAt
	},
	KindReturned: func(s *State, e *ledger.Event) { endCustody(s, e, EndedReturned); toTriage(s) },
	KindTransferred: func(s *State, e *ledger.Event) {
		endCustody(s, e, EndedTransferred)
		beginCustody(s, e, dinas.Code(e.Facts.Text(fDinas)), false)
	},
	KindRecalled: func(s *State, e *ledger.Event) { endCustody(s, e, EndedRecalled); toTriage(s) },
	KindAskedBack: func(s *State, e *ledger.Event) {
		s.Status = AwaitingAsker
		s.AskBack = e.Text(fMessage)
		s.PauseEndsAt = e.Facts.Time(fPauseEnds)
		c := s.current()
		c.Pauses = append(c.Pauses, Pause{From: e.OccurredAt})
	},
	KindReplied:     func(s *State, e *ledger.Event) { endPause(s, e, false); s.Status = InProgress },
	KindPauseEnded:  func(s *State, e *ledger.Event) { endPause(s, e, true); s.Status = InProgress },
	KindAnswered:    applyAnswered,
	KindConfirmed:   applyResolved,
	KindWindowEnded: applyResolved,
	KindDisputed:    applyDisputed,
	KindReopened:    applyReopened,
	KindDismissed: func(s *State, e *ledger.Event) {
		s.Status = Dismissed
		s.Orphan = s.Orphan || e.Facts.Bool(fOrphan)
	},
	KindTextCorrected: func(s *State, e *ledger.Event) {
		s.Text = e.Text(fText)
	},
	KindAskerCorrected: func(s *State, e *ledger.Event) { s.Asker = askerOf(e) },
	KindSupportAdded:   applySupportAdded,
	KindSupportRemoved: applySupportRemoved,
	KindPutInCharge:    applyPutInCharge,
	KindHandedOver:     applyHandedOver,
	KindRated:          applyRated,
	KindReissued:       applyReceiptReissued,

	KindMerged:            applyMerged,
	KindMergedIn:          func(s *State, e *ledger.Event) { s.MergedHere = append(s.MergedHere, otherOf(e)) },
	KindUnmerged:          applyUnmerged,
	KindUnmergedOut:       applyUnmergedOut,
	KindAnswerReached:     applyAnswerReached,
	KindResolutionReached: applyResolved,
	KindSplit:             applySplit,
	KindUnsplit:           applyUnsplit,
	KindPartSettled:       func(s *State, e *ledger.Event) { s.DoneParts |= partBit(e) },
	KindPartReopened:      func(s *State, e *ledger.Event) { s.DoneParts &^= partBit(e) },
	KindPartsResolved:     applyResolved,
	KindPartsReopened:     func(s *State, _ *ledger.Event) { s.ResolvedAt, s.ResolvedHow = time.Time{}, "" },
	KindParentUnsplit:     func(s *State, _ *ledger.Event) { s.Orphan = true },
	KindDrafted:           applyDrafted,
	KindSubmitted:         applySubmitted,
	KindApproved:          applyApproved,
	KindDraftRejected:     applyDraftRejected,
	KindAmended:           applyAmended,
	KindPromiseMoved:      applyPromiseMoved,
	KindPromiseKept:       applyPromiseKept,
	KindPromiseBroken:     applyPromiseBroken,

	KindAttached:             applyAttached,
	KindDetached:             applyDetached,
	KindMarkedConfidential:   func(s *State, _ *ledger.Event) { s.Confidential = true },
	KindUnmarkedConfidential: func(s *State, _ *ledger.Event) { s.Confidential = false },
}

func applyCaptured(s *State, e *ledger.Event) {
	s.ID, _ = domain.IDFromBytes[domain.QuestionKind](e.Stream.Bytes())
	s.Session, _ = domain.IDFromBytes[domain.SessionKind](e.Facts.Bytes(fSession))
	s.Status, s.Round = Captured, 1
	s.Text = e.Text(fText)
	s.Asker = askerOf(e)
	s.SpokenNo = int(e.Facts.Int(fSpokenNo))
	if s.Proposal.Model == "" { // else New stated it just now
		s.Proposal = proposalOf(e)
	}
	s.OccurredAt, s.RecordedAt = e.OccurredAt, e.RecordedAt
	s.StartAt = e.Facts.Time(fStartAt)
	s.LateReceived = e.Facts.Bool(fLateReceived)
	s.LateCaptured = e.Facts.Bool(fLateCaptured)
	s.DeviceTimeRejected = e.Facts.Bool(fTimeRejected)
	s.Imported = e.Facts.Bool(fImported)
	s.Confidential = e.Facts.Bool(fConfidential)
	copy(s.Receipt[:], e.Facts.Bytes(fReceipt))
	s.ReceiptSalt = e.Facts.Bytes(fReceiptSalt)
	copy(s.CaptureKey[:], e.Facts.Bytes(fCaptureKey))
	copy(s.CaptureBody[:], e.Facts.Bytes(fCaptureBody))
	s.Parent, _ = domain.IDFromBytes[domain.QuestionKind](e.Facts.Bytes(fParent))
	s.PartNo = int(e.Facts.Int(fPart))
}

func applyAnswered(s *State, e *ledger.Event) {
	onTheSpot := e.Facts.Bool(fOnTheSpot)
	s.Answer = Answer{
		Text: e.Text(fAnswer), Dinas: dinas.Code(e.Facts.Text(fDinas)), AnsweredBy: e.Text(fAnsweredBy),
		OnTheSpot: onTheSpot, PublishedAt: e.OccurredAt,
	}
	if !onTheSpot {
		endCustody(s, e, EndedAnswered)
	}
	publishAttachments(s)
	s.Status, s.Rating = Answered, Rating{}
	s.AnsweredAt = e.OccurredAt
	s.WindowEndsAt = e.Facts.Time(fWindowEnds)
	promise(s, e, s.Answer.Dinas)
}

// applyResolved leaves what is merged or split as that: it is counted there.
func applyResolved(s *State, e *ledger.Event) {
	if s.Status != Merged && s.Status != Split {
		s.Status = Resolved
	}
	s.ResolvedAt = e.OccurredAt
	s.WindowEndsAt = time.Time{}
	switch {
	case e.Kind == KindWindowEnded:
		s.ResolvedHow = WindowEnded
	case e.Kind == KindResolutionReached:
		s.ResolvedHow = WithSurvivor
	case e.Kind == KindPartsResolved:
		s.ResolvedHow = WithParts
	case e.Actor.Kind == domain.ActorAsker:
		s.ResolvedHow = Confirmed
	default:
		s.ResolvedHow = ConfirmedForAsker
	}
}

func applyDisputed(s *State, e *ledger.Event) {
	s.WindowEndsAt, s.Draft = time.Time{}, Draft{}
	if s.Status == Merged {
		detach(s)
		goBack(s, e)
		return
	}
	if s.Answer.OnTheSpot || e.Facts.Bool(fToTriage) {
		toTriage(s)
		return
	}
	beginCustody(s, e, s.Dinas, true)
}

func applyReopened(s *State, e *ledger.Event) {
	s.Round++
	s.ResolvedAt, s.ResolvedHow, s.Draft = time.Time{}, "", Draft{}
	if to := dinas.Code(e.Facts.Text(fDinas)); to != "" {
		beginCustody(s, e, to, true)
		return
	}
	toTriage(s)
}

// toTriage leaves the question with nobody.
func toTriage(s *State) { s.Status, s.Dinas, s.InCharge = Captured, "", domain.UserID{} }

func beginCustody(s *State, e *ledger.Event, to dinas.Code, accepted bool) {
	c := Custody{N: len(s.Custodies) + 1, Dinas: to, AssignedAt: e.OccurredAt, FromSeq: e.Seq}
	if to != s.Dinas {
		s.InCharge = domain.UserID{}
	}
	s.Status, s.Dinas, s.AssignedAt = Assigned, to, e.OccurredAt
	if accepted {
		c.AcceptedAt, s.Status = e.OccurredAt, InProgress
	}
	if s.FirstAssignedAt.IsZero() {
		s.FirstAssignedAt = e.OccurredAt
	}
	s.Custodies = append(s.Custodies, c)
}

func endCustody(s *State, e *ledger.Event, how Ended) {
	endPause(s, e, false)
	c := s.current()
	c.EndedAt, c.Ended, c.EndSeq = e.OccurredAt, how, e.Seq
	s.AssignedAt, s.Draft = time.Time{}, Draft{}
}

// endPause ends the pause of the running custody, if there is one.
func endPause(s *State, e *ledger.Event, capped bool) {
	s.AskBack, s.PauseEndsAt = "", time.Time{}
	c := s.current()
	if n := len(c.Pauses); n > 0 && c.Pauses[n-1].To.IsZero() {
		c.Pauses[n-1].To, c.Pauses[n-1].Capped = e.OccurredAt, capped
	}
}
