package conformance

import (
	"context"
	"strconv"
	"strings"
	"time"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
	"audiensi/domain/wording"
)

func testAnswering(s suite) {
	s.run("every_move", testAnsweringMoves)
	s.run("several_events_in_one_save", testAnsweringAtOnce)
	s.run("promise_in_the_capture", testPromiseInCapture)
	s.run("longest_texts", testLongDraft)
	s.run("promises", testPromises)
	s.run("templates", testTemplates)
}

func vow(days int) question.Vow {
	return question.Vow{What: "Dikirim ke desa.", Due: domain.DateOf(domaintest.Now).AddDays(days)}
}

// answeringMoves are the moves on drafts, answers and promises, in an order that
// makes each legal, also on what is back in triage.
func answeringMoves(end time.Time) []func(*question.Question, question.Act) error {
	return []func(*question.Question, question.Act) error{
		func(q *question.Question, a question.Act) error { return q.Assign(a, "dinsos") },
		func(q *question.Question, a question.Act) error { return q.Accept(a) },
		func(q *question.Question, a question.Act) error { return q.Draft(a, "Draf satu.", question.Vow{}) },
		func(q *question.Question, a question.Act) error { return q.Submit(a) },
		func(q *question.Question, a question.Act) error { return q.RejectDraft(a, "kurang jelas") },
		func(q *question.Question, a question.Act) error { return q.Draft(a, "Draf dua.", vow(3)) },
		func(q *question.Question, a question.Act) error { return q.Submit(a) },
		func(q *question.Question, a question.Act) error { return q.Approve(other(a), q.State().Draft.Hash) },
		func(q *question.Question, a question.Act) error {
			return q.PublishDraft(a, q.State().Draft.Hash, true, end)
		},
		func(q *question.Question, a question.Act) error {
			return q.MovePromise(a, vow(9).Due, "blangko terlambat")
		},
		func(q *question.Question, a question.Act) error { return q.Draft(a, "Perbaikan.", question.Vow{}) },
		func(q *question.Question, a question.Act) error {
			return q.AmendDraft(a, q.State().Draft.Hash, false, "salah alamat", end)
		},
		func(q *question.Question, a question.Act) error {
			return q.Amend(a, "Perbaikan lagi.", "salah jam", end, vow(4))
		},
		func(q *question.Question, a question.Act) error { return q.Dispute(a, "belum", true) },
		func(q *question.Question, a question.Act) error { return q.Draft(a, "Draf yang hilang.", vow(2)) },
		func(q *question.Question, a question.Act) error { return q.Return(a, "bukan kami") },
		func(q *question.Question, a question.Act) error { return q.KeepPromise(a, "sudah dikirim") },
		func(q *question.Question, a question.Act) error {
			return q.AnswerOnTheSpot(a, "Dijawab.", "Bupati", "dpmd", end, vow(1))
		},
		func(q *question.Question, a question.Act) error { return q.Confirm(a) },
		func(q *question.Question, a question.Act) error { return q.BreakPromise(a, "tidak ada dana") },
		func(q *question.Question, a question.Act) error { return q.Amend(a, "Dijawab lagi.", "x", end) },
	}
}

// other is the act of another user.
func other(a question.Act) question.Act {
	a.Actor.User = domain.NewID[domain.UserKind](a.Now)
	return a
}

// testAnsweringMoves saves after each move and compares what is loaded with what was saved.
func testAnsweringMoves(s suite) {
	q := s.capture(newSession())
	at := domaintest.Now
	for i, move := range answeringMoves(at.Add(100 * 24 * time.Hour)) {
		at = at.Add(time.Minute + time.Microsecond)
		if err := move(q, domaintest.Act(at)); err != nil {
			s.Fatalf("move %d: %v", i, err)
		}
		want := q.State()
		s.save(q)
		q = s.load(want.ID)
		s.equal("after move "+strconv.Itoa(i), want, q.State())
		s.checkReplay()
	}
	if n := len(q.State().Promises); n != 3 {
		s.Errorf("%d promises, want 3", n)
	}
}

func testAnsweringAtOnce(s suite) {
	q := domaintest.Captured(newSession(), domaintest.Now)
	for _, move := range answeringMoves(domaintest.Now.Add(time.Hour)) {
		s.must(move(q, domaintest.Act(domaintest.Now)))
	}
	want := q.State()
	s.save(q)
	s.equal("loaded", want, s.load(want.ID).State())
}

// testPromiseInCapture: a question that is answered as it is captured can promise.
func testPromiseInCapture(s suite) {
	q := domaintest.Captured(newSession(), domaintest.Now)
	s.must(q.AnswerOnTheSpot(domaintest.Act(domaintest.Now), "Bisa.", "Bupati", "", domaintest.Now.Add(time.Hour), vow(0)))
	want := q.State()
	s.save(q)
	s.equal("loaded", want, s.load(want.ID).State())
	s.equal("listed", []string{"1 open"}, s.promises(usecase.PromiseFilter{Session: want.Session}))
}

// testLongDraft: the longest texts, of characters that JSON and UTF-8 make longest.
func testLongDraft(s suite) {
	act := domaintest.Act(domaintest.Now)
	for _, character := range []string{"𝔸", "<", "\u2028"} {
		q := s.capture(newSession())
		v := question.Vow{What: strings.Repeat(character, domain.MaxReasonText), Due: vow(0).Due}
		s.must(q.Assign(act, "dinsos"), q.Accept(act), q.Draft(act, strings.Repeat(character, domain.MaxAnswerText), v))
		want := q.State()
		s.save(q)
		s.equal("loaded", want, s.load(want.ID).State())
	}
}

