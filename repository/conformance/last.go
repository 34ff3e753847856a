package conformance

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// testLastQuestions: the newest come first, of those recorded at once the one
// with the greatest id, and each as it is now. They are newer than what other
// parts of the suite leave.
func testLastQuestions(s suite) {
	last := func(limit int) (list []usecase.RoutedQuestion) {
		s.view(func(ctx context.Context, tx usecase.Tx) (err error) {
			list, err = tx.LastQuestions(ctx, limit)
			return err
		})
		return list
	}
	at := domaintest.Now.AddDate(10, 0, 0)
	old := domaintest.Captured(newSession(), at, func(c *question.Capture) { c.Asker = question.Asker{Kind: question.Anonymous} })
	first := domaintest.Captured(newSession(), at.Add(time.Minute), func(c *question.Capture) {
		c.Text, c.Asker.Role, c.Proposal = "Jalan 🙏", domain.Sekdes, question.Proposal{}
		c.OccurredAt = domaintest.Now // when it was recorded counts
	})
	second := domaintest.Captured(old.State().Session, at.Add(time.Minute))
	s.must(second.Categorise(domaintest.Act(at.Add(time.Hour)), "other"), second.Classify(domaintest.Act(at.Add(time.Hour)), "complaint"))
	s.save(second, old, first)
	want := []usecase.RoutedQuestion{routedOf(second), routedOf(first), routedOf(old)}
	s.equal("newest first", want, last(3))
	s.equal("limit", want[:1], last(1))
}

func routedOf(q *question.Question) usecase.RoutedQuestion {
	st := q.State()
	return usecase.RoutedQuestion{ID: st.ID, Session: st.Session, Text: st.Text, AskerRole: st.Asker.Role, Kecamatan: st.Asker.Kecamatan,
		Category: st.Category, Class: st.Class, ProposedCategory: st.Proposal.Category, ProposedClass: st.Proposal.Class}
}
