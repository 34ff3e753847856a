package question

import (
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/ledger"
)

// The bounds of how many parts a question is split into.
const (
	FewestParts = 2
	MostParts   = 10
)

// NewPart is what is known of a part beside what it inherits: its text, what
// triage proposes for it, and secrets by which nobody can find it.
type NewPart struct {
	ID          domain.QuestionID
	Text        string
	Proposal    Proposal
	Receipt     ledger.Hash
	ReceiptSalt []byte
	Key         ledger.Hash
	Body        ledger.Hash
}

// Split makes a question that puts several matters into one for each and returns
// those: they inherit asker, session, start, flags and confidence. A part cannot be split again.
func (q *Question) Split(act Act, parts []NewPart) ([]*Question, error) {
	err := q.do(MoveSplit, act, func(e *ledger.Event) error {
		if !q.s.Parent.IsZero() {
			return domain.Fail(domain.Conflict, domain.ReasonSplitOfSplit).With("parent", q.s.Parent.String())
		}
		var ids []byte
		for _, p := range parts {
			ids = append(ids, p.ID.Bytes()...)
		}
		e.Facts.SetBytes(fParts, ids)
		return q.s.alone()
	})
	if err != nil {
		return nil, err
	}
	children := make([]*Question, len(parts))
	for i, p := range parts {
		children[i] = newPart(act, &q.s, i+1, p)
	}
	return children, nil
}

func newPart(act Act, parent *State, n int, p NewPart) *Question {
	q := &Question{s: State{ID: p.ID}}
	e := &ledger.Event{Kind: KindCaptured, OccurredAt: parent.OccurredAt}
	e.Facts.SetBytes(fParent, parent.ID.Bytes())
	e.Facts.SetInt(fPart, int64(n))
	e.Facts.SetBool(fTimeRejected, parent.DeviceTimeRejected)
	e.Facts.SetBool(fLateReceived, parent.LateReceived)
	e.Facts.SetBool(fLateCaptured, parent.LateCaptured)
	e.Facts.SetTime(fStartAt, parent.StartAt)
	stateCapture(e, Capture{Session: parent.Session, SpokenNo: parent.SpokenNo, Text: p.Text, Asker: parent.Asker, Confidential: parent.Confidential,
		Proposal: p.Proposal, Receipt: p.Receipt, ReceiptSalt: p.ReceiptSalt, Key: p.Key, Body: p.Body})
	q.s.Proposal = p.Proposal
	q.record(e, act)
	return q
}

// Unsplit undoes a split: the parts end (see LetGo) and the question goes back to
// where it stood, to its dinas only if that still exists (lastActive).
func (q *Question) Unsplit(act Act, reason string, lastActive bool) error {
	return q.do(MoveUnsplit, act, func(e *ledger.Event) error {
		e.SetSealed(fReason, reason)
		q.s.stateBack(e, lastActive)
		return nil
	})
}

// MayLetGo reports whether nothing has been begun for the part that its parent
// would take over again.
func (s *State) MayLetGo() bool {
	return s.Status == Dismissed || s.Status == Captured && len(s.MergedHere) == 0
}

// LetGo ends a part whose parent is no longer split, for good. A part that was
// dismissed before stays so.
func (q *Question) LetGo(act Act, reason string) error {
	if q.s.Status == Dismissed {
		return q.do(MoveLetGo, act, sealed(fReason, reason))
	}
	return q.do(MoveDismiss, act, func(e *ledger.Event) error {
		e.Facts.SetBool(fOrphan, true)
		e.SetSealed(fReason, reason)
		return q.s.alone()
	})
}

// settling are the kinds of events after which a part may be settled, or not be
// any more.
var settling = []ledger.Kind{KindConfirmed, KindWindowEnded, KindDisputed, KindReopened, KindDismissed, KindUnmerged, KindResolutionReached}

// TellsParent reports whether what was just done to the question may matter to
// the one that it is a part of.
func (q *Question) TellsParent() bool {
	return !q.s.Parent.IsZero() && !q.s.Orphan && q.did(settling)
}

// PartIs tells the question that its part n is settled, or is no longer, and
// reports whether that was news. It resolves with its last part.
func (q *Question) PartIs(act Act, n int, settled bool) (bool, error) {
	was := q.s.DoneParts&(1<<(n-1)) != 0
	if was == settled {
		return false, nil
	}
	move, then := MoveReopenPart, MoveReopenParts
	if settled {
		move, then = MoveSettlePart, MoveResolveParts
	}
	err := q.do(move, act, func(e *ledger.Event) error {
		e.Facts.SetInt(fPart, int64(n))
		return nil
	})
	if err != nil || q.s.partsDone() == !q.s.ResolvedAt.IsZero() {
		return err == nil, err
	}
	return true, q.do(then, act, nil)
}

func (s *State) partsDone() bool { return s.DoneParts == 1<<len(s.Parts)-1 }

func partBit(e *ledger.Event) uint16 { return 1 << uint64(e.Facts.Int(fPart)-1) }

func applySplit(s *State, e *ledger.Event) {
	leave(s, e, Split, EndedSplit)
	s.Parts = partsOf(e)
}

func partsOf(e *ledger.Event) (parts []domain.QuestionID) {
	for id := range slices.Chunk(e.Facts.Bytes(fParts), 16) {
		part, _ := domain.IDFromBytes[domain.QuestionKind](id)
		parts = append(parts, part)
	}
	return parts
}

func applyUnsplit(s *State, e *ledger.Event) {
	s.Parts, s.DoneParts = nil, 0
	s.ResolvedAt, s.ResolvedHow = time.Time{}, ""
	goBack(s, e)
}
