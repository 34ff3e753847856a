package question_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// file returns a file that can be attached.
func file(of question.AttachedFor, at time.Time) question.Attachment {
	return question.Attachment{ID: domain.NewID[domain.AttachmentKind](at), For: of, Type: "image/jpeg", Size: 7,
		Hash: ledger.Hash{1, 2}, Name: "KTP Bu Siti.jpg"}
}

// ofDinas is an act of the dinas' staff.
func ofDinas(code string, at time.Time) question.Act {
	a := by(at)
	a.Actor.Role, a.Actor.Dinas = "staff", code
	return a
}

func mustAll(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestAttach_keeps_what_the_event_says(t *testing.T) {
	q := in(t, question.InProgress)
	at := start.Add(2 * time.Hour)
	want := file(question.ForAnswer, at)
	mustAll(t, q.Attach(ofDinas("dispendukcapil", at), want))
	want.Dinas, want.At = "dispendukcapil", at
	if diff := cmp.Diff([]question.Attachment{want}, q.State().Attachments); diff != "" {
		t.Error(diff)
	}
	events := q.Pending()
	last := events[len(events)-1]
	if name := question.DetailOf(last).File.Name; name != want.Name {
		t.Errorf("name %q", name)
	}
	bare := *last
	bare.Seals = nil // as after an erasure
	if file := question.DetailOf(&bare).File; file.Name != "" || file.Hash != want.Hash {
		t.Errorf("without seals %+v", file)
	}
	checkReplay(t, q)
}

func TestState_shares_no_attachments(t *testing.T) {
	q := in(t, question.Captured)
	mustAll(t, q.Attach(by(start.Add(time.Hour)), file(question.ForQuestion, start)))
	before := q.State()
	before.Attachments[0].Name = "another"
	mustAll(t, q.Attach(by(start.Add(time.Hour)), file(question.ForQuestion, start)))
	if name := q.State().Attachments[0].Name; name != "KTP Bu Siti.jpg" {
		t.Errorf("a copy changed the question: %s", name)
	}
}

func TestAttach_bounds_each_kind(t *testing.T) {
	q := in(t, question.InProgress)
	at := start.Add(time.Hour)
	for range question.MaxAttachments {
		mustAll(t, q.Attach(by(at), file(question.ForQuestion, at)), q.Attach(by(at), file(question.ForAnswer, at)))
	}
	for _, of := range []question.AttachedFor{question.ForQuestion, question.ForAnswer} {
		if err := q.Attach(by(at), file(of, at)); domain.CodeOf(err) != domain.Conflict {
			t.Errorf("the eleventh for the %s: %v", of, err)
		}
	}
	s := q.State()
	mustAll(t, q.Detach(by(at), s.Attachments[0].ID, "keliru"), q.Attach(by(at), file(question.ForQuestion, at)))
	checkReplay(t, q)
}

func TestDetach(t *testing.T) {
	q := in(t, question.InProgress)
	at := start.Add(time.Hour)
	first, answer := file(question.ForQuestion, at), file(question.ForAnswer, at)
	mustAll(t, q.Attach(by(at), first), q.Attach(by(at), answer), q.Detach(by(at), first.ID, "salah berkas"))
	if err := q.Detach(by(at), first.ID, "lagi"); domain.CodeOf(err) != domain.NotFound {
		t.Errorf("removed twice: %v", err)
	}
	if got := q.State().Attachments; len(got) != 1 || got[0].ID != answer.ID {
		t.Errorf("left %v", got)
	}
	mustAll(t, q.AskBack(by(at), "Nomor?", at.Add(time.Hour)))
	if err := q.Detach(by(at), answer.ID, "x"); domain.CodeOf(err) != domain.Conflict {
		t.Errorf("a file of the answer while the asker is asked: %v", err)
	}
	mustAll(t, q.Reply(by(at), "1"), q.Detach(by(at), answer.ID, "x"))
	if got := q.State().Attachments; got != nil {
		t.Errorf("left %v", got)
	}
	checkReplay(t, q)
}

// What a dinas prepares is published with its own answer, and with no other's.
func TestAttach_publishes_with_the_answer(t *testing.T) {
	q := captured()
	at := start.Add(time.Hour)
	returned, own, later, again := file(question.ForAnswer, at), file(question.ForAnswer, at), file(question.ForAnswer, at), file(question.ForAnswer, at)
	one, two := ofDinas("bapenda", at), ofDinas("dpmd", at)
	published := func(want ...question.Attachment) {
		t.Helper()
		var got, ids []domain.AttachmentID
		for _, a := range q.State().Attachments {
			if a.Published {
				got = append(got, a.ID)
			}
		}
		for _, a := range want {
			ids = append(ids, a.ID)
		}
		if !slices.Equal(got, ids) {
			t.Errorf("published %v, want %v", got, ids)
		}
		checkReplay(t, q)
	}
	mustAll(t, q.Assign(by(at), "bapenda"), q.Accept(one), q.Attach(one, returned), q.Return(one, "bukan kami"),
		q.Assign(by(at), "dpmd"), q.Accept(two), q.Attach(two, own))
	published()
	mustAll(t, q.Publish(two, "Sudah.", at.Add(time.Hour)))
	published(own)
	mustAll(t, q.Attach(two, later))
	published(own, later)
	mustAll(t, q.Dispute(by(at), "belum", true), q.Attach(two, again))
	published(own, later)
	mustAll(t, q.Publish(two, "Kini sudah.", at.Add(time.Hour)))
	published(own, later, again)
}

// What a dinas prepared before it ended is published with its successor's answer.
func TestAttach_passes_to_the_successor(t *testing.T) {
	q := captured()
	at := start.Add(time.Hour)
	mustAll(t, q.Assign(by(at), "bapenda"), q.Accept(ofDinas("bapenda", at)), q.Attach(ofDinas("bapenda", at), file(question.ForAnswer, at)),
		q.HandOver(by(at), "dpmd", ledger.Hash{9}), q.Publish(ofDinas("dpmd", at), "Sudah.", at.Add(time.Hour)))
	if a := q.State().Attachments[0]; !a.Published || a.Dinas != "dpmd" {
		t.Errorf("got %+v", a)
	}
	checkReplay(t, q)
}
