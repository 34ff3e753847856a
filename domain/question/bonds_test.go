package question_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// answered stands for the survivor's event that reaches those merged into it.
func answered() *ledger.Event {
	e := &ledger.Event{Kind: question.KindAnswered, OccurredAt: start}
	e.Facts.SetTime("window_ends_at", start.Add(2*time.Hour))
	return e
}

func twoParts() []question.NewPart {
	return []question.NewPart{
		{ID: domain.NewID[domain.QuestionKind](start), Text: "SPM warga kami ditolak.", Receipt: ledger.Hash{4}, ReceiptSalt: []byte{4},
			Key: ledger.Hash{5}, Body: ledger.Hash{6}, Proposal: question.Proposal{Model: "keyword-1", Category: "poverty_letter", Confidence: 0.5}},
		{ID: domain.NewID[domain.QuestionKind](start), Text: "KK belum jadi.", Receipt: ledger.Hash{7}, Key: ledger.Hash{8}, Body: ledger.Hash{9}},
	}
}

// survivorOf returns what q is merged into, as far as q's moves need it.
func survivorOf(q *question.Question) *question.Question {
	s := q.State()
	return question.FromState(question.State{ID: s.MergedInto, Status: question.Captured, Version: 2,
		Bonds: question.Bonds{MergedHere: []domain.QuestionID{s.ID}}})
}

func disputed(q *question.Question, a question.Act) error {
	if s := q.State(); s.Status == question.Merged {
		return q.DisputeMerged(a, survivorOf(q), "belum selesai", "dispendukcapil")
	}
	return q.Dispute(a, "belum selesai", true)
}

func TestMergeTiesBoth(t *testing.T) {
	q, survivor := in(t, question.InProgress), captured()
	must(t, q.MergeInto(by(start.Add(time.Hour)), survivor, "sama"))
	s, into := q.State(), survivor.State()
	if s.MergedInto != into.ID || s.Dinas != "" || s.Custodies[0].Ended != question.EndedMerged || !s.AssignedAt.IsZero() {
		t.Errorf("merged %+v", s)
	}
	if diff := cmp.Diff([]domain.QuestionID{s.ID}, into.MergedHere); diff != "" || into.Status != question.Captured {
		t.Errorf("the survivor, %s: %s", into.Status, diff)
	}
	must(t, q.Unmerge(by(start.Add(2*time.Hour)), survivor, "keliru", true))
	if s := q.State(); s.Status != question.InProgress || s.Dinas != "dispendukcapil" || len(s.Custodies) != 2 || !s.MergedInto.IsZero() {
		t.Errorf("unmerged %+v", s)
	}
	if got := survivor.State().MergedHere; got != nil {
		t.Errorf("the survivor keeps %v", got)
	}
	checkReplay(t, q)
	checkReplay(t, survivor)
}

func TestMergeIsRefused(t *testing.T) {
	merged, lead := captured(), captured()
	must(t, merged.MergeInto(by(start), lead, ""))
	full := question.FromState(question.State{ID: domain.QuestionID{9}, Status: question.Assigned,
		Bonds: question.Bonds{MergedHere: make([]domain.QuestionID, question.MostMerged)}})
	self := captured()
	tests := []struct {
		name    string
		q, into *question.Question
		want    domain.Reason
	}{
		{"itself", self, self, domain.ReasonMergeItself},
		{"chain below", captured(), merged, domain.ReasonSurvivorMerged},
		{"chain above", lead, captured(), domain.ReasonHasMerged},
		{"cycle", lead, merged, domain.ReasonHasMerged},
		{"split", captured(), in(t, question.Split), domain.ReasonSurvivorSplit},
		{"dismissed", captured(), in(t, question.Dismissed), domain.ReasonSurvivorEnded},
		{"resolved", captured(), in(t, question.Resolved), domain.ReasonSurvivorEnded},
		{"full", captured(), full, domain.ReasonMergeFull},
		{"answered itself", in(t, question.Answered), captured(), domain.ReasonIllegalMove},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q, into := tt.q.State(), tt.into.State()
			wantReason(t, tt.q.MergeInto(by(start), tt.into, ""), domain.Conflict, tt.want)
			if diff := cmp.Diff(q, tt.q.State()) + cmp.Diff(into, tt.into.State()); diff != "" {
				t.Errorf("a refused merge changed something:\n%s", diff)
			}
		})
	}
	wantReason(t, lead.Dismiss(by(start), "bukan"), domain.Conflict, domain.ReasonHasMerged)
	_, err := lead.Split(by(start), twoParts())
	wantReason(t, err, domain.Conflict, domain.ReasonHasMerged)
}

