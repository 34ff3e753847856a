package api_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/ledger"
	aggregate "audiensi/domain/question"
	"audiensi/domain/session"
	"audiensi/domain/triage/triagetest"
	"audiensi/domain/usecase"
)

// Whatever is merged, split, answered and undone in whatever order: rows are what
// their events replay to, ties are told alike on both ends, parents are resolved
// exactly while their parts are settled, and the stock equation of design
// section 5 holds.
func TestTiesWalk(t *testing.T) {
	w := newWorld(t, "sqlite::memory:")
	n, most := 0, 25
	if triagetest.UnderRace {
		most = 6
	}
	rapid.Check(t, func(rt *rapid.T) {
		n++
		wk := &walk{w: w, t: rt, draw: rt, all: map[domain.QuestionID]bool{}}
		wk.begin(n)
		for range rapid.IntRange(1, most).Draw(rt, "steps") {
			wk.step()
			wk.check()
		}
	})
}

// failing is how a test or a run of a property fails.
type failing interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// walk is one run on the questions of one session.
type walk struct {
	w       *world
	t       failing
	draw    *rapid.T
	session domain.SessionID
	all     map[domain.QuestionID]bool
}

func (wk *walk) as(role access.Role) access.Principal {
	p := access.Principal{User: wk.w.users["moderator"], Role: role}
	if role == access.Staff {
		p.User, p.Dinas = wk.w.users["staff"], "dispendukcapil"
	}
	return p
}

func (wk *walk) must(err error) {
	if err != nil {
		wk.t.Fatal(err)
	}
}

func (wk *walk) begin(n int) {
	ctx, p := context.Background(), wk.as(access.Moderator)
	s, err := wk.w.app.PlanSession(ctx, p, session.Session{Title: "Rakorsus", Place: "Pendopo", Date: domain.Date{Year: 2026, Month: 11, Day: 19},
		AutoAssign: session.Never, Kecamatan: []string{"35.10.13"}})
	wk.must(err)
	s, err = wk.w.app.OpenSession(ctx, p, s.ID, s.Version)
	wk.must(err)
	wk.session = s.ID
	for i := range 5 {
		made, err := wk.w.app.Capture(ctx, p, s.ID, usecase.CaptureInput{Key: fmt.Sprintf("walk-%d-%d", n, i), Text: "KK kami belum jadi.",
			Asker: aggregate.Asker{Kind: aggregate.WalkIn, Name: "Suparno", Role: domain.Kades}})
		wk.must(err)
		wk.all[made.State.ID] = true
	}
}

// walked are the moves of the walk. Time passes too, and each time ends windows.
var walked = []aggregate.Move{aggregate.MoveMerge, aggregate.MoveUnmerge, aggregate.MoveSplit, aggregate.MoveUnsplit, aggregate.MoveAssign,
	aggregate.MoveAccept, aggregate.MovePublish, aggregate.MoveConfirm, aggregate.MoveDispute, aggregate.MoveDismiss, aggregate.MoveReopen,
	aggregate.MoveRecall, aggregate.MoveAnswerOnTheSpot}

// step makes one random move that the state of one question allows; where what
// it is tied to does not, it is refused and changes nothing.
func (wk *walk) step() {
	if rapid.IntRange(0, 9).Draw(wk.draw, "sweep") == 0 {
		wk.w.pass(20 * 24 * time.Hour)
		_, err := wk.w.app.Sweep(context.Background())
		wk.must(err)
		return
	}
	t, s := wk.pick("question")
	moves := slices.DeleteFunc(s.Moves(), func(m aggregate.Move) bool { return !slices.Contains(walked, m) })
	if len(moves) == 0 {
		return
	}
	err := wk.make(t, rapid.SampledFrom(moves).Draw(wk.draw, "move"))
	if code := domain.CodeOf(err); err != nil && code != domain.Conflict {
		wk.t.Fatalf("an unexpected failure: %v", err)
	}
}

func (wk *walk) pick(name string) (usecase.Target, aggregate.State) {
	id := rapid.SampledFrom(wk.ids()).Draw(wk.draw, name)
	s := wk.load(id)
	return usecase.Target{ID: id, Version: s.Version}, s
}

