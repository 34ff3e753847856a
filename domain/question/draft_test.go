package question_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"audiensi/domain"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// as is an act of the n-th user.
func as(n byte, now time.Time) question.Act {
	return question.Act{Actor: domain.Actor{Kind: domain.ActorUser, User: domain.UserID{n}}, Now: now}
}

var later = start.Add(24 * time.Hour)

// drafting returns a question in the status with a draft at the step: users 1 and
// 2 edited it, user 3 approved it.
func drafting(t *testing.T, status question.Status, step question.Step) *question.Question {
	t.Helper()
	q := in(t, status)
	path := map[question.Step][]func() error{
		question.StepNone:      {},
		question.StepEditing:   {draft(q, 1, "Satu."), draft(q, 2, "Dua.")},
		question.StepSubmitted: {draft(q, 1, "Satu."), draft(q, 2, "Dua."), submit(q)},
		question.StepApproved:  {draft(q, 1, "Satu."), draft(q, 2, "Dua."), submit(q), approve(q, 3)},
		question.StepRejected:  {draft(q, 1, "Satu."), draft(q, 2, "Dua."), submit(q), reject(q)},
	}[step]
	for i, f := range path {
		if err := f(); err != nil {
			t.Fatalf("step %d on the way to %s: %v", i, step, err)
		}
	}
	if got := q.State().Draft.Step; got != step {
		t.Fatalf("step %q, want %q", got, step)
	}
	return q
}

func draft(q *question.Question, user byte, text string) func() error {
	return func() error { return q.Draft(as(user, later), text, question.Vow{}) }
}

func submit(q *question.Question) func() error {
	return func() error { return q.Submit(as(1, later)) }
}

func approve(q *question.Question, user byte) func() error {
	return func() error { return q.Approve(as(user, later), q.State().Draft.Hash) }
}

func reject(q *question.Question) func() error {
	return func() error { return q.RejectDraft(as(3, later), "kurang jelas") }
}

// TestDraftSteps tries every move on a draft at every step, in every state in
// which answers and amendments are drafted.
func TestDraftSteps(t *testing.T) {
	moves := map[question.Move]func(*question.Question) func() error{
		question.MoveDraft:       func(q *question.Question) func() error { return draft(q, 4, "Tiga.") },
		question.MoveSubmit:      submit,
		question.MoveApprove:     func(q *question.Question) func() error { return approve(q, 3) },
		question.MoveRejectDraft: reject,
	}
	to := map[question.Step]map[question.Move]question.Step{
		question.StepNone:      {question.MoveDraft: question.StepEditing},
		question.StepEditing:   {question.MoveDraft: question.StepEditing, question.MoveSubmit: question.StepSubmitted},
		question.StepSubmitted: {question.MoveDraft: question.StepEditing, question.MoveApprove: question.StepApproved, question.MoveRejectDraft: question.StepRejected},
		question.StepApproved:  {question.MoveDraft: question.StepEditing},
		question.StepRejected:  {question.MoveDraft: question.StepEditing, question.MoveSubmit: question.StepSubmitted},
	}
	for _, status := range []question.Status{question.InProgress, question.Answered, question.Resolved} {
		for step, legal := range to {
			for move, do := range moves {
				t.Run(string(status)+"/"+string(step)+"/"+string(move), func(t *testing.T) {
					q := drafting(t, status, step)
					s := q.State()
					want, ok := legal[move]
					if offered := slices.Contains(s.Moves(), move); offered != ok {
						t.Errorf("offered: %v", offered)
					}
					checkDraftMove(t, q, do(q), want, ok)
				})
			}
		}
	}
}

func checkDraftMove(t *testing.T, q *question.Question, do func() error, want question.Step, legal bool) {
	t.Helper()
	before := q.State()
	err := do()
	if !legal {
		e := wantReason(t, err, domain.Conflict, domain.ReasonDraftStep)
		if e.Params["step"] != string(before.Draft.Step) {
			t.Errorf("the refusal names %v", e.Params)
		}
		if diff := cmp.Diff(before, q.State()); diff != "" {
			t.Errorf("a refused move changed the question:\n%s", diff)
		}
		return
	}
	if got := q.State(); err != nil || got.Draft.Step != want || got.Status != before.Status {
		t.Fatalf("%s in %s, %v; want %s", got.Draft.Step, got.Status, err, want)
	}
	checkReplay(t, q)
}

