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

var start = time.Date(2026, 3, 2, 3, 0, 0, 123456000, time.UTC)

func by(now time.Time) question.Act {
	return question.Act{Now: now, Actor: domain.Actor{Kind: domain.ActorUser, User: domain.NewID[domain.UserKind](now), Role: "moderator"}}
}

func captured() *question.Question {
	return question.New(by(start), question.Capture{
		ID: domain.NewID[domain.QuestionKind](start), Session: domain.NewID[domain.SessionKind](start),
		Text:   "Bapak Bupati, SPM warga kami ditolak.",
		Asker:  question.Asker{Kind: question.WalkIn, Name: "Sutrisno", Role: domain.Kades, Desa: "35.10.01.2001", Kecamatan: "35.10.01"},
		Window: question.CaptureWindow{DayStart: start.Add(-5 * time.Hour), DayEnd: start.Add(19 * time.Hour)},
		Proposal: question.Proposal{Model: "keyword-1", Category: "poverty_letter", Confidence: 0.75,
			Reasons: []question.Reason{{Term: "spm", Weight: 3}}},
		ReceiptSalt: []byte{1, 2}, Key: ledger.Hash{1}, Body: ledger.Hash{2}, Receipt: ledger.Hash{3},
	})
}

// moves are all verbs that can be tried in any state.
func moves(q *question.Question, now time.Time) map[question.Move]func() error {
	a := by(now)
	return map[question.Move]func() error{
		question.MoveCategorise:      func() error { return q.Categorise(a, "population_admin") },
		question.MoveClassify:        func() error { return q.Classify(a, "complaint") },
		question.MoveAnswerOnTheSpot: func() error { return q.AnswerOnTheSpot(a, "Sudah.", "Kepala Dinas", "", now.Add(time.Hour)) },
		question.MoveAssign:          func() error { return q.Assign(a, "dispendukcapil") },
		question.MoveDismiss:         func() error { return q.Dismiss(a, "bukan pertanyaan") },
		question.MoveAccept:          func() error { return q.Accept(a) },
		question.MoveReturn:          func() error { return q.Return(a, "bukan kewenangan kami") },
		question.MoveTransfer:        func() error { return q.Transfer(a, "bapenda", "soal pajak") },
		question.MoveRecall:          func() error { return q.Recall(a, "salah alamat") },
		question.MoveAskBack:         func() error { return q.AskBack(a, "KK nomor berapa?", now.Add(time.Hour)) },
		question.MovePublish:         func() error { return q.Publish(a, "Silakan datang.", now.Add(time.Hour)) },
		question.MoveReply:           func() error { return q.Reply(a, "KK lama") },
		question.MoveConfirm:         func() error { return q.Confirm(a) },
		question.MoveDispute:         func() error { return disputed(q, a) },
		question.MoveReopen:          func() error { return q.Reopen(a, "muncul lagi", true) },
		question.MoveNote:            func() error { return q.Note(a, "dicek", true) },
		question.MoveCorrectText:     func() error { return q.CorrectText(a, "Teks baru "+now.String(), "") },
		question.MoveCorrectAsker: func() error {
			return q.CorrectAsker(a, question.Asker{Kind: question.WalkIn, Name: now.String(), Role: domain.Sekdes})
		},
		question.MoveRate:           func() error { return q.Rate(a, 4, "cepat "+now.String()) },
		question.MoveReissueReceipt: func() error { return q.ReissueReceipt(a, ledger.Hash{byte(now.Minute())}) },
		question.MoveAddSupport:     func() error { return q.AddSupport(a, "dinsos") },
		question.MoveRemoveSupport:  func() error { return q.RemoveSupport(a, "bkppd") },
		question.MovePutInCharge:    func() error { return q.PutInCharge(a, domain.NewID[domain.UserKind](now)) },
		question.MoveHandOver:       func() error { return q.HandOver(a, "dpmd", ledger.Hash{9}) },
		question.MoveMerge:          func() error { return q.MergeInto(a, captured(), "sama") },
		question.MoveUnmerge:        func() error { return q.Unmerge(a, survivorOf(q), "keliru", true) },
		question.MoveReachAnswer:    func() error { return q.ReachAnswer(a, q.State().MergedInto, answered()) },
		question.MoveReachResolution: func() error {
			return q.ReachResolution(by(now.Add(time.Hour)), q.State().MergedInto, &ledger.Event{OccurredAt: now})
		},
		question.MoveSplit: func() error {
			_, err := q.Split(a, twoParts())
			return err
		},
		question.MoveUnsplit:      func() error { return q.Unsplit(a, "keliru", true) },
		question.MoveAttach:       func() error { return q.Attach(a, file(question.ForQuestion, now)) },
		question.MoveAttachAnswer: func() error { return q.Attach(a, file(question.ForAnswer, now)) },
		question.MoveEndWindow:    func() error { return q.EndWindow(by(now.Add(2 * time.Hour))) },
		question.MoveEndPause:     func() error { return q.EndPause(by(now.Add(2 * time.Hour))) },
	}
}

