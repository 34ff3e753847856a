package question

import (
	"slices"

	"audiensi/domain"
	"audiensi/domain/ledger"
)

// Step says how far a draft has come.
type Step string

// The steps of a draft. It has none where nobody is drafting.
const (
	StepNone      Step = ""
	StepEditing   Step = "editing"
	StepSubmitted Step = "submitted"
	StepApproved  Step = "approved"
	StepRejected  Step = "rejected"
)

// Draft is an answer in the making, also an amendment. It begins with the first
// text that is saved and ends when an answer is published or amended and when a
// custody begins or ends. Hash is that of the event which recorded the text: it
// commits to text and promise, and what is approved is this hash. Editors are all
// who saved a text since it began, in that order.
type Draft struct {
	Text       string
	Vow        Vow
	Hash       ledger.Hash
	Step       Step
	Editors    []domain.UserID
	ApprovedBy domain.UserID // zero until approved
	Reason     string        // of the rejection, while rejected
}

// EditedBy reports whether the user saved a text of the draft.
func (d Draft) EditedBy(user domain.UserID) bool { return slices.Contains(d.Editors, user) }

// Draft saves the text of a draft: whatever was submitted or approved before is
// edited again. Before the answer it prepares it, in answered and resolved its
// amendment: a dinas that requires approval has no other way to amend.
func (q *Question) Draft(act Act, text string, vow Vow) error {
	return q.do(MoveDraft, act, func(e *ledger.Event) error {
		if d := q.s.Draft; d.Step != StepNone && d.Text == text && d.Vow == vow {
			return domain.Fail(domain.Conflict, domain.ReasonNothingChanged)
		}
		e.SetSealed(fDraft, text)
		return vow.state(e)
	})
}

// Submit asks for approval of the draft as it is.
func (q *Question) Submit(act Act) error {
	return q.do(MoveSubmit, act, func(e *ledger.Event) error {
		return q.onDraft(e, StepEditing, StepRejected)
	})
}

// Approve approves the draft that the approver read, named by its hash: it is
// refused where that is no longer the draft, and to everybody who edited it, also
// to a deputy of theirs.
func (q *Question) Approve(act Act, read ledger.Hash) error {
	return q.do(MoveApprove, act, func(e *ledger.Event) error {
		if err := q.onDraft(e, StepSubmitted); err != nil {
			return err
		}
		if q.s.Draft.Hash != read {
			return domain.Fail(domain.Conflict, domain.ReasonDraftChanged)
		}
		if q.s.Draft.EditedBy(act.Actor.User) || q.s.Draft.EditedBy(act.For) {
			return domain.Fail(domain.Forbidden, domain.ReasonEditorApproves)
		}
		return nil
	})
}

// RejectDraft gives the submitted draft back to be edited.
func (q *Question) RejectDraft(act Act, reason string) error {
	return q.do(MoveRejectDraft, act, func(e *ledger.Event) error {
		e.SetSealed(fReason, reason)
		return q.onDraft(e, StepSubmitted)
	})
}

// onDraft states which draft the event is about, and refuses it where the draft
// is at none of the steps.
func (q *Question) onDraft(e *ledger.Event, steps ...Step) error {
	d := q.s.Draft
	if !slices.Contains(steps, d.Step) {
		return domain.Fail(domain.Conflict, domain.ReasonDraftStep).With("step", string(d.Step))
	}
	e.Facts.SetBytes(fDraftHash, d.Hash[:])
	return nil
}

// release states the text and the promise of the draft as an answer. The draft
// must be the one that the hash names and, where the dinas requires approval, be
// approved.
func (q *Question) release(e *ledger.Event, hash ledger.Hash, approval bool) error {
	d := q.s.Draft
	switch {
	case d.Step == StepNone || d.Hash != hash:
		return domain.Fail(domain.Conflict, domain.ReasonDraftChanged)
	case approval && d.Step != StepApproved:
		return domain.Fail(domain.Conflict, domain.ReasonApprovalRequired).With("step", string(d.Step))
	}
	e.Facts.SetBytes(fDraftHash, hash[:])
	e.SetSealed(fAnswer, d.Text)
	return d.Vow.state(e)
}

func applyDrafted(s *State, e *ledger.Event) {
	editors := s.Draft.Editors
	if !slices.Contains(editors, e.Actor.User) {
		editors = append(slices.Clone(editors), e.Actor.User)
	}
	s.Draft = Draft{Text: e.Text(fDraft), Vow: vowOf(e), Hash: e.Hash(), Step: StepEditing, Editors: editors}
}

func applySubmitted(s *State, _ *ledger.Event) { s.Draft.Step, s.Draft.Reason = StepSubmitted, "" }

func applyApproved(s *State, e *ledger.Event) {
	s.Draft.Step, s.Draft.ApprovedBy = StepApproved, e.Actor.User
}

func applyDraftRejected(s *State, e *ledger.Event) {
	s.Draft.Step, s.Draft.Reason = StepRejected, e.Text(fReason)
}
