package conformance

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/domaintest"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

const crowd = 20

func testContention(s suite) {
	s.run("assign_one_question", testOneWins)
	s.run("capture_one_key", testOneCapture)
	s.run("mixed_captures", testMixedCaptures)
	s.run("disjoint_rows", testDisjoint)
	s.run("overlapping_rows", testOverlapping)
	s.run("one_question_in_turn", testInTurn)
}

// together runs f in as many goroutines as the crowd and waits for all.
func together(f func(i int)) {
	var group sync.WaitGroup
	start := make(chan struct{})
	for i := range crowd {
		group.Go(func() {
			<-start
			f(i)
		})
	}
	close(start)
	group.Wait()
}

func testOneWins(s suite) {
	id := s.capture(newSession()).State().ID
	var won atomic.Int32
	together(func(i int) {
		err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
			q, err := tx.LoadQuestion(ctx, id)
			if err != nil {
				return err
			}
			if err := q.Assign(domaintest.Act(domaintest.Now), dinas.Code(fmt.Sprintf("dinas-%d", i))); err != nil {
				return err
			}
			return tx.SaveQuestion(ctx, q)
		})
		switch code := domain.CodeOf(err); {
		case err == nil:
			won.Add(1)
		case code != domain.Stale && code != domain.Conflict:
			s.Errorf("a loser got %v", err)
		}
	})
	s.equal("winners", int32(1), won.Load())
	q := s.load(id).State()
	s.equal("version", uint64(2), q.Version)
	s.equal("custodies", 1, len(q.Custodies))
}

func testOneCapture(s suite) {
	session := newSession()
	key := domaintest.Capture(session).Key
	var won atomic.Int32
	together(func(int) {
		q := domaintest.Captured(session, domaintest.Now, func(c *question.Capture) { c.Key = key })
		err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error { return tx.SaveQuestion(ctx, q) })
		if err == nil {
			won.Add(1)
			return
		}
		s.refusedFor("capture_key", err)
	})
	s.equal("winners", int32(1), won.Load())
}

func testDisjoint(s suite) {
	session := newSession()
	together(func(int) {
		for range 5 {
			q := domaintest.Captured(session, domaintest.Now)
			if err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error { return tx.SaveQuestion(ctx, q) }); err != nil {
				s.Error(err)
			}
		}
	})
	states, _, err := s.list(usecase.QuestionFilter{Session: session}, usecase.Page{})
	s.must(err)
	s.equal("captured", crowd*5, len(states))
}

// testOverlapping writes the same rows in opposite orders: a deadlock wherever
// rows are locked one by one.
func testOverlapping(s suite) {
	subjects := []string{"a", "b", "c", "d"}
	together(func(i int) {
		err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
			for j := range subjects {
				k := j
				if i%2 == 1 {
					k = len(subjects) - 1 - j
				}
				if err := tx.SetLoginFailures(ctx, subjects[k], i+1, domaintest.Now); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			s.Errorf("unit %d: %v", i, err)
		}
	})
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		first, _, err := tx.LoginFailures(ctx, subjects[0])
		s.must(err)
		for _, subject := range subjects[1:] {
			n, _, err := tx.LoginFailures(ctx, subject)
			s.must(err)
			s.equal("all by the same unit", first, n)
		}
		return nil
	})
}

// testInTurn: everybody notes something on one question; who comes late loads
// it again. No note is lost.
func testInTurn(s suite) {
	id := s.capture(newSession()).State().ID
	note := func(i int) error {
		return s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
			q, err := tx.LoadQuestion(ctx, id)
			if err != nil {
				return err
			}
			if err := q.Note(domaintest.Act(domaintest.Now), fmt.Sprint("catatan ", i), false); err != nil {
				return err
			}
			return tx.SaveQuestion(ctx, q)
		})
	}
	together(func(i int) {
		err := note(i)
		for domain.CodeOf(err) == domain.Stale {
			err = note(i)
		}
		if err != nil {
			s.Errorf("note %d: %v", i, err)
		}
	})
	s.equal("version", uint64(1+crowd), s.load(id).State().Version)
}

// testMixedCaptures: captures that are written together harm none of the others
// where some are refused.
func testMixedCaptures(s suite) {
	session := newSession()
	taken := s.capture(session).State().CaptureKey
	together(func(i int) {
		q := domaintest.Captured(session, domaintest.Now, func(c *question.Capture) {
			if i%4 == 0 {
				c.Key = taken
			}
		})
		err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error { return tx.SaveQuestion(ctx, q) })
		if i%4 == 0 {
			s.refusedFor("capture_key", err)
		} else if err != nil {
			s.Errorf("capture %d: %v", i, err)
		}
	})
	states, _, err := s.list(usecase.QuestionFilter{Session: session}, usecase.Page{})
	s.must(err)
	s.equal("captured", 1+crowd-crowd/4, len(states))
}

// refusedFor reports that err does not say what exists already.
func (s suite) refusedFor(what string, err error) {
	s.Helper()
	if e, _ := asDomain(err); e == nil || e.Params["what"] != what {
		s.Errorf("error %v, want that the %s exists", err, what)
	}
}
