package conformance

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/session"
	"audiensi/domain/usecase"
)

func testSessions(s suite) {
	s.run("list", testSessionList)
	s.run("session", testSession)
	s.run("attendees", testAttendees)
}

func testSession(s suite) {
	kept[session.Session]{
		suite: s, thing: domaintest.Session(), version: func(v *session.Session) *int64 { return &v.Version },
		save: func(tx usecase.Tx) func(context.Context, *session.Session) error { return tx.SaveSession },
		load: func(ctx context.Context, tx usecase.Tx, v *session.Session) (*session.Session, error) {
			return tx.LoadSession(ctx, v.ID)
		},
		change: func(v *session.Session) {
			v.Place, v.Kecamatan, v.Resources, v.Moderators, v.Status = "", nil, nil, nil, session.Closed
			v.ClosedAt = domaintest.Now
		},
	}.test()
}

func testSessionList(s suite) {
	add := func(title string, date domain.Date, status session.Status) {
		v := domaintest.Session()
		v.Title, v.Date, v.Status = title, date, status
		s.tx(func(ctx context.Context, tx usecase.Tx) error {
			v.Version = 0
			return tx.SaveSession(ctx, &v)
		})
	}
	add("march", domaintest.Day(3, 9), session.Closed)
	add("january", domaintest.Day(1, 5), session.Closed)
	add("may", domaintest.Day(5, 4), session.Planned)
	add("may again", domaintest.Day(5, 4), session.Planned)
	find := func(f usecase.SessionFilter) []string {
		return collect(s, func(ctx context.Context, tx usecase.Tx, p usecase.Page) ([]session.Session, string, error) {
			return tx.ListSessions(ctx, f, p)
		}, func(v session.Session) string { return v.Title })
	}
	s.equal("closed in spring", []string{"march"}, find(usecase.SessionFilter{Status: session.Closed, From: domaintest.Day(3, 9), To: domaintest.Day(3, 9)}))
	s.equal("planned, latest first", []string{"may again", "may"}, find(usecase.SessionFilter{Status: session.Planned}))
	s.equal("until april", []string{"march", "january"}, find(usecase.SessionFilter{Status: session.Closed, To: domaintest.Day(4, 30)}))
}

func testAttendees(s suite) {
	of := newSession()
	kept[session.Attendee]{
		suite: s, thing: domaintest.Attendee(of, "Pak Slamet"), version: func(v *session.Attendee) *int64 { return &v.Version },
		save: func(tx usecase.Tx) func(context.Context, *session.Attendee) error { return tx.SaveAttendee },
		load: func(ctx context.Context, tx usecase.Tx, v *session.Attendee) (*session.Attendee, error) {
			return tx.LoadAttendee(ctx, v.ID)
		},
		change: func(v *session.Attendee) { v.Phone, v.Withdrawn = "", true },
	}.test()
	for _, name := range []string{"Bu Siti", "Pak Agus", "Aan"} {
		a := domaintest.Attendee(of, name)
		s.tx(func(ctx context.Context, tx usecase.Tx) error { a.Version = 0; return tx.SaveAttendee(ctx, &a) })
	}
	s.equal("in order of arrival", []string{"Pak Slamet", "Bu Siti", "Pak Agus", "Aan"},
		collect(s, func(ctx context.Context, tx usecase.Tx, p usecase.Page) ([]session.Attendee, string, error) {
			return tx.ListAttendees(ctx, of, p)
		}, func(a session.Attendee) string { return a.Name }))
}
