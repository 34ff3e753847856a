package question_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

func TestSupportHasABound(t *testing.T) {
	q := captured()
	for i := range question.MaxSupporting {
		must(t, q.AddSupport(by(start), dinas.Code(fmt.Sprint("dinas-", i))))
	}
	var e *domain.Error
	if err := q.AddSupport(by(start), "dinsos"); !errors.As(err, &e) || e.Reason != domain.ReasonSupportFull {
		t.Errorf("one too many: %v", err)
	}
	for _, code := range q.State().Supporting {
		must(t, q.RemoveSupport(by(start), code))
	}
	if got := q.State().Supporting; got != nil {
		t.Errorf("all removed: %v", got)
	}
	checkReplay(t, q)
}

func TestSupportOutlivesCustody(t *testing.T) {
	q := captured()
	must(t, q.AddSupport(by(start), "dinsos"), q.Assign(by(start), "dinsos"), q.Transfer(by(start), "bapenda", "pajak"))
	if s := q.State(); !s.SupportedBy("dinsos") {
		t.Errorf("supporting %v", s.Supporting)
	}
}

// A person in charge stays while the same dinas has the question, and no longer.
func TestInChargeLastsAsLongAsTheDinas(t *testing.T) {
	who := domain.NewID[domain.UserKind](start)
	kept := in(t, question.InProgress)
	must(t, kept.PutInCharge(by(start), who), kept.Publish(by(start), "Sudah.", start.Add(time.Hour)), kept.Dispute(by(start), "belum", true))
	if kept.State().InCharge != who {
		t.Error("nobody is in charge after a dispute")
	}
	for name, leave := range map[string]func(*question.Question) error{
		"return":    func(q *question.Question) error { return q.Return(by(start), "bukan kami") },
		"recall":    func(q *question.Question) error { return q.Recall(by(start), "keliru") },
		"transfer":  func(q *question.Question) error { return q.Transfer(by(start), "bapenda", "pajak") },
		"hand over": func(q *question.Question) error { return q.HandOver(by(start), "dpmd", ledger.Hash{}) },
	} {
		q := in(t, question.InProgress)
		must(t, q.PutInCharge(by(start), who), leave(q))
		if !q.State().InCharge.IsZero() {
			t.Errorf("still in charge after %s", name)
		}
	}
}

// What waits for the asker goes on waiting at the successor, to the same end.
func TestHandOverOfAPause(t *testing.T) {
	q := in(t, question.AwaitingAsker)
	before, at := q.State(), start.Add(50*time.Minute)
	must(t, q.HandOver(by(at), "dpmd", ledger.Hash{9}))
	s := q.State()
	if s.PauseEndsAt != before.PauseEndsAt || s.AskBack != before.AskBack || s.Dinas != "dpmd" {
		t.Errorf("after: %+v", s)
	}
	old, now := s.Custodies[0], s.Custodies[1]
	if diff := cmp.Diff([]any{question.EndedHandedOver, at, at, at}, []any{old.Ended, old.EndedAt, old.Pauses[0].To, now.Pauses[0].From}); diff != "" {
		t.Errorf("custodies (-want +got):\n%s", diff)
	}
	if now.AcceptedAt.IsZero() {
		t.Error("not accepted any more")
	}
	must(t, q.HandOver(by(at.Add(time.Minute)), "dinsos", ledger.Hash{9}), q.Reply(by(at.Add(2*time.Minute)), "KK lama"))
	checkReplay(t, q)
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}
