package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/session"
)

// AddAttendee puts a person on the session's attendance list.
func (a *App) AddAttendee(ctx context.Context, p access.Principal, id domain.SessionID, at session.Attendee) (*session.Attendee, error) {
	if err := p.Require(access.SessionWrite); err != nil {
		return nil, err
	}
	now := a.now()
	at.ID, at.Session = domain.NewID[domain.AttendeeKind](now), id
	err := a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		at.Version = 0
		if err := checkAttendee(ctx, tx, &at); err != nil {
			return err
		}
		if err := tx.SaveAttendee(ctx, &at); err != nil {
			return err
		}
		return recordSetting(ctx, tx, p.Actor(), at.ID.Stream(), "attendee.added", at, now)
	})
	return &at, err
}

// UpdateAttendee replaces a line of the list. What changes nothing makes no new
// version.
func (a *App) UpdateAttendee(ctx context.Context, p access.Principal, id domain.SessionID, attendee domain.AttendeeID, version int64, with session.Attendee) (*session.Attendee, error) {
	return a.changeAttendee(ctx, p, id, attendee, version, func(at *session.Attendee) {
		at.Name, at.Phone, at.Role, at.Desa = with.Name, with.Phone, with.Role, with.Desa
	})
}

// WithdrawAttendee takes a line off the list; nothing is deleted. Again, it
// changes nothing.
func (a *App) WithdrawAttendee(ctx context.Context, p access.Principal, id domain.SessionID, attendee domain.AttendeeID, version int64) (*session.Attendee, error) {
	return a.changeAttendee(ctx, p, id, attendee, version, func(at *session.Attendee) { at.Withdrawn = true })
}

func (a *App) changeAttendee(ctx context.Context, p access.Principal, id domain.SessionID, attendee domain.AttendeeID, version int64, change func(*session.Attendee)) (at *session.Attendee, err error) {
	if err := p.Require(access.SessionWrite); err != nil {
		return nil, err
	}
	now := a.now()
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		if at, err = tx.LoadAttendee(ctx, attendee); err != nil {
			return err
		}
		if at.Session != id {
			return domain.Fail(domain.NotFound, domain.ReasonNotFound)
		}
		if at.Version != version {
			return stale(at.Version)
		}
		if err := tx.InsertReadings(ctx, attendeesRead(p, ReadAttendance, now, *at)); err != nil {
			return err
		}
		before := *at
		change(at)
		if err := checkAttendee(ctx, tx, at); err != nil || unchanged(&before, at) {
			return err
		}
		if err := tx.SaveAttendee(ctx, at); err != nil {
			return err
		}
		return recordSetting(ctx, tx, p.Actor(), at.ID.Stream(), "attendee.changed", at, now)
	})
	return at, err
}

func checkAttendee(ctx context.Context, tx Tx, at *session.Attendee) error {
	s, err := tx.LoadSession(ctx, at.Session)
	if err != nil {
		return err
	}
	var faults domain.Faults
	faults.Merge(at.Validate())
	at.Kecamatan, err = kecamatanOn(ctx, tx, "/desa", at.Desa, s.Date)
	if err != nil && domain.CodeOf(err) != domain.Invalid {
		return err
	}
	faults.Merge(err)
	return faults.Err()
}

// ListAttendees returns a page of the session's attendance list.
func (a *App) ListAttendees(ctx context.Context, p access.Principal, id domain.SessionID, page Page) (list []session.Attendee, next string, err error) {
	if err := p.Require(access.SessionRead); err != nil {
		return nil, "", err
	}
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		if _, err := tx.LoadSession(ctx, id); err != nil {
			return err
		}
		list, next, err = tx.ListAttendees(ctx, id, page)
		return err
	})
	if p.Role != access.Moderator {
		for i := range list {
			list[i].Phone = ""
		}
	}
	if err != nil {
		return nil, "", err
	}
	return list, next, a.logRead(ctx, attendeesRead(p, ReadAttendees, a.now(), list...))
}
