package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain/usecase"
)

// MarkConfidential hides the asker.
func (s *server) MarkConfidential(ctx context.Context, r oas.MarkConfidentialRequestObject) (oas.MarkConfidentialResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.MarkConfidential(ctx, principal(ctx), t, value(r.Body.Reason))
	})
	return oas.MarkConfidential200JSONResponse{QuestionJSONResponse: v}, err
}

// UnmarkConfidential shows the asker again.
func (s *server) UnmarkConfidential(ctx context.Context, r oas.UnmarkConfidentialRequestObject) (oas.UnmarkConfidentialResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.UnmarkConfidential(ctx, principal(ctx), t, value(r.Body.Reason))
	})
	return oas.UnmarkConfidential200JSONResponse{QuestionJSONResponse: v}, err
}
