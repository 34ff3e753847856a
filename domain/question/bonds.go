package question

import (
	"slices"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
)

// The names of the facts that tie questions; part of encoding v1, never renamed.
const (
	fOther    ledger.Name = "other"       // the other question of a tie
	fAmended  ledger.Name = "amended"     // that an answer reached again, as another text
	fEvent    ledger.Name = "other_event" // hash of the other's event
	fAccepted ledger.Name = "accepted"
	fParts    ledger.Name = "parts" // identifiers of the parts, in order
	fPart     ledger.Name = "part"  // a part's number
	fParent   ledger.Name = "parent"
	fOrphan   ledger.Name = "parent_unsplit"
)

// Bonds tie a question to others; most have none. Before is where it stood when
// it was merged or split: the undo leads back there.
type Bonds struct {
	MergedInto domain.QuestionID   `json:"merged_into,omitzero"`  // the survivor, while it is merged
	MergedHere []domain.QuestionID `json:"merged_here,omitempty"` // those merged into it, in order of merging
	Reached    bool                `json:"reached,omitempty"`     // the survivor's answer has reached it
	Before     Status              `json:"before,omitempty"`
	Parent     domain.QuestionID   `json:"parent,omitzero"` // the question that it is a part of
	PartNo     int                 `json:"part_no,omitempty"`
	Orphan     bool                `json:"orphan,omitempty"`     // its parent was unsplit
	Parts      []domain.QuestionID `json:"parts,omitempty"`      // while it is split, in order of their numbers
	DoneParts  uint16              `json:"done_parts,omitempty"` // bit n-1: part n is settled
}

// None reports whether the question is tied to no other, and never was.
func (b *Bonds) None() bool {
	return b.MergedInto.IsZero() && b.MergedHere == nil && b.Before == "" && b.Parent.IsZero() && b.Parts == nil
}

func (b *Bonds) clone() Bonds {
	c := *b
	c.MergedHere, c.Parts = slices.Clone(b.MergedHere), slices.Clone(b.Parts)
	return c
}

// Settled reports whether nothing more is to be done for the question, as what
// it is a part of sees it.
func (s *State) Settled() bool {
	return s.Status == Resolved || s.Status == Dismissed || s.Status == Merged && !s.ResolvedAt.IsZero()
}

// barred reports whether the question's ties keep it from a move that its
// status allows.
func (s *State) barred(m Move) bool {
	switch m {
	case MoveConfirm, MoveDispute:
		return s.Status == Merged && !(s.Reached && s.ResolvedAt.IsZero())
	case MoveMerge, MoveDismiss:
		return len(s.MergedHere) > 0
	case MoveSplit:
		return len(s.MergedHere) > 0 || !s.Parent.IsZero()
	case MoveReissueReceipt:
		return !s.Parent.IsZero()
	case MoveReopen:
		return s.Orphan
	}
	return false
}

// alone returns a conflict where others are merged into the question.
func (s *State) alone() error {
	if n := len(s.MergedHere); n > 0 {
		return domain.Fail(domain.Conflict, domain.ReasonHasMerged).With("question", s.ID.String()).With("count", n)
	}
	return nil
}

// leave ends the custody of what is merged or split and remembers where it stood.
func leave(s *State, e *ledger.Event, to Status, how Ended) {
	s.Before = s.Status
	if s.current() != nil {
		endCustody(s, e, how)
	}
	toTriage(s)
	s.Status = to
}

// stateBack states where an undo leads: to the dinas that held it, if that still
// exists (lastActive), as far as it had come there; else to triage.
func (s *State) stateBack(e *ledger.Event, lastActive bool) {
	if s.Before == Captured || !lastActive {
		return
	}
	e.Facts.SetText(fDinas, string(s.Custodies[len(s.Custodies)-1].Dinas))
	e.Facts.SetBool(fAccepted, s.Before == InProgress)
}

// goBack begins the custody that the event states, or a stay in triage.
func goBack(s *State, e *ledger.Event) {
	s.Before = ""
	if to := dinas.Code(e.Facts.Text(fDinas)); to != "" {
		beginCustody(s, e, to, e.Facts.Bool(fAccepted))
		return
	}
	toTriage(s)
}

func otherOf(e *ledger.Event) domain.QuestionID {
	id, _ := domain.IDFromBytes[domain.QuestionKind](e.Facts.Bytes(fOther))
	return id
}
