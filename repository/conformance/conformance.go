// Package conformance is the suite that every database has to pass to be a
// usecase.Store: one truth for SQLite and MySQL. It knows the contract only.
package conformance

import (
	"context"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// Store is what the suite tests.
type Store interface {
	usecase.Store
	usecase.Operations
}

// Run tests the stores that open returns: each empty, its tables made, and
// closed by a cleanup of t. Concurrent says whether one unit can read while
// another writes.
func Run(t *testing.T, concurrent bool, open func(t *testing.T) Store) {
	groups := []struct {
		name string
		test func(s suite)
	}{
		{"questions", testQuestions}, {"lists", testLists}, {"paging", testPaging}, {"sessions", testSessions},
		{"reference", testReference}, {"accounts", testAccounts}, {"operations", testOperations}, {"units", testUnits},
		{"contention", testContention}, {"texts", testTexts}, {"transfers", testTransfers}, {"settings", testSettings}, {"memory", testMemory},
		{"readings", testReadings},
		{"answering", testAnswering},
		{"attachments", testAttachments},
	}
	for _, g := range groups {
		t.Run(g.name, func(t *testing.T) { g.test(suite{T: t, store: open(t), concurrent: concurrent}) })
	}
}

// suite is one test on one store.
type suite struct {
	*testing.T
	store      Store
	concurrent bool
}

// run runs a part of the suite, which ends by comparing every question with the
// replay of its events.
func (s suite) run(name string, test func(s suite)) {
	s.T.Run(name, func(t *testing.T) {
		part := suite{T: t, store: s.store, concurrent: s.concurrent}
		test(part)
		part.checkReplay()
	})
}

type work = func(ctx context.Context, tx usecase.Tx) error

// tx runs a unit that must succeed.
func (s suite) tx(f work) {
	s.Helper()
	if err := s.store.InTx(s.Context(), f); err != nil {
		s.Fatalf("unit of work: %v", err)
	}
}

// view runs a view that must succeed.
func (s suite) view(f work) {
	s.Helper()
	if err := s.store.View(s.Context(), f); err != nil {
		s.Fatalf("view: %v", err)
	}
}

// save saves the questions, each in its own unit.
func (s suite) save(questions ...*question.Question) {
	s.Helper()
	for _, q := range questions {
		s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.SaveQuestion(ctx, q) })
	}
}

// load returns the question as it is stored.
func (s suite) load(id domain.QuestionID) (q *question.Question) {
	s.Helper()
	s.view(func(ctx context.Context, tx usecase.Tx) (err error) {
		q, err = tx.LoadQuestion(ctx, id)
		return err
	})
	return q
}

// capture saves a captured question and returns it as loaded again.
func (s suite) capture(session domain.SessionID, edit ...func(*question.Capture)) *question.Question {
	s.Helper()
	q := domaintest.Captured(session, domaintest.Now, edit...)
	s.save(q)
	return s.load(q.State().ID)
}

func newSession() domain.SessionID { return domain.NewID[domain.SessionKind](domaintest.Now) }

// exported lets cmp compare identifiers.
var exported = cmp.Exporter(func(reflect.Type) bool { return true })

// equal reports how got differs from want.
func (s suite) equal(what string, want, got any) {
	s.Helper()
	if diff := cmp.Diff(want, got, exported); diff != "" {
		s.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// refused reports that err has not the code and, unless it is empty, the reason.
func (s suite) refused(what string, err error, code domain.Code, reason domain.Reason) *domain.Error {
	s.Helper()
	e, ok := asDomain(err)
	if !ok || e.Code != code || reason != "" && e.Reason != reason {
		s.Fatalf("%s: error %v, want %s %s", what, err, code, reason)
	}
	return e
}

// checkReplay rebuilds every question from its events and compares, field by field.
func (s suite) checkReplay() {
	s.Helper()
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		states, _, err := tx.ListQuestions(ctx, usecase.QuestionFilter{}, usecase.Page{})
		if err != nil {
			return err
		}
		for _, listed := range states {
			q, err := tx.LoadQuestion(ctx, listed.ID)
			if err != nil {
				return err
			}
			stored := q.State()
			listed.Custodies = stored.Custodies // not part of a list
			s.equal("listed "+stored.ID.String(), stored, listed)
			events, err := tx.QuestionEvents(ctx, stored.ID, 0)
			if err != nil {
				return err
			}
			replayed, err := question.Replay(events)
			if err != nil {
				return err
			}
			s.equal("replay and row of "+stored.ID.String(), replayed, stored)
		}
		return nil
	})
}
