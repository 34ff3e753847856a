package conformance

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/session"
	"audiensi/domain/usecase"
)

func testTransfers(s suite) {
	s.run("history", testHistorySaved)
	s.run("continuation", testContinuation)
	s.run("stream", testStreams)
	s.run("rows with their version", testPlaced)
	s.run("codes", testCodesListed)
}

// supported returns a question of the session that a dinas supports before any holds
// it, and its events.
func supported(s suite, of domain.SessionID) (*question.Question, []*ledger.Event) {
	q := domaintest.Captured(of, domaintest.Now)
	act := domaintest.Act(domaintest.Now.Add(time.Minute))
	for _, err := range []error{q.AddSupport(act, "dpmd"), q.CorrectText(act, "Teks yang benar", "salah dengar")} {
		if err != nil {
			s.Fatal(err)
		}
	}
	return q, q.Pending()
}

func testHistorySaved(s suite) {
	of := newSession()
	q, events := supported(s, of)
	again, err := question.FromHistory(events)
	if err != nil {
		s.Fatal(err)
	}
	s.save(again)
	s.equal("stored", q.State(), s.load(q.State().ID).State())
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		list, _, err := tx.ListQuestions(ctx, usecase.QuestionFilter{Supporter: "dpmd", Session: of}, usecase.Page{})
		s.equal("found by who supports", 1, len(list))
		return err
	})
}

func testContinuation(s suite) {
	q, events := supported(s, newSession())
	first, err := question.FromHistory(events[:1])
	if err != nil {
		s.Fatal(err)
	}
	s.save(first)
	later := domaintest.Now.Add(240 * time.Hour)
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		loaded, err := tx.LoadQuestion(ctx, q.State().ID)
		if err != nil {
			return err
		}
		if err := loaded.Continue(events[1:]); err != nil {
			return err
		}
		if err := tx.SaveQuestion(ctx, loaded); err != nil {
			return err
		}
		return tx.NoteText(ctx, q.State().ID, 3, later)
	})
	s.equal("stored", q.State(), s.load(q.State().ID).State())
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		list, err := tx.CorrectedTexts(ctx, later)
		s.equal("told to who follows", []usecase.QuestionText{{ID: q.State().ID, Text: "Teks yang benar"}}, list)
		return err
	})
}

func testStreams(s suite) {
	stream := newSession().Stream()
	var events []*ledger.Event
	var prev ledger.Hash
	for i := range 3 {
		e := &ledger.Event{Stream: stream, Seq: uint64(i) + 1, Prev: prev, Kind: "session.changed", OccurredAt: domaintest.Now, RecordedAt: domaintest.Now}
		e.SetSealed("value", "{}")
		prev = e.Hash()
		events = append(events, e)
	}
	read := func() (list []*ledger.Event) {
		s.view(func(ctx context.Context, tx usecase.Tx) (err error) {
			list, err = tx.StreamEvents(ctx, stream)
			return err
		})
		return list
	}
	s.equal("before", 0, len(read()))
	s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.AppendEvents(ctx, events[:2]) })
	s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.AppendEvents(ctx, events[2:]) })
	s.equal("as they are", events, read())
	runs := 0
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		if runs++; runs > 1 {
			return nil
		}
		return tx.AppendEvents(ctx, events[2:])
	})
	s.equal("runs of who comes late", 2, runs)
}

func testPlaced(s suite) {
	v := domaintest.Session()
	v.Version = 7
	at := domaintest.Attendee(v.ID, "Pak Slamet")
	at.Version = 4
	place := func(wasSession, wasAttendee int64) error {
		return s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
			if err := tx.PlaceSession(ctx, &v, wasSession); err != nil {
				return err
			}
			return tx.PlaceAttendee(ctx, &at, wasAttendee)
		})
	}
	stored := func(what string) {
		s.Helper()
		s.view(func(ctx context.Context, tx usecase.Tx) error {
			session, err := tx.LoadSession(ctx, v.ID)
			if err != nil {
				return err
			}
			attendee, err := tx.LoadAttendee(ctx, at.ID)
			if err == nil {
				s.equal("session "+what, v, *session)
				s.equal("attendee "+what, at, *attendee)
			}
			return err
		})
	}
	if err := place(0, 0); err != nil {
		s.Fatal(err)
	}
	stored("inserted")
	v.Version, v.Status, at.Version, at.Phone = 9, session.Closed, 5, ""
	if err := place(7, 4); err != nil {
		s.Fatal(err)
	}
	stored("updated")
	s.refused("placed on another version", place(7, 5), domain.Stale, domain.ReasonStale)
	s.refused("placed twice", place(0, 0), domain.Conflict, domain.ReasonAlreadyExists)
	stored("after refusals")
}

func testCodesListed(s suite) {
	of := newSession()
	var want []usecase.DesaCode
	for i, desa := range []string{"35.10.01.2002", "35.10.01.2001"} {
		c := usecase.DesaCode{Session: of, Desa: desa, IssuedAt: domaintest.Now}
		copy(c.Hash[:], of.Bytes())
		c.Hash[31] = byte(i)
		s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.SaveDesaCode(ctx, c) })
		want = append([]usecase.DesaCode{c}, want...)
	}
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		list, err := tx.ListDesaCodes(ctx, of)
		s.equal("in order of desa", want, list)
		return err
	})
}
