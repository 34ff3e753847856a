package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/region"
	"audiensi/domain/usecase"
)

// ListDesa returns desa by code. What belongs to a kecamatan is told for the
// day asked for, else for today.
func (s *server) ListDesa(ctx context.Context, r oas.ListDesaRequestObject) (oas.ListDesaResponseObject, error) {
	filter := usecase.ReferenceFilter{On: dateOf(r.Params.On), Kecamatan: value(r.Params.Kecamatan)}
	if filter.Kecamatan != "" && filter.On.IsZero() {
		filter.On = domain.DateOf(s.app.Now())
	}
	list, next, err := s.app.ListDesa(ctx, principal(ctx), filter, pageOf(r.Params.Limit, r.Params.Cursor))
	return oas.ListDesa200JSONResponse{
		Body:    oas.DesaList{Items: each(list, func(d region.Desa) oas.Desa { return desaView(&d) }), NextCursor: optional(next)},
		Headers: oas.ListDesa200ResponseHeaders{Link: link(ctx, next)},
	}, err
}

// CreateDesa adds a desa.
func (s *server) CreateDesa(ctx context.Context, r oas.CreateDesaRequestObject) (oas.CreateDesaResponseObject, error) {
	d, err := s.app.CreateDesa(ctx, principal(ctx), desaOf(r.Body))
	if err != nil {
		return nil, err
	}
	return oas.CreateDesa201JSONResponse{Body: desaView(d), Headers: oas.CreateDesa201ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// GetDesa returns one desa.
func (s *server) GetDesa(ctx context.Context, r oas.GetDesaRequestObject) (oas.GetDesaResponseObject, error) {
	d, err := s.app.GetDesa(ctx, principal(ctx), r.Code)
	if err != nil {
		return nil, err
	}
	return oas.GetDesa200JSONResponse{Body: desaView(d), Headers: oas.GetDesa200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// UpdateDesa replaces a desa.
func (s *server) UpdateDesa(ctx context.Context, r oas.UpdateDesaRequestObject) (oas.UpdateDesaResponseObject, error) {
	version, err := ifMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	d, err := s.app.UpdateDesa(ctx, principal(ctx), r.Code, version, desaOf(r.Body))
	if err != nil {
		return nil, err
	}
	return oas.UpdateDesa200JSONResponse{Body: desaView(d), Headers: oas.UpdateDesa200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

func desaOf(b *oas.DesaInput) region.Desa {
	d := region.Desa{Code: b.Code, Name: b.Name, Kind: region.Kind(b.Kind), ValidFrom: dateOf(b.ValidFrom), ValidTo: dateOf(b.ValidTo)}
	d.Memberships = each(b.Memberships, func(m oas.MembershipInput) region.Membership {
		return region.Membership{Kecamatan: m.Kecamatan, From: dateOf(m.From), To: dateOf(m.To)}
	})
	return d
}

func desaView(d *region.Desa) oas.Desa {
	memberships := each(d.Memberships, func(m region.Membership) oas.Membership {
		return oas.Membership{Kecamatan: m.Kecamatan, From: optionalDate(m.From), To: optionalDate(m.To)}
	})
	return oas.Desa{Code: d.Code, Name: d.Name, Kind: oas.DesaKind(d.Kind), ValidFrom: optionalDate(d.ValidFrom),
		ValidTo: optionalDate(d.ValidTo), Memberships: memberships, Version: oas.Version(d.Version)}
}
