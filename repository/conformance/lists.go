package conformance

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/domaintest"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// listed are the questions of the tests of filters, by name.
type listed struct {
	suite
	session domain.SessionID
	names   map[domain.QuestionID]string
}

func testLists(s suite) {
	l := listed{suite: s, session: newSession(), names: map[domain.QuestionID]string{}}
	l.fill()
	s.run("filters", func(s suite) { l.suite = s; l.testFilters() })
	s.run("orders", func(s suite) { l.suite = s; l.testOrders() })
	s.run("custodies", func(s suite) { l.suite = s; l.testCustodies() })
	s.run("device_time", testDeviceTime)
	s.run("unknown_order", func(s suite) {
		_, _, err := s.list(usecase.QuestionFilter{}, usecase.Page{Sort: "text; DROP TABLE questions"})
		s.refused("order", err, domain.Invalid, "")
	})
}

// fill stores four questions, a minute apart: "waiting" in triage; "held" by
// dinsos; "passed" on by dinsos to bapenda, later; "answered" by bapenda.
func (l listed) fill() {
	at := func(minute int) time.Time { return domaintest.Now.Add(time.Duration(minute) * time.Minute) }
	add := func(name string, minute int, edit func(*question.Capture), moves func(*question.Question)) {
		q := domaintest.Captured(l.session, at(minute), edit)
		moves(q)
		l.names[q.State().ID] = name
		l.save(q)
	}
	add("waiting", 0, func(c *question.Capture) { c.Text = "Jalan desa RUSAK 100% di Sumberkencono" }, func(q *question.Question) {})
	add("held", 1, func(c *question.Capture) { c.Text = "Jalan_desa sudah bagus"; c.Asker.Role = domain.Sekdes }, func(q *question.Question) {
		l.must(q.Categorise(domaintest.Act(at(1)), "poverty_letter"), q.Classify(domaintest.Act(at(1)), "complaint"), q.Assign(domaintest.Act(at(30)), "dinsos"))
	})
	add("passed", 2, func(c *question.Capture) { c.Text, c.Imported = "Bantuan", true; c.Asker.Desa = "35.10.02.2002" }, func(q *question.Question) {
		l.must(q.Classify(domaintest.Act(at(2)), "information"), q.Assign(domaintest.Act(at(10)), "dinsos"), q.Transfer(domaintest.Act(at(20)), "bapenda", "pajak"))
	})
	add("answered", 3, func(c *question.Capture) { c.Text = "Pajak"; c.Asker.Kecamatan = "35.10.02" }, func(q *question.Question) {
		l.must(q.Assign(domaintest.Act(at(5)), "bapenda"), q.Accept(domaintest.Act(at(6))), q.Publish(domaintest.Act(at(7)), "Ya", at(99)))
	})
	l.save(domaintest.Captured(newSession(), at(4))) // of another session, in no result
}

func (s suite) list(f usecase.QuestionFilter, page usecase.Page) (states []question.State, next string, err error) {
	err = s.store.View(s.Context(), func(ctx context.Context, tx usecase.Tx) (err error) {
		states, next, err = tx.ListQuestions(ctx, f, page)
		return err
	})
	return states, next, err
}

func (l listed) find(f usecase.QuestionFilter, sort string) []string {
	l.Helper()
	f.Session = l.session
	states, _, err := l.list(f, usecase.Page{Sort: sort})
	if err != nil {
		l.Fatal(err)
	}
	var found []string
	for _, q := range states {
		found = append(found, l.names[q.ID])
	}
	return found
}

