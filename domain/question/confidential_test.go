package question_test

import (
	"errors"
	"slices"
	"testing"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/question"
)

// reasonOf returns the reason of a failure, "" for none.
func reasonOf(err error) domain.Reason {
	var e *domain.Error
	if errors.As(err, &e) {
		return e.Reason
	}
	return ""
}

func TestConfidential(t *testing.T) {
	act := domaintest.Act(domaintest.Now)
	q := domaintest.Captured(domain.NewID[domain.SessionKind](domaintest.Now), domaintest.Now)
	offers := func(m question.Move) bool { s := q.State(); return slices.Contains(s.Moves(), m) }
	steps := []struct {
		name string
		do   func() error
		want domain.Reason
		flag bool // after it
	}{
		{"unmark what is open", func() error { return q.UnmarkConfidential(act, "") }, domain.ReasonNothingChanged, false},
		{"mark", func() error { return q.MarkConfidential(act, "melaporkan kades") }, "", true},
		{"mark again", func() error { return q.MarkConfidential(act, "") }, domain.ReasonNothingChanged, true},
		{"correct what is hidden, to another", func() error { return q.CorrectAsker(act, question.Asker{Kind: question.Anonymous}) }, domain.ReasonConfidentialAsker, true},
		{"correct what is hidden, to itself", func() error { return q.CorrectAsker(act, q.State().Asker) }, domain.ReasonConfidentialAsker, true},
		{"unmark", func() error { return q.UnmarkConfidential(act, "") }, "", false},
		{"correct what is open", func() error { return q.CorrectAsker(act, question.Asker{Kind: question.Anonymous}) }, "", false},
	}
	for _, s := range steps {
		if got := reasonOf(s.do()); got != s.want {
			t.Errorf("%s: %q, want %q", s.name, got, s.want)
		}
		if q.State().Confidential != s.flag || offers(question.MoveMarkConfidential) == s.flag ||
			offers(question.MoveUnmarkConfidential) != s.flag || offers(question.MoveCorrectAsker) == s.flag {
			t.Errorf("%s: flag %v, offered %v", s.name, q.State().Confidential, func() []question.Move { st := q.State(); return st.Moves() }())
		}
	}
}

// The parts of what is confidential are it too.
func TestConfidentialParts(t *testing.T) {
	q := domaintest.Captured(domain.NewID[domain.SessionKind](domaintest.Now), domaintest.Now, func(c *question.Capture) { c.Confidential = true })
	id := func() domain.QuestionID { return domain.NewID[domain.QuestionKind](domaintest.Now) }
	parts, err := q.Split(domaintest.Act(domaintest.Now), []question.NewPart{{ID: id(), Text: "satu"}, {ID: id(), Text: "dua"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parts {
		if !p.State().Confidential {
			t.Error("a part is open")
		}
	}
}
