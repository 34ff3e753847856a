package usecase

import (
	"context"
	"crypto/sha256"

	"audiensi/domain"
	"audiensi/domain/intake"
	"audiensi/domain/ledger"
	"audiensi/domain/minutes"
	"audiensi/domain/session"
)

// meeting is what tells the sessions of minutes apart; the title is folded.
type meeting struct {
	day   domain.Date
	title string
}

func meetingOf(e *minutes.Entry) meeting {
	if e.Session == "" {
		return meeting{} // the session that is given
	}
	return meeting{e.Date, intake.Fold(e.Session)}
}

// sessionOf returns the session of the entry: the one that is given, one of that
// day with that title, or a new one, planned, opened and closed on that day.
func (im *minutesImport) sessionOf(ctx context.Context, e *minutes.Entry) (domain.SessionID, error) {
	m := meetingOf(e)
	if m.title == "" {
		return im.session, nil
	}
	if id, ok := im.sessions[m]; ok {
		return id, nil
	}
	var id domain.SessionID
	made := false
	err := im.app.Store.InTx(ctx, func(ctx context.Context, tx Tx) (err error) {
		made = false
		found, err := findMeeting(ctx, tx, m)
		if err != nil {
			return err
		}
		if found == nil {
			made = true
			id, err = im.makeSession(ctx, tx, m, e.Session)
			return err
		}
		id = found.ID
		_, err = pastSession(ctx, tx, id)
		return err
	})
	if err != nil {
		return id, err
	}
	if made {
		im.stored.Sessions++
	}
	im.sessions[m] = id
	return id, nil
}

func findMeeting(ctx context.Context, tx Tx, m meeting) (*session.Session, error) {
	list, _, err := tx.ListSessions(ctx, SessionFilter{From: m.day, To: m.day}, Page{})
	for i := range list {
		if intake.Fold(list[i].Title) == m.title {
			return &list[i], err
		}
	}
	return nil, err
}

// makeSession makes the session of a past day. No time of it is known: it is open
// from the first instant of the day to the last. It assigns nothing by rule.
func (im *minutesImport) makeSession(ctx context.Context, tx Tx, m meeting, title string) (domain.SessionID, error) {
	now := im.app.now()
	s := session.Session{ID: meetingID(m), Title: title, Date: m.day, Status: session.Planned, AutoAssign: session.Never}
	if err := checkSession(ctx, tx, &s); err != nil {
		return s.ID, err
	}
	from, to := s.Day()
	steps := []struct {
		kind ledger.Kind
		do   func() error
	}{
		{"session.planned", func() error { return nil }},
		{"session.opened", func() error { return s.OpenAt(from) }},
		{"session.closed", func() error { return s.CloseAt(to) }},
	}
	for _, step := range steps {
		if err := step.do(); err != nil {
			return s.ID, err
		}
		if err := tx.SaveSession(ctx, &s); err != nil {
			return s.ID, err
		}
		if err := recordPast(ctx, tx, im.by, s.ID.Stream(), step.kind, s, from, now); err != nil {
			return s.ID, err
		}
	}
	return s.ID, nil
}

// meetingID is made of the meeting, so that two imports at once cannot make two
// sessions of it: a UUIDv7 of its day with a hash for the random part.
func meetingID(m meeting) domain.SessionID {
	id := domain.LeastID[domain.SessionKind](m.day.Start())
	sum := sha256.Sum256([]byte("audiensi meeting v1\x00" + m.day.String() + "\x00" + m.title))
	copy(id[6:], sum[:])
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return id
}
