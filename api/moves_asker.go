package api

import (
	"context"

	"audiensi/api/authn"
	"audiensi/api/oas"
	"audiensi/domain/usecase"
)

// RateForAsker passes on what the asker thinks of the answer.
func (s *server) RateForAsker(ctx context.Context, r oas.RateForAskerRequestObject) (oas.RateForAskerResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Rate(ctx, principal(ctx), t, r.Body.Score, value(r.Body.Text))
	})
	return oas.RateForAsker200JSONResponse{QuestionJSONResponse: v}, err
}

// TrackRate rates the answer by the receipt.
func (s *server) TrackRate(ctx context.Context, r oas.TrackRateRequestObject) (oas.TrackRateResponseObject, error) {
	version, err := ifMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	t, err := s.app.TrackRate(ctx, authn.From(ctx).Receipt, value(r.Params.Part), uint64(version), r.Body.Score, value(r.Body.Text))
	return oas.TrackRate200JSONResponse{TrackedQuestionJSONResponse: tracked(ctx, t)}, err
}

// ReissueReceipt gives the question another receipt.
func (s *server) ReissueReceipt(ctx context.Context, r oas.ReissueReceiptRequestObject) (oas.ReissueReceiptResponseObject, error) {
	var reply oas.ReissueReceipt200JSONResponse
	_, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		receipt, v, err := s.app.ReissueReceipt(ctx, principal(ctx), t)
		reply.Body = oas.Reissued{Receipt: string(receipt), Version: oas.Version(v.State.Version)}
		reply.Headers.ETag = etag(v.State.Version)
		return v, err
	})
	return reply, err
}
