package question_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/question"
)

var (
	today = domain.DateOf(later)
	vow   = question.Vow{What: "Blangko dikirim ke kecamatan.", Due: today.AddDays(10)}
)

// promised returns a question whose answer promised vow, with what came after.
func promised(t *testing.T, after ...func(*question.Question) error) *question.Question {
	t.Helper()
	q := in(t, question.InProgress)
	err := q.Publish(by(later), "Ya.", later.Add(time.Hour), vow)
	for _, f := range after {
		err = errors.Join(err, f(q))
	}
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func dispute(q *question.Question) error { return q.Dispute(by(later), "belum", true) }
func confirm(q *question.Question) error { return q.Confirm(by(later)) }
func recall(q *question.Question) error  { return q.Recall(by(later), "x") }
func assign(q *question.Question) error  { return q.Assign(by(later), "dinsos") }

// TestPromiseMoves tries the moves on a promise in every state in which one can
// be open, and where none is.
func TestPromiseMoves(t *testing.T) {
	ways := map[question.Status][]func(*question.Question) error{
		question.Answered: nil, question.Resolved: {confirm}, question.InProgress: {dispute},
		question.Captured: {dispute, recall}, question.Assigned: {dispute, recall, assign},
	}
	open := question.Promise{N: 1, Dinas: "dispendukcapil", What: vow.What, Due: vow.Due, Status: question.PromiseOpen, MadeAt: later}
	moves := map[question.Move]struct {
		do   func(*question.Question) error
		want func(*question.Promise)
	}{
		question.MoveMovePromise: {func(q *question.Question) error { return q.MovePromise(by(later), today, "lebih cepat") },
			func(p *question.Promise) { p.Due, p.Moved = today, 1 }},
		question.MoveKeepPromise: {func(q *question.Question) error { return q.KeepPromise(by(later), "sudah") },
			func(p *question.Promise) { p.Status, p.SettledAt, p.Note = question.PromiseKept, later, "sudah" }},
		question.MoveBreakPromise: {func(q *question.Question) error { return q.BreakPromise(by(later), "tidak ada dana") },
			func(p *question.Promise) {
				p.Status, p.SettledAt, p.Note = question.PromiseBroken, later, "tidak ada dana"
			}},
	}
	for status, way := range ways {
		for move, tt := range moves {
			t.Run(string(status)+"/"+string(move), func(t *testing.T) {
				q := promised(t, way...)
				if err := tt.do(q); err != nil || q.State().Status != status {
					t.Fatalf("in %s: %v", q.State().Status, err)
				}
				want := open
				tt.want(&want)
				if diff := cmp.Diff([]question.Promise{want}, q.State().Promises); diff != "" {
					t.Error(diff)
				}
				checkReplay(t, q)
				wantReason(t, tt.do(in(t, question.Answered)), domain.Conflict, domain.ReasonNoOpenPromise)
			})
		}
	}
	for move, tt := range moves {
		for _, status := range []question.Status{question.AwaitingAsker, question.Dismissed} {
			if e := wantReason(t, tt.do(in(t, status)), domain.Conflict, domain.ReasonIllegalMove); e.Params["move"] != string(move) {
				t.Errorf("%s in %s: %v", move, status, e.Params)
			}
		}
	}
}

// An answer with a promise takes the place of an open one, an amendment without
// leaves it, and what was settled stays as it was.
func TestPromiseReplaced(t *testing.T) {
	second := question.Vow{What: "Dikirim ke desa.", Due: today}
	statuses := func(q *question.Question) (list []question.PromiseStatus) {
		for _, p := range q.State().Promises {
			list = append(list, p.Status)
		}
		checkReplay(t, q)
		return list
	}
	publish := func(vows ...question.Vow) func(*question.Question) error {
		return func(q *question.Question) error {
			return q.Publish(by(later), "Ya lagi.", later.Add(time.Hour), vows...)
		}
	}
	amend := func(vows ...question.Vow) func(*question.Question) error {
		return func(q *question.Question) error {
			return q.Amend(by(later), "Diubah.", "x", later.Add(time.Hour), vows...)
		}
	}
	keep := func(q *question.Question) error { return q.KeepPromise(by(later), "") }
	tests := map[string]struct {
		after []func(*question.Question) error
		want  []question.PromiseStatus
	}{
		"answer with one":    {[]func(*question.Question) error{dispute, publish(second)}, []question.PromiseStatus{question.PromiseReplaced, question.PromiseOpen}},
		"answer without":     {[]func(*question.Question) error{dispute, publish()}, []question.PromiseStatus{question.PromiseOpen}},
		"amended with one":   {[]func(*question.Question) error{amend(second)}, []question.PromiseStatus{question.PromiseReplaced, question.PromiseOpen}},
		"amended without":    {[]func(*question.Question) error{amend()}, []question.PromiseStatus{question.PromiseOpen}},
		"kept, then another": {[]func(*question.Question) error{keep, amend(second)}, []question.PromiseStatus{question.PromiseKept, question.PromiseOpen}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, statuses(promised(t, tt.after...))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPromiseDays(t *testing.T) {
	yesterday := question.Vow{What: "x", Due: today.AddDays(-1)}
	q := in(t, question.InProgress)
	wantReason(t, q.Publish(by(later), "Ya.", later, yesterday), domain.Conflict, domain.ReasonPromisePast)
	wantReason(t, q.Draft(by(later), "Ya.", yesterday), domain.Conflict, domain.ReasonPromisePast)
	if err := q.Draft(by(later), "Ya.", question.Vow{What: "x", Due: today}); err != nil {
		t.Fatal(err)
	}
	wantReason(t, q.PublishDraft(by(later.Add(24*time.Hour)), q.State().Draft.Hash, false, later), domain.Conflict, domain.ReasonPromisePast)
	q = promised(t)
	wantReason(t, q.MovePromise(by(later), vow.Due, "x"), domain.Conflict, domain.ReasonNothingChanged)
	wantReason(t, q.MovePromise(by(later), yesterday.Due, "x"), domain.Conflict, domain.ReasonPromisePast)
	p := q.State().Promises[0]
	if p.Overdue(p.Due) || !p.Overdue(p.Due.AddDays(1)) {
		t.Error("overdue is not: after its day")
	}
	p.Status = question.PromiseKept
	if p.Overdue(p.Due.AddDays(1)) {
		t.Error("a kept promise is overdue")
	}
}

func TestPromiseMovesAreTold(t *testing.T) {
	q := promised(t,
		func(q *question.Question) error { return q.MovePromise(by(later), today.AddDays(20), "satu") },
		func(q *question.Question) error { return q.MovePromise(by(later), today.AddDays(30), "dua") })
	var got []question.PromiseMove
	for _, m := range question.PromiseMoves(q.Pending()) {
		m.Event = nil
		got = append(got, m)
	}
	want := []question.PromiseMove{{N: 1, From: vow.Due, To: today.AddDays(20), Reason: "satu"},
		{N: 1, From: today.AddDays(20), To: today.AddDays(30), Reason: "dua"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAmend(t *testing.T) {
	anew := later.Add(240 * time.Hour)
	for status, window := range map[question.Status]time.Time{question.Answered: anew, question.Resolved: {}} {
		q := in(t, status)
		before := q.State()
		if err := errors.Join(q.Amend(by(later), "Diubah.", "salah alamat", anew), q.Amend(by(later), "Lagi.", "salah jam", anew)); err != nil {
			t.Fatal(err)
		}
		got, want := q.State(), before
		want.Answer.Text, want.Answer.Amended, want.Answer.AmendedAt, want.Answer.AmendReason = "Lagi.", 2, later, "salah jam"
		want.WindowEndsAt, want.Version, want.Head, want.LastRecordedAt = window, got.Version, got.Head, got.LastRecordedAt
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", status, diff)
		}
		checkReplay(t, q)
		wantReason(t, q.Amend(by(later), "Lagi.", "x", anew), domain.Conflict, domain.ReasonNothingChanged)
	}
	wantReason(t, in(t, question.InProgress).Amend(by(later), "x", "x", anew), domain.Conflict, domain.ReasonIllegalMove)
	none := question.FromState(question.State{Status: question.Resolved})
	wantReason(t, none.Amend(by(later), "x", "x", anew), domain.Conflict, domain.ReasonNoAnswer)
}

// A copy of the state shares nothing with the question.
func TestStateIsACopy(t *testing.T) {
	q := promised(t, func(q *question.Question) error { return q.Draft(by(later), "Draf.", question.Vow{}) })
	want, changed := q.State(), q.State()
	changed.Promises[0].What, changed.Draft.Editors[0] = "lain", domain.UserID{9}
	if diff := cmp.Diff(want, q.State()); diff != "" {
		t.Error(diff)
	}
}
