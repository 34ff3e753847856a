package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/session"
	"audiensi/domain/usecase"
)

// ListSessions returns sessions, the latest day first.
func (s *server) ListSessions(ctx context.Context, r oas.ListSessionsRequestObject) (oas.ListSessionsResponseObject, error) {
	p := r.Params
	filter := usecase.SessionFilter{Status: session.Status(value(p.Status)), From: dateOf(p.From), To: dateOf(p.To)}
	list, next, err := s.app.ListSessions(ctx, principal(ctx), filter, pageOf(p.Limit, p.Cursor))
	return oas.ListSessions200JSONResponse{
		Body:    oas.SessionList{Items: each(list, func(v session.Session) oas.Session { return sessionView(&v) }), NextCursor: optional(next)},
		Headers: oas.ListSessions200ResponseHeaders{Link: link(ctx, next)},
	}, err
}

// PlanSession plans a session.
func (s *server) PlanSession(ctx context.Context, r oas.PlanSessionRequestObject) (oas.PlanSessionResponseObject, error) {
	in, err := sessionOf(r.Body)
	if err != nil {
		return nil, err
	}
	v, err := s.app.PlanSession(ctx, principal(ctx), in)
	if err != nil {
		return nil, err
	}
	return oas.PlanSession201JSONResponse{Body: sessionView(v), Headers: oas.PlanSession201ResponseHeaders{ETag: etag(v.Version)}}, nil
}

// GetSession returns one session.
func (s *server) GetSession(ctx context.Context, r oas.GetSessionRequestObject) (oas.GetSessionResponseObject, error) {
	id, err := idOf[domain.SessionKind](r.SessionID)
	if err != nil {
		return nil, err
	}
	v, err := s.app.Session(ctx, principal(ctx), id)
	if err != nil {
		return nil, err
	}
	return oas.GetSession200JSONResponse{Body: sessionView(v), Headers: oas.GetSession200ResponseHeaders{ETag: etag(v.Version)}}, nil
}

// UpdateSession replaces the plan.
func (s *server) UpdateSession(ctx context.Context, r oas.UpdateSessionRequestObject) (oas.UpdateSessionResponseObject, error) {
	in, err := sessionOf(r.Body)
	if err != nil {
		return nil, err
	}
	id, version, err := sessionTarget(r.SessionID, r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	v, err := s.app.UpdateSession(ctx, principal(ctx), id, version, in)
	if err != nil {
		return nil, err
	}
	return oas.UpdateSession200JSONResponse{Body: sessionView(v), Headers: oas.UpdateSession200ResponseHeaders{ETag: etag(v.Version)}}, nil
}

// OpenSession opens the session for capture.
func (s *server) OpenSession(ctx context.Context, r oas.OpenSessionRequestObject) (oas.OpenSessionResponseObject, error) {
	id, version, err := sessionTarget(r.SessionID, r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	v, err := s.app.OpenSession(ctx, principal(ctx), id, version)
	if err != nil {
		return nil, err
	}
	return oas.OpenSession200JSONResponse{Body: sessionView(v), Headers: oas.OpenSession200ResponseHeaders{ETag: etag(v.Version)}}, nil
}

// CloseSession closes the session and says what it assigned.
func (s *server) CloseSession(ctx context.Context, r oas.CloseSessionRequestObject) (oas.CloseSessionResponseObject, error) {
	id, version, err := sessionTarget(r.SessionID, r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	closed, err := s.app.CloseSession(ctx, principal(ctx), id, version)
	if err != nil {
		return nil, err
	}
	assigned := each(closed.Assigned, func(q domain.QuestionID) oas.ID { return q.String() })
	return oas.CloseSession200JSONResponse{
		Body:    oas.SessionClosed{Session: sessionView(closed.Session), Assigned: assigned, Unassigned: closed.Waiting},
		Headers: oas.CloseSession200ResponseHeaders{ETag: etag(closed.Session.Version)},
	}, nil
}

func sessionTarget(id oas.ID, match *oas.IfMatch) (domain.SessionID, int64, error) {
	sid, err := idOf[domain.SessionKind](id)
	if err != nil {
		return sid, 0, err
	}
	version, err := ifMatch(match)
	return sid, version, err
}

func sessionOf(b *oas.SessionInput) (session.Session, error) {
	v := session.Session{Title: b.Title, Place: value(b.Place), Date: dateOf(&b.Date),
		AutoAssign: session.AutoAssign(value(b.AutoAssign)), Kecamatan: texts[string](b.Kecamatan)}
	v.Resources = each(b.ResourcePersons, func(p oas.ResourcePersonInput) session.Resource {
		return session.Resource{Name: value(p.Name), Position: p.Position, Dinas: dinas.Code(value(p.Dinas))}
	})
	v.Moderators = make([]domain.UserID, len(b.Moderators))
	for i, text := range b.Moderators {
		id, err := idOf[domain.UserKind](text)
		if err != nil {
			return v, err
		}
		v.Moderators[i] = id
	}
	return v, nil
}

func sessionView(v *session.Session) oas.Session {
	return oas.Session{
		ID: v.ID.String(), Title: v.Title, Place: optional(v.Place), Date: date(v.Date), Status: oas.SessionStatus(v.Status),
		AutoAssign: oas.AutoAssign(v.AutoAssign), Kecamatan: texts[oas.Code](v.Kecamatan),
		Moderators: each(v.Moderators, func(id domain.UserID) oas.ID { return id.String() }),
		ResourcePersons: each(v.Resources, func(r session.Resource) oas.ResourcePerson {
			return oas.ResourcePerson{Name: optional(r.Name), Position: r.Position, Dinas: named[oas.Code](r.Dinas)}
		}),
		OpenedAt: when(v.OpenedAt), ClosedAt: when(v.ClosedAt), Version: oas.Version(v.Version),
	}
}
