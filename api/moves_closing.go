package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain/usecase"
)

// ReplyForAsker passes on what the asker replied.
func (s *server) ReplyForAsker(ctx context.Context, r oas.ReplyForAskerRequestObject) (oas.ReplyForAskerResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Reply(ctx, principal(ctx), t, r.Body.Message)
	})
	return oas.ReplyForAsker200JSONResponse{QuestionJSONResponse: v}, err
}

// ConfirmForAsker passes on that the asker is content.
func (s *server) ConfirmForAsker(ctx context.Context, r oas.ConfirmForAskerRequestObject) (oas.ConfirmForAskerResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Confirm(ctx, principal(ctx), t)
	})
	return oas.ConfirmForAsker200JSONResponse{QuestionJSONResponse: v}, err
}

// DisputeForAsker passes on that the answer does not answer.
func (s *server) DisputeForAsker(ctx context.Context, r oas.DisputeForAskerRequestObject) (oas.DisputeForAskerResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Dispute(ctx, principal(ctx), t, r.Body.Reason)
	})
	return oas.DisputeForAsker200JSONResponse{QuestionJSONResponse: v}, err
}

// ReopenQuestion starts a new round.
func (s *server) ReopenQuestion(ctx context.Context, r oas.ReopenQuestionRequestObject) (oas.ReopenQuestionResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Reopen(ctx, principal(ctx), t, r.Body.Reason)
	})
	return oas.ReopenQuestion200JSONResponse{QuestionJSONResponse: v}, err
}
