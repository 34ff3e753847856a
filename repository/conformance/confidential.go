package conformance

import (
	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// testConfidential finds what is told in confidence, and what is not, also by the
// pages of a list.
func testConfidential(s suite) {
	session := newSession()
	open := s.capture(session).State().ID
	told := s.capture(session, func(c *question.Capture) { c.Confidential = true }).State().ID
	marked := s.capture(session)
	s.must(marked.MarkConfidential(domaintest.Act(domaintest.Now), "rahasia"))
	s.save(marked)
	yes, no := true, false
	for name, tt := range map[string]struct {
		filter *bool
		want   map[domain.QuestionID]bool
	}{
		"any":              {nil, map[domain.QuestionID]bool{open: true, told: true, marked.State().ID: true}},
		"confidential":     {&yes, map[domain.QuestionID]bool{told: true, marked.State().ID: true}},
		"not confidential": {&no, map[domain.QuestionID]bool{open: true}},
	} {
		found, page := map[domain.QuestionID]bool{}, usecase.Page{Limit: 1}
		for {
			states, next, err := s.list(usecase.QuestionFilter{Session: session, Confidential: tt.filter}, page)
			s.must(err)
			for _, st := range states {
				found[st.ID] = true
			}
			if page.Cursor = next; next == "" {
				break
			}
		}
		s.equal(name, tt.want, found)
	}
}
