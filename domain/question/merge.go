package question

import (
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
)

// MostMerged is how many questions can be merged into one.
const MostMerged = 500

// MergeInto merges the question into one that puts the same matter and lives on,
// the survivor, and changes both. Its custody ends; it keeps its own clocks.
func (q *Question) MergeInto(act Act, survivor *Question, reason string) error {
	err := q.do(MoveMerge, act, func(e *ledger.Event) error {
		if err := q.s.alone(); err != nil {
			return err
		}
		if err := survivor.s.takes(&q.s); err != nil {
			return err
		}
		e.Facts.SetBytes(fOther, survivor.s.ID.Bytes())
		e.SetSealed(fReason, reason)
		return nil
	})
	if err != nil {
		return err
	}
	return survivor.do(MoveAbsorb, act, stateOther(q.s.ID))
}

// takes returns a conflict unless the other can be merged into this question:
// it is open and no chain comes of it. So no cycle can.
func (s *State) takes(other *State) error {
	refuse := func(r domain.Reason) *domain.Error {
		return domain.Fail(domain.Conflict, r).With("state", string(s.Status))
	}
	switch {
	case s.ID == other.ID:
		return domain.Fail(domain.Conflict, domain.ReasonMergeItself)
	case s.Status == Merged:
		return refuse(domain.ReasonSurvivorMerged).With("into", s.MergedInto.String())
	case s.Status == Split:
		return refuse(domain.ReasonSurvivorSplit)
	case !slices.Contains(open, s.Status):
		return refuse(domain.ReasonSurvivorEnded)
	case len(s.MergedHere) >= MostMerged:
		return domain.Fail(domain.Conflict, domain.ReasonMergeFull).With("limit", MostMerged)
	}
	return nil
}

// Unmerge undoes a merge: the question goes back to where it stood before, to
// its dinas only if that still exists (lastActive).
func (q *Question) Unmerge(act Act, survivor *Question, reason string, lastActive bool) error {
	err := q.do(MoveUnmerge, act, func(e *ledger.Event) error {
		e.Facts.SetBytes(fOther, survivor.s.ID.Bytes())
		e.SetSealed(fReason, reason)
		q.s.stateBack(e, lastActive)
		return nil
	})
	if err != nil {
		return err
	}
	return survivor.do(MoveRelease, act, stateOther(q.s.ID))
}

// DisputeMerged says that the survivor's answer is none for this asker, and
// detaches their question alone: to is the dinas that takes it up, "" for triage.
func (q *Question) DisputeMerged(act Act, survivor *Question, reason string, to dinas.Code) error {
	err := q.do(MoveDispute, act, func(e *ledger.Event) error {
		e.Facts.SetBytes(fOther, survivor.s.ID.Bytes())
		e.Facts.SetText(fDinas, string(to))
		e.Facts.SetBool(fAccepted, to != "")
		e.SetSealed(fReason, reason)
		return nil
	})
	if err != nil {
		return err
	}
	return survivor.do(MoveRelease, act, stateOther(q.s.ID))
}

func stateOther(id domain.QuestionID) func(*ledger.Event) error {
	return func(e *ledger.Event) error {
		e.Facts.SetBytes(fOther, id.Bytes())
		return nil
	}
}

func applyMerged(s *State, e *ledger.Event) {
	leave(s, e, Merged, EndedMerged)
	s.MergedInto = otherOf(e)
}

// applyUnmerged also takes back what reached it: that was for others.
func applyUnmerged(s *State, e *ledger.Event) {
	detach(s)
	s.AnsweredAt = s.Answer.PublishedAt
	s.ResolvedAt, s.ResolvedHow, s.WindowEndsAt = time.Time{}, "", time.Time{}
	goBack(s, e)
}

func applyUnmergedOut(s *State, e *ledger.Event) {
	gone := otherOf(e)
	left := slices.DeleteFunc(slices.Clone(s.MergedHere), func(id domain.QuestionID) bool { return id == gone })
	if s.MergedHere = left; len(left) == 0 {
		s.MergedHere = nil // as of one that never had any
	}
}

func detach(s *State) { s.MergedInto, s.Reached = domain.QuestionID{}, false }