// in returns a question that has come to the status.
func in(t *testing.T, status question.Status) *question.Question {
	t.Helper()
	q := captured()
	path := map[question.Status][]question.Move{
		question.Captured:      {},
		question.Assigned:      {question.MoveAssign},
		question.InProgress:    {question.MoveAssign, question.MoveAccept},
		question.AwaitingAsker: {question.MoveAssign, question.MoveAccept, question.MoveAskBack},
		question.Answered:      {question.MoveAssign, question.MoveAccept, question.MovePublish},
		question.Resolved:      {question.MoveAssign, question.MoveAccept, question.MovePublish, question.MoveConfirm},
		question.Dismissed:     {question.MoveDismiss},
		question.Merged:        {question.MoveAssign, question.MoveAccept, question.MoveMerge, question.MoveReachAnswer},
		question.Split:         {question.MoveSplit},
	}[status]
	for i, m := range path {
		if err := moves(q, start.Add(time.Duration(i+1)*time.Minute))[m](); err != nil {
			t.Fatalf("%s on the way to %s: %v", m, status, err)
		}
	}
	if slices.Contains(question.Statuses()[:5], status) { // so that it can be removed
		if err := q.AddSupport(by(start.Add(30*time.Minute)), "bkppd"); err != nil {
			t.Fatal(err)
		}
	}
	if got := q.State().Status; got != status {
		t.Fatalf("status %s, want %s", got, status)
	}
	return q
}

// TestMoves tries every move in every state against design section 4.
func TestMoves(t *testing.T) {
	to := map[question.Move]map[question.Status]question.Status{
		question.MoveAnswerOnTheSpot: {question.Captured: question.Answered},
		question.MoveAssign:          {question.Captured: question.Assigned},
		question.MoveDismiss:         {question.Captured: question.Dismissed},
		question.MoveAccept:          {question.Assigned: question.InProgress},
		question.MoveReturn:          {question.Assigned: question.Captured, question.InProgress: question.Captured},
		question.MoveTransfer:        {question.Assigned: question.Assigned, question.InProgress: question.Assigned},
		question.MoveRecall: {question.Assigned: question.Captured, question.InProgress: question.Captured,
			question.AwaitingAsker: question.Captured},
		question.MoveAskBack:  {question.InProgress: question.AwaitingAsker},
		question.MovePublish:  {question.InProgress: question.Answered},
		question.MoveReply:    {question.AwaitingAsker: question.InProgress},
		question.MoveEndPause: {question.AwaitingAsker: question.InProgress},
		question.MoveHandOver: {question.Assigned: question.Assigned, question.InProgress: question.InProgress,
			question.AwaitingAsker: question.AwaitingAsker},
		question.MoveConfirm:   {question.Answered: question.Resolved, question.Merged: question.Merged},
		question.MoveEndWindow: {question.Answered: question.Resolved, question.Merged: question.Merged},
		question.MoveDispute:   {question.Answered: question.InProgress, question.Merged: question.InProgress},
		question.MoveMerge: {question.Captured: question.Merged, question.Assigned: question.Merged,
			question.InProgress: question.Merged},
		question.MoveUnmerge:         {question.Merged: question.InProgress},
		question.MoveReachAnswer:     {question.Merged: question.Merged},
		question.MoveReachResolution: {question.Merged: question.Merged},
		question.MoveSplit: {question.Captured: question.Split, question.Assigned: question.Split,
			question.InProgress: question.Split},
		question.MoveUnsplit: {question.Split: question.Captured},
		question.MoveReopen:  {question.Resolved: question.InProgress, question.Dismissed: question.Captured},
	}
	stays := map[question.Move][]question.Status{
		question.MoveCategorise:   question.Statuses()[:5],
		question.MoveClassify:     question.Statuses()[:5],
		question.MoveNote:         question.Statuses(),
		question.MoveCorrectText:  question.Statuses(),
		question.MoveCorrectAsker: question.Statuses(),

		question.MoveReissueReceipt: question.Statuses(),
		question.MoveRate:           question.Statuses()[4:6],
		question.MoveAddSupport:     question.Statuses()[:5],
		question.MoveRemoveSupport:  question.Statuses()[:5],
		question.MovePutInCharge:    question.Statuses()[1:5],
		question.MoveAttach:         question.Statuses()[:5],
		question.MoveAttachAnswer:   {question.InProgress, question.Answered},
	}
	for _, status := range question.Statuses() {
		for move := range moves(captured(), start) {
			t.Run(string(status)+"/"+string(move), func(t *testing.T) {
				want, legal := to[move][status]
				if slices.Contains(stays[move], status) {
					want, legal = status, true
				}
				checkMove(t, in(t, status), move, want, legal)
			})
		}
	}
}

