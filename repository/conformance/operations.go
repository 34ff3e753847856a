package conformance

import (
	"context"
	"crypto/sha256"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/usecase"
)

func testOperations(s suite) {
	s.run("claim", testClaim)
	s.run("claim_without_commit", testClaimWithoutCommit)
	s.run("nothing_but_the_claim", testOnlyClaim)
	s.run("twice_at_the_same_time", testClaimRace)
	s.run("forget", testForget)
}

func operation(key string) usecase.Operation {
	return usecase.Operation{Subject: "user 1", Key: sha256.Sum256([]byte(key)), Body: sha256.Sum256([]byte("body")), At: domaintest.Now}
}

func (s suite) operate(op usecase.Operation, f work) error {
	return s.store.InTx(usecase.WithOperation(s.Context(), op), f)
}

func nothing(context.Context, usecase.Tx) error { return nil }

func (s suite) claimed(op usecase.Operation) bool {
	s.Helper()
	claimed, _, err := s.store.FindOperation(s.Context(), op)
	s.must(err)
	return claimed
}

func testClaim(s suite) {
	op := operation("claim")
	s.equal("before", false, s.claimed(op))
	s.must(s.operate(op, func(ctx context.Context, _ usecase.Tx) error {
		if _, ok := usecase.OperationFrom(ctx); ok {
			s.Error("the operation is still to be claimed inside")
		}
		return nil
	}))
	claimed, reply, err := s.store.FindOperation(s.Context(), op)
	if !claimed || reply != nil || err != nil {
		s.Errorf("after the commit: %v, %v, %v", claimed, reply, err)
	}
	want := usecase.Reply{Status: 201, Header: map[string]string{"Location": "/v1/x"}, Body: []byte(`{"text":"emoji 🙏"}`)}
	s.must(s.store.CompleteOperation(s.Context(), op, want))
	_, reply, err = s.store.FindOperation(s.Context(), op)
	s.must(err)
	s.equal("reply", &want, reply)
	ran := false
	err = s.operate(op, func(context.Context, usecase.Tx) error { ran = true; return nil })
	if !errors.Is(err, usecase.ErrReplay) || ran {
		s.Errorf("again: %v, ran %v", err, ran)
	}
	other := op
	other.Body = sha256.Sum256([]byte("another body"))
	s.refused("another body", s.operate(other, nothing), domain.KeyReused, domain.ReasonKeyReused)
	_, _, err = s.store.FindOperation(s.Context(), other)
	s.refused("find with another body", err, domain.KeyReused, domain.ReasonKeyReused)
	somebody := op
	somebody.Subject = "user 2"
	s.must(s.operate(somebody, nothing))
	s.refused("reply without a claim", s.store.CompleteOperation(s.Context(), operation("never"), want), domain.NotFound, "")
}

func testClaimWithoutCommit(s suite) {
	op, failure := operation("failed"), errors.New("failure")
	err := s.operate(op, func(context.Context, usecase.Tx) error { return failure })
	if !errors.Is(err, failure) {
		s.Errorf("error %v", err)
	}
	s.equal("claimed", false, s.claimed(op))
	s.must(s.operate(op, nothing))
}

func testOnlyClaim(s suite) {
	op := operation("view")
	s.must(s.store.View(usecase.WithOperation(s.Context(), op), nothing))
	s.equal("claimed by a view", false, s.claimed(op))
}

func testClaimRace(s suite) {
	op := operation("race")
	var done, replayed atomic.Int32
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			switch err := s.operate(op, nothing); {
			case err == nil:
				done.Add(1)
			case errors.Is(err, usecase.ErrReplay):
				replayed.Add(1)
			default:
				s.Error(err)
			}
		})
	}
	group.Wait()
	s.equal("done", int32(1), done.Load())
	s.equal("replayed", int32(7), replayed.Load())
}

func testForget(s suite) {
	old, fresh := operation("old"), operation("fresh")
	old.At = domaintest.Now.Add(-72 * time.Hour)
	older := operation("older")
	older.At = old.At.Add(-time.Hour)
	s.must(s.operate(old, nothing), s.operate(older, nothing), s.operate(fresh, nothing))
	before := domaintest.Now.Add(-48 * time.Hour)
	forget := func(want int) {
		n, err := s.store.ForgetOperations(s.Context(), before, 1)
		s.must(err)
		s.equal("forgotten", want, n)
	}
	forget(1)
	s.equal("the older first", false, s.claimed(older))
	s.equal("the old one then", true, s.claimed(old))
	forget(1)
	forget(0)
	s.equal("fresh", true, s.claimed(fresh))
}
