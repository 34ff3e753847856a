package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain/dinas"
	"audiensi/domain/usecase"
)

// ListDinas returns dinas by code.
func (s *server) ListDinas(ctx context.Context, r oas.ListDinasRequestObject) (oas.ListDinasResponseObject, error) {
	filter := usecase.ReferenceFilter{On: dateOf(r.Params.On)}
	list, next, err := s.app.ListDinas(ctx, principal(ctx), filter, pageOf(r.Params.Limit, r.Params.Cursor))
	return oas.ListDinas200JSONResponse{
		Body:    oas.DinasList{Items: each(list, func(d dinas.Dinas) oas.Dinas { return dinasView(&d) }), NextCursor: optional(next)},
		Headers: oas.ListDinas200ResponseHeaders{Link: link(ctx, next)},
	}, err
}

// CreateDinas adds a dinas.
func (s *server) CreateDinas(ctx context.Context, r oas.CreateDinasRequestObject) (oas.CreateDinasResponseObject, error) {
	d, err := s.app.CreateDinas(ctx, principal(ctx), dinasOf(r.Body))
	if err != nil {
		return nil, err
	}
	return oas.CreateDinas201JSONResponse{Body: dinasView(d), Headers: oas.CreateDinas201ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// GetDinas returns one dinas.
func (s *server) GetDinas(ctx context.Context, r oas.GetDinasRequestObject) (oas.GetDinasResponseObject, error) {
	d, err := s.app.GetDinas(ctx, principal(ctx), dinas.Code(r.Code))
	if err != nil {
		return nil, err
	}
	return oas.GetDinas200JSONResponse{Body: dinasView(d), Headers: oas.GetDinas200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// UpdateDinas replaces a dinas.
func (s *server) UpdateDinas(ctx context.Context, r oas.UpdateDinasRequestObject) (oas.UpdateDinasResponseObject, error) {
	version, err := ifMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	d, err := s.app.UpdateDinas(ctx, principal(ctx), dinas.Code(r.Code), version, dinasOf(r.Body))
	if err != nil {
		return nil, err
	}
	return oas.UpdateDinas200JSONResponse{Body: dinasView(d), Headers: oas.UpdateDinas200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// HandOverDinas passes what a dinas that ended still holds to its successor.
func (s *server) HandOverDinas(ctx context.Context, r oas.HandOverDinasRequestObject) (oas.HandOverDinasResponseObject, error) {
	n, err := s.app.HandOver(ctx, principal(ctx), usecase.HandOver{From: dinas.Code(r.Code), To: dinas.Code(r.Body.To), Reason: r.Body.Reason})
	return oas.HandOverDinas200JSONResponse{HandedOver: n}, err
}

func dinasOf(b *oas.DinasInput) dinas.Dinas {
	return dinas.Dinas{Code: dinas.Code(b.Code), Name: b.Name, ShortName: b.ShortName, Kind: dinas.Kind(b.Kind),
		ValidFrom: dateOf(b.ValidFrom), ValidTo: dateOf(b.ValidTo), Successors: texts[dinas.Code](b.Successors),
		SIPDCode: value(b.SipdCode), RequiresApproval: value(b.RequiresApproval)}
}

func dinasView(d *dinas.Dinas) oas.Dinas {
	return oas.Dinas{Code: string(d.Code), Name: d.Name, ShortName: d.ShortName, Kind: oas.DinasKind(d.Kind),
		ValidFrom: optionalDate(d.ValidFrom), ValidTo: optionalDate(d.ValidTo), Successors: texts[oas.Code](d.Successors),
		SipdCode: optional(d.SIPDCode), RequiresApproval: d.RequiresApproval, Version: oas.Version(d.Version)}
}
