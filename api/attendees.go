package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/session"
)

// ListAttendees returns the attendance list.
func (s *server) ListAttendees(ctx context.Context, r oas.ListAttendeesRequestObject) (oas.ListAttendeesResponseObject, error) {
	id, err := idOf[domain.SessionKind](r.SessionID)
	if err != nil {
		return nil, err
	}
	p := principal(ctx)
	list, next, err := s.app.ListAttendees(ctx, p, id, pageOf(r.Params.Limit, r.Params.Cursor))
	return oas.ListAttendees200JSONResponse{
		Body:    oas.AttendeeList{Items: each(list, func(a session.Attendee) oas.Attendee { return attendeeView(&a, p) }), NextCursor: optional(next)},
		Headers: oas.ListAttendees200ResponseHeaders{Link: link(ctx, next)},
	}, err
}

// AddAttendee puts a person on the list.
func (s *server) AddAttendee(ctx context.Context, r oas.AddAttendeeRequestObject) (oas.AddAttendeeResponseObject, error) {
	id, err := idOf[domain.SessionKind](r.SessionID)
	if err != nil {
		return nil, err
	}
	p := principal(ctx)
	a, err := s.app.AddAttendee(ctx, p, id, attendeeOf(r.Body))
	if err != nil {
		return nil, err
	}
	return oas.AddAttendee201JSONResponse{Body: attendeeView(a, p), Headers: oas.AddAttendee201ResponseHeaders{ETag: etag(a.Version)}}, nil
}

// UpdateAttendee replaces a line of the list.
func (s *server) UpdateAttendee(ctx context.Context, r oas.UpdateAttendeeRequestObject) (oas.UpdateAttendeeResponseObject, error) {
	id, line, version, err := attendeeTarget(r.SessionID, r.AttendeeID, r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	p := principal(ctx)
	a, err := s.app.UpdateAttendee(ctx, p, id, line, version, attendeeOf(r.Body))
	if err != nil {
		return nil, err
	}
	return oas.UpdateAttendee200JSONResponse{Body: attendeeView(a, p), Headers: oas.UpdateAttendee200ResponseHeaders{ETag: etag(a.Version)}}, nil
}

// WithdrawAttendee takes a line off the list.
func (s *server) WithdrawAttendee(ctx context.Context, r oas.WithdrawAttendeeRequestObject) (oas.WithdrawAttendeeResponseObject, error) {
	id, line, version, err := attendeeTarget(r.SessionID, r.AttendeeID, r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	p := principal(ctx)
	a, err := s.app.WithdrawAttendee(ctx, p, id, line, version)
	if err != nil {
		return nil, err
	}
	return oas.WithdrawAttendee200JSONResponse{Body: attendeeView(a, p), Headers: oas.WithdrawAttendee200ResponseHeaders{ETag: etag(a.Version)}}, nil
}

func attendeeTarget(id, line oas.ID, match *oas.IfMatch) (domain.SessionID, domain.AttendeeID, int64, error) {
	sid, version, err := sessionTarget(id, match)
	if err != nil {
		return sid, domain.AttendeeID{}, 0, err
	}
	aid, err := idOf[domain.AttendeeKind](line)
	return sid, aid, version, err
}

func attendeeOf(b *oas.AttendeeInput) session.Attendee {
	return session.Attendee{Name: b.Name, Phone: value(b.Phone), Role: domain.AskerRole(b.Role), Desa: value(b.Desa)}
}

// attendeeView shows name and phone to moderators alone, who must act on them.
func attendeeView(a *session.Attendee, p access.Principal) oas.Attendee {
	v := oas.Attendee{ID: a.ID.String(), SessionID: a.Session.String(), Role: oas.AskerRole(a.Role), Desa: optional(a.Desa),
		Hidden: p.Role != access.Moderator, Withdrawn: a.Withdrawn, Version: oas.Version(a.Version)}
	if !v.Hidden {
		v.Name, v.Phone = optional(a.Name), optional(a.Phone)
	}
	return v
}
