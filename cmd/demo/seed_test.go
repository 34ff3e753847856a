package demo_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"audiensi/cmd/demo"
	"audiensi/cmd/refdata"
	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/session"
	"audiensi/domain/usecase"
	"audiensi/domain/worktime"
	"audiensi/migrations"
	"audiensi/repository"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// plain stands in for argon2id, whose price is not what is tested here.
type plain struct{}

func (plain) Hash(_ context.Context, password string) (string, error) {
	return "plain:" + password, nil
}

func (plain) Check(_ context.Context, password, hash string) (bool, error) {
	return hash == "plain:"+password, nil
}

// moments are ends of days, a holiday, a Sunday and the middle of a morning.
var moments = map[string]time.Time{
	"a_morning":     wib(2026, time.November, 24, 10, 20),
	"at_night":      wib(2026, time.November, 25, 2, 0),
	"on_a_sunday":   wib(2026, time.November, 22, 13, 0),
	"at_new_year":   wib(2027, time.January, 1, 9, 0),
	"after_lebaran": wib(2026, time.March, 30, 7, 31),
}

func wib(year int, month time.Month, day, hour, minute int) time.Time {
	return time.Date(year, month, day, hour, minute, 0, 0, domain.WIB)
}

func seeded(t *testing.T, now time.Time) *repository.Store {
	t.Helper()
	store, err := repository.Open(t.Context(), repository.Config{DSN: "sqlite::memory:"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	migrator, err := migrations.New(store.DB(), store.Dialect())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := migrator.Up(t.Context()); err != nil {
		t.Fatal(err)
	}
	set, err := refdata.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	err = demo.Seed(t.Context(), demo.Parts{Store: store, Triage: domaintest.Triage(), Passwords: plain{},
		Calendar: worktime.Default(), Reference: set, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// wantCounts is what the files plan: a question in every state.
var wantCounts = map[question.Status]int{question.Captured: 17, question.Assigned: 15, question.InProgress: 16,
	question.AwaitingAsker: 7, question.Answered: 22, question.Resolved: 68, question.Dismissed: 8}

func TestSeed(t *testing.T) {
	for name, now := range moments {
		t.Run(name, func(t *testing.T) {
			store := seeded(t, now)
			made, err := demo.Find(t.Context(), store)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(wantCounts, made.Counts); diff != "" {
				t.Errorf("questions by state: %s", diff)
			}
			if made.Sessions != 11 || made.Open == "" || made.Receipt == "" {
				t.Errorf("%d sessions, open %q, receipt %q", made.Sessions, made.Open, made.Receipt)
			}
			states := allStates(t, store)
			for _, s := range states {
				checkHistory(t, store, s.ID, now)
			}
			checkSessions(t, store, states)
			checkSettled(t, store, now)
		})
	}
}

func allStates(t *testing.T, store usecase.Store) (states []question.State) {
	t.Helper()
	view(t, store, func(ctx context.Context, tx usecase.Tx) (err error) {
		states, _, err = tx.ListQuestions(ctx, usecase.QuestionFilter{}, usecase.Page{})
		return err
	})
	return states
}

func view(t *testing.T, store usecase.Store, do func(context.Context, usecase.Tx) error) {
	t.Helper()
	if err := store.View(t.Context(), do); err != nil {
		t.Fatal(err)
	}
}

// checkHistory checks that the chain verifies, that replaying it gives the row,
// and that people acted in working time and not after now.
func checkHistory(t *testing.T, store usecase.Store, id domain.QuestionID, now time.Time) {
	t.Helper()
	var events []*ledger.Event
	var row question.State
	view(t, store, func(ctx context.Context, tx usecase.Tx) error {
		q, err := tx.LoadQuestion(ctx, id)
		if err != nil {
			return err
		}
		row = q.State()
		events, err = tx.QuestionEvents(ctx, id, 0)
		return err
	})
	replayed, err := question.Replay(events)
	if err != nil {
		t.Fatalf("%s: %v", row.ID, err)
	}
	if diff := cmp.Diff(row, replayed, cmpopts.EquateComparable(domain.QuestionID{}, domain.SessionID{}, domain.AttendeeID{}),
		cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: row and replay differ: %s", row.ID, diff)
	}
	for _, e := range events {
		if e.RecordedAt.After(now) {
			t.Errorf("%s: %s recorded at %v, after now", row.ID, e.Kind, e.RecordedAt)
		}
		due := worktime.Default().DueAfter(e.OccurredAt, 0)
		if e.Actor.Kind != domain.ActorSystem && domain.DateOf(due) != domain.DateOf(e.OccurredAt) {
			t.Errorf("%s: %s at %v, out of working time", row.ID, e.Kind, e.OccurredAt.In(domain.WIB))
		}
	}
}

func checkSessions(t *testing.T, store usecase.Store, states []question.State) {
	t.Helper()
	var sessions []session.Session
	view(t, store, func(ctx context.Context, tx usecase.Tx) (err error) {
		sessions, _, err = tx.ListSessions(ctx, usecase.SessionFilter{}, usecase.Page{})
		return err
	})
	first := domain.Date{Year: 2012, Month: time.January, Day: 1}
	for _, s := range sessions {
		n := 0
		for _, q := range states {
			if q.Session != s.ID {
				continue
			}
			n++
			if s.Date.Before(first) && q.Status != question.Resolved {
				t.Errorf("%s: a question is %s", s.Title, q.Status)
			}
		}
		if s.Date.Before(first) && s.Status != session.Closed || s.Status != session.Planned && n < 5 {
			t.Errorf("%s: %s, %d questions", s.Title, s.Status, n)
		}
	}
}

// checkSettled checks that nothing waits for the first sweep: what is open
// today is within its time.
func checkSettled(t *testing.T, store usecase.Store, now time.Time) {
	t.Helper()
	view(t, store, func(ctx context.Context, tx usecase.Tx) error {
		due, err := tx.DueByTime(ctx, now, 10)
		if len(due) > 0 {
			t.Errorf("%d questions are overdue for a sweep", len(due))
		}
		return err
	})
}

func TestSeed_takes_every_detour(t *testing.T) {
	store := seeded(t, moments["a_morning"])
	kinds := map[ledger.Kind]int{}
	how := map[question.ResolvedHow]int{}
	late, anonymous := 0, 0
	for _, s := range allStates(t, store) {
		how[s.ResolvedHow]++
		if !s.OccurredAt.Equal(s.RecordedAt) {
			late++
		}
		if s.Asker.Kind == question.Anonymous {
			anonymous++
		}
		view(t, store, func(ctx context.Context, tx usecase.Tx) error {
			events, err := tx.QuestionEvents(ctx, s.ID, 0)
			for _, e := range events {
				kinds[e.Kind]++
			}
			return err
		})
	}
	for kind, want := range map[ledger.Kind]int{question.KindReturned: 9, question.KindTransferred: 7, question.KindRecalled: 5,
		question.KindAskedBack: 15, question.KindReplied: 8, question.KindDisputed: 7, question.KindReopened: 5,
		question.KindTextCorrected: 5, question.KindAskerCorrected: 4, question.KindNoted: 15, question.KindWindowEnded: 12} {
		if kinds[kind] != want {
			t.Errorf("%s: %d events, want %d", kind, kinds[kind], want)
		}
	}
	if how[question.Confirmed] == 0 || how[question.ConfirmedForAsker] == 0 || how[question.WindowEnded] != 12 {
		t.Errorf("resolved: %v", how)
	}
	if late == 0 || anonymous == 0 {
		t.Errorf("%d captured offline, %d anonymous, want some", late, anonymous)
	}
}

func TestFind_refuses_what_is_no_demo(t *testing.T) {
	store, err := repository.Open(t.Context(), repository.Config{DSN: "sqlite::memory:"})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	migrator, err := migrations.New(store.DB(), store.Dialect())
	if err == nil {
		_, err = migrator.Up(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := demo.Find(t.Context(), store); !errors.Is(err, demo.ErrNoDemo) {
		t.Errorf("got %v, want ErrNoDemo", err)
	}
}