func checkMove(t *testing.T, q *question.Question, move question.Move, want question.Status, legal bool) {
	t.Helper()
	before := q.State()
	err := moves(q, start.Add(time.Hour))[move]()
	if legal {
		if err != nil || q.State().Status != want || q.State().Version != before.Version+1 {
			t.Fatalf("got %s version %d, %v; want %s", q.State().Status, q.State().Version, err, want)
		}
		checkReplay(t, q)
		return
	}
	var e *domain.Error
	if !errors.As(err, &e) || e.Reason != domain.ReasonIllegalMove || e.Code != domain.Conflict {
		t.Fatalf("error %v, want an illegal move", err)
	}
	if diff := cmp.Diff(before.Moves(), e.Params["legal"]); diff != "" {
		t.Errorf("legal moves (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before, q.State()); diff != "" {
		t.Errorf("a refused move changed the question:\n%s", diff)
	}
}

type fataler interface {
	Helper()
	Fatalf(string, ...any)
}

func checkReplay(t fataler, q *question.Question) {
	t.Helper()
	replayed, err := question.Replay(q.Pending())
	if err != nil {
		t.Fatalf("replay: %v", err)
	}
	if diff := cmp.Diff(q.State(), replayed); diff != "" {
		t.Fatalf("replay differs (-row +replay):\n%s", diff)
	}
}

// TestWalk makes random moves and checks after each that replay equals the
// state, that custodies follow one another, and that at most the last is open.
func TestWalk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q, now := captured(), start
		for range rapid.IntRange(1, 40).Draw(t, "moves") {
			now = now.Add(time.Duration(rapid.Int64Range(0, int64(48*time.Hour)).Draw(t, "wait")))
			all := moves(q, now)
			names := slices.Sorted(func(yield func(question.Move) bool) {
				for m := range all {
					if !yield(m) {
						return
					}
				}
			})
			_ = all[rapid.SampledFrom(names).Draw(t, "move")]()
			checkReplay(t, q)
			checkCustodies(t, q.State())
		}
	})
}

func checkCustodies(t *rapid.T, s question.State) {
	held := s.Status == question.Assigned || s.Status == question.InProgress || s.Status == question.AwaitingAsker
	for i, c := range s.Custodies {
		last := i == len(s.Custodies)-1
		switch {
		case c.EndedAt.IsZero() != (last && held):
			t.Fatalf("custody %d of %d open in %s: %+v", c.N, len(s.Custodies), s.Status, c)
		case !c.EndedAt.IsZero() && (c.EndedAt.Before(c.AssignedAt) || c.Ended == ""):
			t.Fatalf("custody %d ends before it begins, or without a word how: %+v", c.N, c)
		case i > 0 && c.AssignedAt.Before(s.Custodies[i-1].EndedAt):
			t.Fatalf("custody %d overlaps the one before", c.N)
		}
		for j, p := range c.Pauses {
			open := p.To.IsZero()
			if open != (last && j == len(c.Pauses)-1 && s.Status == question.AwaitingAsker) {
				t.Fatalf("pause %d of custody %d open in %s", j, c.N, s.Status)
			}
		}
	}
	if held && s.Dinas != s.Custodies[len(s.Custodies)-1].Dinas {
		t.Fatalf("held by %q, custody of %q", s.Dinas, s.Custodies[len(s.Custodies)-1].Dinas)
	}
}