func TestUnmergeLeadsBack(t *testing.T) {
	tests := []struct {
		from   question.Status
		active bool
		want   question.Status
	}{
		{question.Captured, true, question.Captured}, {question.Assigned, true, question.Assigned},
		{question.InProgress, true, question.InProgress}, {question.Assigned, false, question.Captured},
		{question.InProgress, false, question.Captured},
	}
	for _, tt := range tests {
		q, survivor := in(t, tt.from), captured()
		must(t, q.MergeInto(by(start.Add(time.Hour)), survivor, ""))
		must(t, q.ReachAnswer(by(start.Add(2*time.Hour)), survivor.State().ID, answered()))
		must(t, q.ReachResolution(by(start.Add(3*time.Hour)), survivor.State().ID, answered()))
		must(t, q.Unmerge(by(start.Add(4*time.Hour)), survivor, "keliru", tt.active))
		s := q.State()
		if s.Status != tt.want || !s.AnsweredAt.IsZero() || !s.ResolvedAt.IsZero() || s.ResolvedHow != "" || s.Reached {
			t.Errorf("from %s, dinas still there %v: %+v", tt.from, tt.active, s)
		}
		checkReplay(t, q)
	}
}

// What the survivor's answer has not reached, or is resolved, is not disputed.
func TestMergedIsConfirmedOnce(t *testing.T) {
	q, survivor := captured(), captured()
	must(t, q.MergeInto(by(start), survivor, ""))
	wantReason(t, q.Confirm(by(start)), domain.Conflict, domain.ReasonIllegalMove)
	must(t, q.ReachAnswer(by(start), survivor.State().ID, answered()))
	must(t, q.Confirm(question.Act{Actor: domain.Actor{Kind: domain.ActorAsker}, Now: start.Add(time.Minute)}))
	if s := q.State(); s.Status != question.Merged || s.ResolvedHow != question.Confirmed || !s.WindowEndsAt.IsZero() || !s.Settled() {
		t.Errorf("confirmed %+v", s)
	}
	wantReason(t, q.DisputeMerged(by(start), survivor, "belum", dinas.Code("")), domain.Conflict, domain.ReasonIllegalMove)
}

func TestPartsInherit(t *testing.T) {
	parent := in(t, question.InProgress)
	children, err := parent.Split(by(start.Add(time.Hour)), twoParts())
	must(t, err)
	p := parent.State()
	if p.Status != question.Split || p.Custodies[0].Ended != question.EndedSplit || len(p.Parts) != 2 {
		t.Errorf("parent %+v", p)
	}
	for i, c := range children {
		s := c.State()
		if s.Parent != p.ID || s.PartNo != i+1 || s.Asker != p.Asker || s.Session != p.Session || !s.StartAt.Equal(p.StartAt) ||
			!s.OccurredAt.Equal(p.OccurredAt) || s.ID != p.Parts[i] || !s.RecordedAt.Equal(start.Add(time.Hour)) {
			t.Errorf("part %+v of %+v", s, p)
		}
		checkReplay(t, c)
	}
	_, err = children[0].Split(by(start.Add(2*time.Hour)), twoParts())
	wantReason(t, err, domain.Conflict, domain.ReasonSplitOfSplit)
	wantReason(t, children[0].ReissueReceipt(by(start.Add(2*time.Hour)), ledger.Hash{1}), domain.Conflict, domain.ReasonPartReceipt)
	checkReplay(t, parent)
}

func TestParentResolvesWithItsLastPart(t *testing.T) {
	parent := in(t, question.Split)
	step := func(n int, settled, news, resolved bool) {
		t.Helper()
		got, err := parent.PartIs(by(start.Add(time.Hour)), n, settled)
		s := parent.State()
		if err != nil || got != news || !s.ResolvedAt.IsZero() != resolved || s.Status != question.Split {
			t.Errorf("part %d settled %v: news %v, %v; resolved %v", n, settled, got, err, s.ResolvedAt)
		}
		checkReplay(t, parent)
	}
	step(1, true, true, false)
	step(1, true, false, false)
	step(2, true, true, true)
	if s := parent.State(); s.ResolvedHow != question.WithParts {
		t.Errorf("resolved %q", s.ResolvedHow)
	}
	step(1, false, true, false)
	step(2, false, true, false)
}

func TestUnsplitEndsThePartsForGood(t *testing.T) {
	parent := captured()
	parts, err := parent.Split(by(start), twoParts())
	must(t, err)
	must(t, parts[1].Dismiss(by(start), "bukan"))
	must(t, parent.Unsplit(by(start), "keliru", false))
	for _, c := range parts {
		must(t, c.LetGo(by(start), "keliru"))
		wantReason(t, c.Reopen(by(start), "lagi", true), domain.Conflict, domain.ReasonParentUnsplit)
		checkReplay(t, c)
	}
	if s := parent.State(); s.Status != question.Captured || s.Parts != nil {
		t.Errorf("parent %+v", s)
	}
	checkReplay(t, parent)
}