func wantReason(t testing.TB, err error, code domain.Code, reason domain.Reason) *domain.Error {
	t.Helper()
	var e *domain.Error
	if !errors.As(err, &e) || e.Code != code || e.Reason != reason {
		t.Fatalf("error %v, want %s %s", err, code, reason)
	}
	return e
}

func TestDraft(t *testing.T) {
	q := drafting(t, question.InProgress, question.StepRejected)
	d := q.State().Draft
	want := question.Draft{Text: "Dua.", Hash: d.Hash, Step: question.StepRejected, Editors: []domain.UserID{{1}, {2}}, Reason: "kurang jelas"}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Error(diff)
	}
	wantReason(t, draft(q, 5, "Dua.")(), domain.Conflict, domain.ReasonNothingChanged)
	if err := draft(q, 1, "Tiga.")(); err != nil {
		t.Fatal(err)
	}
	got := q.State().Draft
	if got.Hash == d.Hash || got.Reason != "" || len(got.Editors) != 2 {
		t.Errorf("after another edit: %+v", got)
	}
}

// What is approved is the draft that was read.
func TestApproveWhatWasRead(t *testing.T) {
	q := drafting(t, question.InProgress, question.StepSubmitted)
	read := q.State().Draft.Hash
	if err := errors.Join(draft(q, 1, "Diam-diam diganti.")(), q.Submit(as(1, later))); err != nil {
		t.Fatal(err)
	}
	wantReason(t, q.Approve(as(3, later), read), domain.Conflict, domain.ReasonDraftChanged)
	wantReason(t, q.Approve(as(3, later), ledger.Hash{}), domain.Conflict, domain.ReasonDraftChanged)
	wantReason(t, approve(q, 1)(), domain.Forbidden, domain.ReasonEditorApproves)
	wantReason(t, approve(q, 2)(), domain.Forbidden, domain.ReasonEditorApproves)
	deputy := as(3, later)
	deputy.For = domain.UserID{2}
	wantReason(t, q.Approve(deputy, q.State().Draft.Hash), domain.Forbidden, domain.ReasonEditorApproves)
	if err := approve(q, 3)(); err != nil || q.State().Draft.ApprovedBy != (domain.UserID{3}) {
		t.Errorf("approved by %v, %v", q.State().Draft.ApprovedBy, err)
	}
}

func TestPublishDraft(t *testing.T) {
	for _, step := range []question.Step{question.StepNone, question.StepEditing, question.StepSubmitted, question.StepRejected, question.StepApproved} {
		for _, approval := range []bool{false, true} {
			q := drafting(t, question.InProgress, step)
			hash := q.State().Draft.Hash
			err := q.PublishDraft(as(1, later), hash, approval, later.Add(time.Hour))
			switch {
			case step == question.StepNone:
				wantReason(t, err, domain.Conflict, domain.ReasonDraftChanged)
			case approval && step != question.StepApproved:
				wantReason(t, err, domain.Conflict, domain.ReasonApprovalRequired)
			case err != nil || q.State().Answer.Text != "Dua." || q.State().Draft.Step != question.StepNone || q.State().Status != question.Answered:
				t.Errorf("%s, approval %v: %v, %+v", step, approval, err, q.State().Answer)
			}
			checkReplay(t, q)
		}
	}
	q := drafting(t, question.InProgress, question.StepApproved)
	wantReason(t, q.PublishDraft(as(1, later), ledger.Hash{1}, true, later), domain.Conflict, domain.ReasonDraftChanged)
}

