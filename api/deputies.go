package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/account"
)

// ListDeputies returns who stands in for whom, the latest first.
func (s *server) ListDeputies(ctx context.Context, r oas.ListDeputiesRequestObject) (oas.ListDeputiesResponseObject, error) {
	list, next, err := s.app.ListDeputies(ctx, principal(ctx), pageOf(r.Params.Limit, r.Params.Cursor))
	return oas.ListDeputies200JSONResponse{
		Body:    oas.DeputyList{Items: each(list, func(d account.Deputy) oas.Deputy { return deputy(&d) }), NextCursor: optional(next)},
		Headers: oas.ListDeputies200ResponseHeaders{Link: link(ctx, next)},
	}, err
}

// NameDeputy lets one account stand in for another.
func (s *server) NameDeputy(ctx context.Context, r oas.NameDeputyRequestObject) (oas.NameDeputyResponseObject, error) {
	d := account.Deputy{User: principal(ctx).User, From: dateOf(&r.Body.From), To: dateOf(&r.Body.To)}
	var faults domain.Faults
	var err error
	if r.Body.UserID != nil {
		d.User, err = userOf("/user_id", r.Body.UserID)
		faults.Merge(err)
	}
	d.Deputy, err = userOf("/deputy_id", &r.Body.DeputyID)
	faults.Merge(err)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	named, err := s.app.AddDeputy(ctx, principal(ctx), d)
	if err != nil {
		return nil, err
	}
	return oas.NameDeputy201JSONResponse{Body: deputy(named), Headers: oas.NameDeputy201ResponseHeaders{ETag: etag(named.Version)}}, nil
}

// EndDeputy ends it before its time.
func (s *server) EndDeputy(ctx context.Context, r oas.EndDeputyRequestObject) (oas.EndDeputyResponseObject, error) {
	id, err := idOf[domain.DeputyKind](r.DeputyID)
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	ended, err := s.app.EndDeputy(ctx, principal(ctx), id, version)
	if err != nil {
		return nil, err
	}
	return oas.EndDeputy200JSONResponse{Body: deputy(ended), Headers: oas.EndDeputy200ResponseHeaders{ETag: etag(ended.Version)}}, nil
}

func deputy(d *account.Deputy) oas.Deputy {
	return oas.Deputy{ID: d.ID.String(), Version: oas.Version(d.Version), Dinas: string(d.Dinas), UserID: d.User.String(),
		DeputyID: d.Deputy.String(), From: date(d.From), To: date(d.To), CreatedAt: d.CreatedAt, EndedAt: when(d.EndedAt)}
}
