package conformance

import (
	"context"
	"time"

	"audiensi/domain/domaintest"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// saveAll saves the questions in one unit and compares what is loaded with them.
func (s suite) saveAll(questions ...*question.Question) []*question.Question {
	s.Helper()
	loaded := make([]*question.Question, len(questions))
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		for _, q := range questions {
			if err := tx.SaveQuestion(ctx, q); err != nil {
				return err
			}
		}
		return nil
	})
	for i, q := range questions {
		loaded[i] = s.load(q.State().ID)
		s.equal("saved together", q.State(), loaded[i].State())
	}
	return loaded
}

// testMerged saves after each step of a merge, up to as many as one takes.
func testMerged(s suite) {
	session, act, end := newSession(), domaintest.Act(domaintest.Now), domaintest.Now.Add(time.Hour)
	survivor, q := s.capture(session), s.capture(newSession())
	s.must(survivor.Assign(act, "dinsos"), survivor.Accept(act), q.Assign(act, "dpmd"), q.MergeInto(act, survivor, "sama"))
	both := s.saveAll(survivor, q)
	survivor, q = both[0], both[1]
	s.must(survivor.Publish(act, "Sudah.", end))
	_, err := q.ReachedBy(act, survivor)
	s.must(err)
	both = s.saveAll(survivor, q)
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		due, err := tx.DueByTime(ctx, end, 10)
		s.equal("both wake with the window", 2, len(due))
		return err
	})
	survivor, q = both[0], both[1]
	s.must(q.DisputeMerged(act, survivor, "belum", "dpmd"))
	both = s.saveAll(survivor, q)
	for range question.MostMerged {
		other := domaintest.Captured(session, domaintest.Now)
		s.must(other.MergeInto(act, both[0], ""))
	}
	s.saveAll(both[0])
}

// testSplit saves a split with its parts, and undoes it.
func testSplit(s suite) {
	act := domaintest.Act(domaintest.Now)
	parent := s.capture(newSession())
	s.must(parent.Assign(act, "dinsos"), parent.Accept(act))
	var parts []question.NewPart
	for range question.MostParts {
		c := domaintest.Capture(parent.State().Session)
		parts = append(parts, question.NewPart{ID: c.ID, Text: c.Text, Proposal: c.Proposal, Receipt: c.Receipt,
			ReceiptSalt: c.ReceiptSalt, Key: c.Key, Body: c.Body})
	}
	children, err := parent.Split(act, parts)
	s.must(err)
	all := s.saveAll(append([]*question.Question{parent}, children...)...)
	for n := range parts {
		_, err := all[0].PartIs(act, n+1, true)
		s.must(err, all[n+1].Dismiss(act, "bukan"))
	}
	all = s.saveAll(all...)
	s.must(all[0].Unsplit(act, "keliru", true))
	for _, c := range all[1:] {
		s.must(c.LetGo(act, "keliru"))
	}
	s.saveAll(all...)
}

// testOvertaken runs a unit again that says that it was overtaken.
func testOvertaken(s suite) {
	id, runs := s.capture(newSession()).State().ID, 0
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		q, err := tx.LoadQuestion(ctx, id)
		if err != nil {
			return err
		}
		s.must(q.Note(domaintest.Act(domaintest.Now), "dicatat", false))
		if err := tx.SaveQuestion(ctx, q); err != nil {
			return err
		}
		if runs++; runs < 3 {
			return usecase.ErrOvertaken
		}
		return nil
	})
	s.equal("runs", 3, runs)
	s.equal("version, by the last run alone", uint64(2), s.load(id).State().Version)
}