// promises pages through the list and names each by its number and status.
func (s suite) promises(f usecase.PromiseFilter) []string {
	s.Helper()
	return collect(s, func(ctx context.Context, tx usecase.Tx, p usecase.Page) ([]usecase.PromiseOf, string, error) {
		return tx.ListPromises(ctx, f, p)
	}, func(p usecase.PromiseOf) string {
		s.equal("the question's own", p.Question.Promises[p.Promise.N-1], p.Promise)
		return strconv.Itoa(p.Promise.N) + " " + string(p.Promise.Status)
	})
}

// testPromises lists what one question promised twice, and others once each.
func testPromises(s suite) {
	session, act := newSession(), domaintest.Act(domaintest.Now)
	end, today := domaintest.Now.Add(time.Hour), vow(0).Due
	twice := s.capture(session)
	s.must(twice.AnswerOnTheSpot(act, "Bisa.", "Bupati", "dpmd", end, vow(2)), twice.Amend(act, "Bisa juga.", "x", end, vow(2)))
	s.save(twice)
	for _, days := range []int{5, 1, 2} {
		q := s.capture(session)
		s.must(q.Assign(act, "bapenda"), q.Accept(act), q.Publish(act, "Ya.", end, vow(days)))
		if days == 1 {
			s.must(q.KeepPromise(act, ""))
		}
		s.save(q)
	}
	yes, no := true, false
	tests := map[string]struct {
		f    usecase.PromiseFilter
		want []string
	}{
		"all":         {usecase.PromiseFilter{}, []string{"1 kept", "1 replaced", "2 open", "1 open", "1 open"}},
		"open":        {usecase.PromiseFilter{Status: question.PromiseOpen}, []string{"2 open", "1 open", "1 open"}},
		"holder":      {usecase.PromiseFilter{Holder: "bapenda"}, []string{"1 kept", "1 open", "1 open"}},
		"dinas":       {usecase.PromiseFilter{Dinas: "dpmd"}, []string{"1 replaced", "2 open"}},
		"other scope": {usecase.PromiseFilter{Holder: "dinsos"}, nil},
		"from":        {usecase.PromiseFilter{DueFrom: today.AddDays(3)}, []string{"1 open"}},
		"to":          {usecase.PromiseFilter{DueTo: today.AddDays(1)}, []string{"1 kept"}},
		"overdue":     {usecase.PromiseFilter{Overdue: &yes, Today: today.AddDays(3)}, []string{"2 open", "1 open"}},
		"its day":     {usecase.PromiseFilter{Overdue: &yes, Today: today.AddDays(2)}, nil},
		"not overdue": {usecase.PromiseFilter{Overdue: &no, Today: today.AddDays(3)}, []string{"1 kept", "1 replaced", "1 open"}},
	}
	for name, tt := range tests {
		tt.f.Session = session
		s.equal(name, tt.want, s.promises(tt.f))
	}
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		_, next, err := tx.ListPromises(ctx, usecase.PromiseFilter{Session: session}, usecase.Page{Limit: 1})
		s.must(err)
		_, _, err = tx.ListPromises(ctx, usecase.PromiseFilter{Session: session, Today: today}, usecase.Page{Limit: 1, Cursor: next})
		s.must(err) // another day is the same list
		_, _, err = tx.ListPromises(ctx, usecase.PromiseFilter{Session: session, Dinas: "dpmd"}, usecase.Page{Limit: 1, Cursor: next})
		s.refused("another filter", err, domain.Invalid, domain.ReasonBadCursor)
		return nil
	})
}

func testTemplates(s suite) {
	kept[wording.Template]{
		suite: s, thing: domaintest.Template("dinsos"), version: func(v *wording.Template) *int64 { return &v.Version },
		save: func(tx usecase.Tx) func(context.Context, *wording.Template) error { return tx.SaveTemplate },
		load: func(ctx context.Context, tx usecase.Tx, v *wording.Template) (*wording.Template, error) {
			return tx.LoadTemplate(ctx, v.ID)
		},
		change: func(v *wording.Template) {
			v.Category, v.ValidTo, v.Text = "", domaintest.Day(6, 30), strings.Repeat("𝔸", domain.MaxAnswerText)
		},
	}.test()
	for _, title := range []string{"kedua", "ketiga", "keempat"} {
		t := domaintest.Template("dpmd")
		t.Title = title
		s.tx(func(ctx context.Context, tx usecase.Tx) error { t.Version = 0; return tx.SaveTemplate(ctx, &t) })
	}
	find := func(f usecase.TemplateFilter) []string {
		return collect(s, func(ctx context.Context, tx usecase.Tx, p usecase.Page) ([]wording.Template, string, error) {
			return tx.ListTemplates(ctx, f, p)
		}, func(t wording.Template) string { return t.Title })
	}
	s.equal("all", []string{"SKTM terbit", "kedua", "ketiga", "keempat"}, find(usecase.TemplateFilter{}))
	s.equal("of a dinas", []string{"SKTM terbit"}, find(usecase.TemplateFilter{Dinas: "dinsos"}))
	s.equal("for a category or any", []string{"SKTM terbit"}, find(usecase.TemplateFilter{Category: "other"}))
	s.equal("on a day", []string{"kedua", "ketiga", "keempat"}, find(usecase.TemplateFilter{On: domaintest.Day(7, 1)}))
}