func (l listed) testFilters() {
	from, imported := domaintest.Now.Add(time.Minute), true
	cases := []struct {
		name string
		f    usecase.QuestionFilter
		want []string
	}{
		{"all", usecase.QuestionFilter{}, []string{"waiting", "held", "passed", "answered"}},
		{"holder", usecase.QuestionFilter{Holder: "bapenda"}, []string{"passed", "answered"}},
		{"former", usecase.QuestionFilter{Former: "dinsos"}, []string{"passed"}},
		{"former of nothing", usecase.QuestionFilter{Former: "bapenda"}, nil},
		{"one status", usecase.QuestionFilter{Statuses: []question.Status{question.Captured}}, []string{"waiting"}},
		{"statuses", usecase.QuestionFilter{Statuses: []question.Status{question.Captured, question.Answered}}, []string{"waiting", "answered"}},
		{"holder and status", usecase.QuestionFilter{Holder: "bapenda", Statuses: []question.Status{question.Assigned}}, []string{"passed"}},
		{"category", usecase.QuestionFilter{Category: "poverty_letter"}, []string{"held"}},
		{"class", usecase.QuestionFilter{Class: "complaint"}, []string{"held"}},
		{"information and unknown", usecase.QuestionFilter{Class: "information"}, []string{"waiting", "passed", "answered"}},
		{"dinas", usecase.QuestionFilter{Dinas: "dinsos"}, []string{"held"}},
		{"dinas out of scope", usecase.QuestionFilter{Holder: "bapenda", Dinas: "dinsos"}, nil},
		{"kecamatan", usecase.QuestionFilter{Kecamatan: "35.10.02"}, []string{"answered"}},
		{"desa", usecase.QuestionFilter{Desa: "35.10.02.2002"}, []string{"passed"}},
		{"role", usecase.QuestionFilter{AskerRole: domain.Sekdes}, []string{"held"}},
		{"imported", usecase.QuestionFilter{Imported: &imported}, []string{"passed"}},
		{"not imported", usecase.QuestionFilter{Imported: new(bool)}, []string{"waiting", "held", "answered"}},
		{"from, inclusive", usecase.QuestionFilter{CapturedFrom: from}, []string{"held", "passed", "answered"}},
		{"to, exclusive", usecase.QuestionFilter{CapturedTo: from}, []string{"waiting"}},
		{"words in any case and order", usecase.QuestionFilter{Text: " rusak JALAN "}, []string{"waiting"}},
		{"no wildcard", usecase.QuestionFilter{Text: "jalan_desa"}, []string{"held"}},
		{"no wildcard either", usecase.QuestionFilter{Text: "100%"}, []string{"waiting"}},
		{"only a wildcard", usecase.QuestionFilter{Text: "%"}, []string{"waiting"}},
		{"quotes", usecase.QuestionFilter{Text: `' OR '1'='1 \`}, nil},
	}
	for _, c := range cases {
		l.equal(c.name, c.want, l.find(c.f, "captured_at"))
	}
}

func (l listed) testOrders() {
	l.equal("default", []string{"answered", "passed", "held", "waiting"}, l.find(usecase.QuestionFilter{}, ""))
	l.equal("captured_at", []string{"waiting", "held", "passed", "answered"}, l.find(usecase.QuestionFilter{}, "captured_at"))
	l.equal("-captured_at", []string{"answered", "passed", "held", "waiting"}, l.find(usecase.QuestionFilter{}, "-captured_at"))
	l.equal("assigned_at", []string{"waiting", "answered", "passed", "held"}, l.find(usecase.QuestionFilter{}, "assigned_at"))
	l.equal("-assigned_at", []string{"held", "passed", "answered", "waiting"}, l.find(usecase.QuestionFilter{}, "-assigned_at"))
}

// testDeviceTime lists by when a question was captured: the device's time where
// it was accepted, else when it was recorded.
func testDeviceTime(s suite) {
	l := listed{suite: s, session: newSession(), names: map[domain.QuestionID]string{}}
	at := func(minute int) time.Time { return domaintest.Now.Add(time.Duration(minute) * time.Minute) }
	add := func(name string, recorded int, device time.Time) {
		q := domaintest.Captured(l.session, at(recorded), func(c *question.Capture) { c.OccurredAt = device })
		s.must(q.Categorise(domaintest.Act(at(recorded)), "other"))
		l.names[q.State().ID] = name
		s.save(q)
	}
	add("uploaded later", 60, at(1))
	add("live", 2, time.Time{})
	add("wrong clock", 30, at(-24*60))
	add("early bird", 61, at(0))
	l.equal("earliest first", []string{"early bird", "uploaded later", "live", "wrong clock"}, l.find(usecase.QuestionFilter{}, "captured_at"))
	l.equal("latest first", []string{"wrong clock", "live", "uploaded later", "early bird"}, l.find(usecase.QuestionFilter{}, "-captured_at"))
	l.equal("from and to", []string{"uploaded later", "live"}, l.find(usecase.QuestionFilter{CapturedFrom: at(1), CapturedTo: at(30)}, "captured_at"))
	var paged []string
	for page := (usecase.Page{Limit: 1, Sort: "captured_at"}); ; {
		states, next, err := s.list(usecase.QuestionFilter{Session: l.session}, page)
		s.must(err)
		paged = append(paged, l.names[states[0].ID])
		if page.Cursor = next; next == "" {
			break
		}
	}
	l.equal("page by page", []string{"early bird", "uploaded later", "live", "wrong clock"}, paged)
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		ready, _, err := tx.CapturedIn(ctx, l.session)
		l.equal("first in triage", "early bird", l.names[ready[0]])
		return err
	})
}

func (l listed) testCustodies() {
	states, _, err := l.list(usecase.QuestionFilter{Session: l.session, Former: "dinsos"}, usecase.Page{})
	l.must(err)
	for _, q := range states {
		var had []dinas.Code
		for _, c := range q.Custodies {
			had = append(had, c.Dinas)
		}
		l.equal("custodies of "+l.names[q.ID], []dinas.Code{"dinsos", "bapenda"}, had)
	}
	l.equal("questions that dinsos held", 1, len(states))
}