// A draft does not outlive the custody, nor an amendment's draft the dispute.
func TestDraftEnds(t *testing.T) {
	tests := map[string]struct {
		status question.Status
		end    func(*question.Question) error
	}{
		"published":   {question.InProgress, func(q *question.Question) error { return q.Publish(as(1, later), "Lain.", later) }},
		"returned":    {question.InProgress, func(q *question.Question) error { return q.Return(as(1, later), "x") }},
		"transferred": {question.InProgress, func(q *question.Question) error { return q.Transfer(as(1, later), "bapenda", "x") }},
		"recalled":    {question.InProgress, func(q *question.Question) error { return q.Recall(as(1, later), "x") }},
		"amended":     {question.Answered, func(q *question.Question) error { return q.Amend(as(1, later), "Lain.", "x", later) }},
		"amended by it": {question.Resolved, func(q *question.Question) error {
			return q.AmendDraft(as(1, later), q.State().Draft.Hash, true, "x", later)
		}},
		"disputed":        {question.Answered, func(q *question.Question) error { return q.Dispute(as(1, later), "x", true) }},
		"dinas is gone":   {question.Answered, func(q *question.Question) error { return q.Dispute(as(1, later), "x", false) }},
		"reopened":        {question.Resolved, func(q *question.Question) error { return q.Reopen(as(1, later), "x", true) }},
		"reopened triage": {question.Resolved, func(q *question.Question) error { return q.Reopen(as(1, later), "x", false) }},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			q := drafting(t, tt.status, question.StepApproved)
			if err := tt.end(q); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(question.Draft{}, q.State().Draft); diff != "" {
				t.Error(diff)
			}
			checkReplay(t, q)
		})
	}
	amendment := drafting(t, question.Answered, question.StepApproved)
	if err := amendment.EndWindow(by(later.Add(48 * time.Hour))); err != nil || amendment.State().Draft.Step != question.StepApproved {
		t.Errorf("the window's end: %v, step %q", err, amendment.State().Draft.Step)
	}
	q := drafting(t, question.InProgress, question.StepApproved)
	if err := errors.Join(q.AskBack(as(1, later), "?", later.Add(time.Hour)), q.Reply(as(1, later), "!")); err != nil || q.State().Draft.Step != question.StepApproved {
		t.Errorf("a pause: %v, step %q", err, q.State().Draft.Step)
	}
}

// Whatever five people do in whatever order, nobody approves or publishes as
// approved a text that they or the approver edited, and replay equals the state.
func TestEditorNeverApproves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q, now := captured(), start
		for range rapid.IntRange(5, 60).Draw(t, "moves") {
			now = now.Add(time.Minute)
			user := rapid.ByteRange(1, 5).Draw(t, "user")
			s := q.State()
			act := as(user, now)
			text := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "text")
			all := []func() error{
				func() error { return q.Assign(act, "dinsos") }, func() error { return q.Accept(act) },
				func() error { return q.Draft(act, text, question.Vow{}) }, func() error { return q.Submit(act) },
				func() error { return q.Approve(act, s.Draft.Hash) }, func() error { return q.RejectDraft(act, "x") },
				func() error { return q.Draft(act, text+text, question.Vow{}) }, func() error { return q.Submit(act) },
				func() error { return q.PublishDraft(act, s.Draft.Hash, true, now.Add(time.Hour)) },
				func() error { return q.AmendDraft(act, s.Draft.Hash, true, "x", now.Add(time.Hour)) },
				func() error { return q.Dispute(act, "x", true) }, func() error { return q.Confirm(act) },
				func() error { return q.Return(act, "x") }, func() error { return q.Reopen(act, "x", true) },
			}
			if all[rapid.IntRange(0, len(all)-1).Draw(t, "move")]() == nil {
				checkApprovals(t, q.Pending())
				checkReplay(t, q)
			}
		}
	})
}

// checkApprovals reads nothing but the events: who edited since the last event
// that ended a draft, and what the last approval was of.
func checkApprovals(t *rapid.T, events []*ledger.Event) {
	editors := map[domain.UserID]bool{}
	approved := ""
	for _, e := range events {
		d := question.DetailOf(e)
		switch e.Kind {
		case question.KindDrafted:
			editors[e.Actor.User], approved = true, ""
		case question.KindApproved:
			if editors[e.Actor.User] {
				t.Fatalf("%v approved at %d what they edited", e.Actor.User, e.Seq)
			}
			approved = d.DraftHash.String()
		case question.KindAnswered, question.KindAmended:
			if d.DraftHash.String() != approved {
				t.Fatalf("published at %d what was not approved", e.Seq)
			}
			editors, approved = map[domain.UserID]bool{}, ""
		case question.KindReturned, question.KindDisputed, question.KindReopened:
			editors, approved = map[domain.UserID]bool{}, ""
		}
	}
}
