package conformance

import (
	"context"
	"errors"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

func testUnits(s suite) {
	s.run("rollback", testRollback)
	s.run("panic", testPanic)
	s.run("nested", testNested)
	s.run("doomed", testDoomed)
	s.run("write_in_view", testWriteInView)
	s.run("snapshot", testSnapshot)
	s.run("canceled", testCanceled)
	s.run("reads_its_capture", testReadsItsCapture)
	s.run("version_after_rollback", testVersionAfterRollback)
	s.run("overtaken", testOvertaken)
}

func (s suite) isGone(id domain.QuestionID) {
	s.Helper()
	err := s.store.View(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
		events, err := tx.QuestionEvents(ctx, id, 0)
		s.must(err)
		s.equal("events", 0, len(events))
		_, err = tx.LoadQuestion(ctx, id)
		return err
	})
	s.refused("rolled back", err, domain.NotFound, "")
}

func testRollback(s suite) {
	q, failure := domaintest.Captured(newSession(), domaintest.Now), errors.New("failure")
	s.must(q.Assign(domaintest.Act(domaintest.Now), "dinsos"))
	err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
		s.must(tx.SaveQuestion(ctx, q))
		return failure
	})
	if !errors.Is(err, failure) {
		s.Errorf("error %v, want the callback's", err)
	}
	s.isGone(q.State().ID)
}

func testPanic(s suite) {
	q := domaintest.Captured(newSession(), domaintest.Now)
	func() {
		defer func() {
			if recover() == nil {
				s.Error("the panic was swallowed")
			}
		}()
		_ = s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
			s.must(tx.SaveQuestion(ctx, q))
			panic("in a unit")
		})
	}()
	s.isGone(q.State().ID)
	s.save(domaintest.Captured(newSession(), domaintest.Now)) // the connection works on
}

func testNested(s suite) {
	for _, outer := range []func(context.Context, work) error{s.store.InTx, s.store.View, s.store.Read} {
		for _, inner := range []func(context.Context, work) error{s.store.InTx, s.store.View, s.store.Read} {
			err := outer(s.Context(), func(ctx context.Context, _ usecase.Tx) error {
				if inner(ctx, nothing) == nil {
					s.Error("nesting was not refused")
				}
				return nil
			})
			s.must(err)
		}
	}
}

// testDoomed: the callback swallows the error of a statement and goes on.
func testDoomed(s suite) {
	first := s.capture(newSession()).State()
	other := domaintest.Captured(newSession(), domaintest.Now)
	var refusal, next error
	err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
		s.must(tx.SaveQuestion(ctx, other))
		refusal = tx.SaveQuestion(ctx, domaintest.Captured(first.Session, domaintest.Now, func(c *question.Capture) { c.Key = first.CaptureKey }))
		_, next = tx.LoadQuestion(ctx, first.ID)
		return nil
	})
	s.refused("the statement", refusal, domain.Conflict, domain.ReasonAlreadyExists)
	s.refused("the next one", next, domain.Conflict, domain.ReasonAlreadyExists)
	s.refused("the commit", err, domain.Conflict, domain.ReasonAlreadyExists)
	s.isGone(other.State().ID)
}

func testWriteInView(s suite) {
	q := domaintest.Captured(newSession(), domaintest.Now)
	d := domaintest.Dinas("view")
	for _, look := range []func(context.Context, work) error{s.store.View, s.store.Read} {
		for _, write := range []work{
			func(ctx context.Context, tx usecase.Tx) error { return tx.SaveQuestion(ctx, q) },
			func(ctx context.Context, tx usecase.Tx) error { return tx.SaveDinas(ctx, &d) },
			func(ctx context.Context, tx usecase.Tx) error { _ = tx.SaveDinas(ctx, &d); return nil },
		} {
			if look(s.Context(), write) == nil {
				s.Error("a view wrote")
			}
		}
	}
	s.isGone(q.State().ID)
}

// testSnapshot: within a unit, what is read together fits together.
func testSnapshot(s suite) {
	q := s.capture(newSession())
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		for range 3 {
			loaded, err := tx.LoadQuestion(ctx, q.State().ID)
			s.must(err)
			events, err := tx.QuestionEvents(ctx, q.State().ID, 0)
			s.must(err)
			s.equal("version and events", loaded.State().Version, uint64(len(events)))
		}
		return nil
	})
}

func testCanceled(s suite) {
	ctx, cancel := context.WithCancel(s.Context())
	q := domaintest.Captured(newSession(), domaintest.Now)
	err := s.store.InTx(ctx, func(ctx context.Context, tx usecase.Tx) error {
		s.must(tx.SaveQuestion(ctx, q))
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		s.Errorf("error %v, want canceled", err)
	}
	s.isGone(q.State().ID)
	s.save(domaintest.Captured(newSession(), domaintest.Now))
}

// testReadsItsCapture: what a unit saved it can load, and lose again.
func testReadsItsCapture(s suite) {
	q, failure := domaintest.Captured(newSession(), domaintest.Now), errors.New("failure")
	err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
		s.must(tx.SaveQuestion(ctx, q))
		loaded, err := tx.LoadQuestion(ctx, q.State().ID)
		s.must(err)
		s.equal("loaded", q.State(), loaded.State())
		return failure
	})
	if !errors.Is(err, failure) {
		s.Errorf("error %v, want the callback's", err)
	}
	s.isGone(q.State().ID)
}

func testVersionAfterRollback(s suite) {
	d, failure := domaintest.Dinas("rollback"), errors.New("failure")
	err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
		s.must(tx.SaveDinas(ctx, &d))
		s.equal("inside", int64(1), d.Version)
		return failure
	})
	if !errors.Is(err, failure) {
		s.Errorf("error %v", err)
	}
	s.equal("after", int64(0), d.Version)
	s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.SaveDinas(ctx, &d) })
}