func (wk *walk) make(t usecase.Target, m aggregate.Move) (err error) {
	ctx, p, staff, app := context.Background(), wk.as(access.Moderator), wk.as(access.Staff), wk.w.app
	switch m {
	case aggregate.MoveMerge:
		into, _ := wk.pick("into")
		_, err = app.Merge(ctx, p, t, into, "")
	case aggregate.MoveUnmerge:
		_, err = app.Unmerge(ctx, p, t, "keliru")
	case aggregate.MoveSplit:
		var v usecase.QuestionView
		v, err = app.Split(ctx, p, t, []string{"KK belum jadi.", "Jalan rusak."})
		for _, id := range v.State.Parts {
			wk.all[id] = true
		}
	case aggregate.MoveUnsplit:
		_, err = app.Unsplit(ctx, p, t, "keliru")
	case aggregate.MoveAssign:
		_, err = app.Assign(ctx, p, t, "dispendukcapil")
	case aggregate.MoveAccept:
		_, err = app.Accept(ctx, staff, t)
	case aggregate.MovePublish:
		_, err = app.Publish(ctx, staff, t, usecase.Answering{Text: "Sudah."})
	case aggregate.MoveConfirm:
		_, err = app.Confirm(ctx, p, t)
	case aggregate.MoveDispute:
		_, err = app.Dispute(ctx, p, t, "belum")
	case aggregate.MoveDismiss:
		_, err = app.Dismiss(ctx, p, t, "bukan")
	case aggregate.MoveReopen:
		_, err = app.Reopen(ctx, p, t, "lagi")
	case aggregate.MoveRecall:
		_, err = app.Recall(ctx, p, t, "keliru")
	case aggregate.MoveAnswerOnTheSpot:
		_, err = app.AnswerOnTheSpot(ctx, p, t, usecase.Spot{Text: "Bisa.", AnsweredBy: "Bupati"})
	}
	return err
}

func (wk *walk) ids() []domain.QuestionID {
	return slices.SortedFunc(maps.Keys(wk.all), func(a, b domain.QuestionID) int { return slices.Compare(a[:], b[:]) })
}

func (wk *walk) load(id domain.QuestionID) aggregate.State {
	s, _ := wk.loadBoth(id)
	return s
}

func (wk *walk) loadBoth(id domain.QuestionID) (s aggregate.State, events []*ledger.Event) {
	wk.must(wk.w.store.View(context.Background(), func(ctx context.Context, tx usecase.Tx) error {
		q, err := tx.LoadQuestion(ctx, id)
		if err != nil {
			return err
		}
		s = q.State()
		events, err = tx.QuestionEvents(ctx, id, 0)
		return err
	}))
	return s, events
}

// check compares every question with its events and with those it is tied to.
func (wk *walk) check() {
	stock, opened := 0, 0
	for _, id := range wk.ids() {
		s, events := wk.loadBoth(id)
		sum, err := aggregate.Replay(events)
		wk.must(err)
		if diff := cmp.Diff(sum, s); diff != "" {
			wk.t.Fatalf("(-replayed +row):\n%s", diff)
		}
		stock += stockOf(events)
		if slices.Contains(aggregate.Statuses()[:5], s.Status) {
			opened++
		}
		wk.checkMerged(s)
		wk.checkParts(s)
	}
	if stock != opened {
		wk.t.Fatalf("by their events %d questions are open, by their rows %d", stock, opened)
	}
}

// stockOf is what the events of one question add to the stock of open ones.
func stockOf(events []*ledger.Event) (n int) {
	after := aggregate.StatusesAfter(events)
	for i, e := range events {
		switch e.Kind {
		case aggregate.KindCaptured, aggregate.KindReopened, aggregate.KindUnmerged, aggregate.KindUnsplit:
			n++
		case aggregate.KindDismissed, aggregate.KindMerged, aggregate.KindSplit:
			n--
		case aggregate.KindConfirmed, aggregate.KindWindowEnded:
			if after[i] == aggregate.Resolved { // else it was merged, and is counted as that
				n--
			}
		case aggregate.KindDisputed:
			if after[i-1] == aggregate.Merged {
				n++
			}
		}
	}
	return n
}

func (wk *walk) checkMerged(s aggregate.State) {
	if (s.Status == aggregate.Merged) == s.MergedInto.IsZero() {
		wk.t.Fatalf("%s, merged into %v", s.Status, s.MergedInto)
	}
	if s.Status == aggregate.Merged {
		into := wk.load(s.MergedInto)
		if into.Status == aggregate.Merged || len(s.MergedHere) > 0 || !slices.Contains(into.MergedHere, s.ID) {
			wk.t.Fatalf("a chain, or a tie that one end does not know: %+v into %+v", s.Bonds, into.Bonds)
		}
		if into.Status == aggregate.Resolved && s.ResolvedAt.IsZero() || into.Status == aggregate.Answered && !s.Reached && s.ResolvedAt.IsZero() {
			wk.t.Fatalf("the survivor is %s, and that has not reached %+v", into.Status, s)
		}
	}
	for _, id := range s.MergedHere {
		if wk.load(id).MergedInto != s.ID {
			wk.t.Fatalf("%v is not merged into %v", id, s.ID)
		}
	}
}

func (wk *walk) checkParts(s aggregate.State) {
	if s.Status != aggregate.Split {
		return
	}
	settled := true
	for _, id := range s.Parts {
		part := wk.load(id)
		settled = settled && part.Settled()
	}
	if settled == s.ResolvedAt.IsZero() {
		wk.t.Fatalf("all parts settled: %v, resolved at %v", settled, s.ResolvedAt)
	}
}
