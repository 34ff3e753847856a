package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain/region"
	"audiensi/domain/usecase"
)

// ListKecamatan returns kecamatan by code.
func (s *server) ListKecamatan(ctx context.Context, r oas.ListKecamatanRequestObject) (oas.ListKecamatanResponseObject, error) {
	filter := usecase.ReferenceFilter{On: dateOf(r.Params.On)}
	list, next, err := s.app.ListKecamatan(ctx, principal(ctx), filter, pageOf(r.Params.Limit, r.Params.Cursor))
	return oas.ListKecamatan200JSONResponse{
		Body:    oas.KecamatanList{Items: each(list, func(k region.Kecamatan) oas.Kecamatan { return kecamatanView(&k) }), NextCursor: optional(next)},
		Headers: oas.ListKecamatan200ResponseHeaders{Link: link(ctx, next)},
	}, err
}

// CreateKecamatan adds a kecamatan.
func (s *server) CreateKecamatan(ctx context.Context, r oas.CreateKecamatanRequestObject) (oas.CreateKecamatanResponseObject, error) {
	k, err := s.app.CreateKecamatan(ctx, principal(ctx), kecamatanOf(r.Body))
	if err != nil {
		return nil, err
	}
	return oas.CreateKecamatan201JSONResponse{Body: kecamatanView(k), Headers: oas.CreateKecamatan201ResponseHeaders{ETag: etag(k.Version)}}, nil
}

// GetKecamatan returns one kecamatan.
func (s *server) GetKecamatan(ctx context.Context, r oas.GetKecamatanRequestObject) (oas.GetKecamatanResponseObject, error) {
	k, err := s.app.GetKecamatan(ctx, principal(ctx), r.Code)
	if err != nil {
		return nil, err
	}
	return oas.GetKecamatan200JSONResponse{Body: kecamatanView(k), Headers: oas.GetKecamatan200ResponseHeaders{ETag: etag(k.Version)}}, nil
}

// UpdateKecamatan replaces a kecamatan.
func (s *server) UpdateKecamatan(ctx context.Context, r oas.UpdateKecamatanRequestObject) (oas.UpdateKecamatanResponseObject, error) {
	version, err := ifMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	k, err := s.app.UpdateKecamatan(ctx, principal(ctx), r.Code, version, kecamatanOf(r.Body))
	if err != nil {
		return nil, err
	}
	return oas.UpdateKecamatan200JSONResponse{Body: kecamatanView(k), Headers: oas.UpdateKecamatan200ResponseHeaders{ETag: etag(k.Version)}}, nil
}

func kecamatanOf(b *oas.KecamatanInput) region.Kecamatan {
	return region.Kecamatan{Code: b.Code, Name: b.Name, ValidFrom: dateOf(b.ValidFrom), ValidTo: dateOf(b.ValidTo)}
}

func kecamatanView(k *region.Kecamatan) oas.Kecamatan {
	return oas.Kecamatan{Code: k.Code, Name: k.Name, ValidFrom: optionalDate(k.ValidFrom), ValidTo: optionalDate(k.ValidTo), Version: oas.Version(k.Version)}
}
