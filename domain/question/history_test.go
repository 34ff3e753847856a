package question_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

var identifiers = cmp.Exporter(func(reflect.Type) bool { return true })

// lived returns a question with some life, and its events.
func lived(t *testing.T) (*question.Question, []*ledger.Event) {
	t.Helper()
	q := domaintest.Captured(domain.NewID[domain.SessionKind](domaintest.Now), domaintest.Now)
	act := domaintest.Act(domaintest.Now.Add(time.Hour))
	for _, err := range []error{q.Categorise(act, "poverty_letter"), q.Assign(act, "dinsos"), q.Accept(act),
		q.Note(act, "catatan", false), q.CorrectText(act, "Teks lain", "salah dengar")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return q, q.Pending()
}

func TestFromHistory_is_the_question(t *testing.T) {
	q, events := lived(t)
	got, err := question.FromHistory(events)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(q.State(), got.State(), identifiers); diff != "" {
		t.Error(diff)
	}
	if got.Loaded() != 0 || len(got.Pending()) != len(events) {
		t.Errorf("loaded %d, %d pending", got.Loaded(), len(got.Pending()))
	}
}

func TestContinue_takes_up_what_came_after(t *testing.T) {
	q, events := lived(t)
	for n := 1; n < len(events); n++ {
		part, err := question.Replay(events[:n])
		if err != nil {
			t.Fatal(err)
		}
		got := question.FromState(part)
		if err := got.Continue(events[n:]); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(q.State(), got.State(), identifiers); diff != "" || got.Loaded() != uint64(n) {
			t.Errorf("after %d, loaded %d: %s", n, got.Loaded(), diff)
		}
	}
	part, _ := question.Replay(events[:2])
	for name, rest := range map[string][]*ledger.Event{"gap": events[3:], "again": events[1:], "reordered": {events[3], events[2]}} {
		if err := question.FromState(part).Continue(rest); !errors.Is(err, ledger.ErrChain) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// rechained makes a chain of the events in their order, as a forger would.
func rechained(events []*ledger.Event) []*ledger.Event {
	var prev ledger.Hash
	list := make([]*ledger.Event, len(events))
	for i, e := range events {
		c := *e
		c.Seq, c.Prev = uint64(i)+1, prev
		prev = c.Hash()
		list[i] = &c
	}
	return list
}

func TestFromHistory_refuses(t *testing.T) {
	for name, tt := range map[string]struct {
		tamper func([]*ledger.Event) []*ledger.Event
		want   error
	}{
		"nothing":            {func([]*ledger.Event) []*ledger.Event { return nil }, question.ErrHistory},
		"no capture":         {func(e []*ledger.Event) []*ledger.Event { return rechained(e[1:]) }, question.ErrHistory},
		"captured again":     {func(e []*ledger.Event) []*ledger.Event { return rechained(append([]*ledger.Event{e[0]}, e...)) }, question.ErrHistory},
		"accepted unheld":    {func(e []*ledger.Event) []*ledger.Event { return rechained(slices.Delete(e, 2, 3)) }, question.ErrHistory},
		"a gap":              {func(e []*ledger.Event) []*ledger.Event { return slices.Delete(e, 2, 3) }, ledger.ErrChain},
		"of an unknown kind": {func(e []*ledger.Event) []*ledger.Event { e[4].Kind = "question.sung"; return rechained(e) }, question.ErrNewer},
		"another's text": {func(e []*ledger.Event) []*ledger.Event {
			e[0].Seals["text"] = ledger.NewSeal("lain")
			return e
		}, ledger.ErrSeal},
	} {
		t.Run(name, func(t *testing.T) {
			_, events := lived(t)
			if _, err := question.FromHistory(tt.tamper(slices.Clone(events))); !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
		})
	}
}
