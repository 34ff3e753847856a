package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain/dinas"
	"audiensi/domain/usecase"
)

// AcceptQuestion takes the question up.
func (s *server) AcceptQuestion(ctx context.Context, r oas.AcceptQuestionRequestObject) (oas.AcceptQuestionResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Accept(ctx, principal(ctx), t)
	})
	return oas.AcceptQuestion200JSONResponse{QuestionJSONResponse: v}, err
}

// ReturnQuestion gives the question back to triage.
func (s *server) ReturnQuestion(ctx context.Context, r oas.ReturnQuestionRequestObject) (oas.ReturnQuestionResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Return(ctx, principal(ctx), t, r.Body.Reason)
	})
	return oas.ReturnQuestion200JSONResponse{QuestionJSONResponse: v}, err
}

// TransferQuestion passes the question to another dinas.
func (s *server) TransferQuestion(ctx context.Context, r oas.TransferQuestionRequestObject) (oas.TransferQuestionResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Transfer(ctx, principal(ctx), t, dinas.Code(r.Body.Dinas), r.Body.Reason)
	})
	return oas.TransferQuestion200JSONResponse{QuestionJSONResponse: v}, err
}

// AskBack puts a question to the asker.
func (s *server) AskBack(ctx context.Context, r oas.AskBackRequestObject) (oas.AskBackResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.AskBack(ctx, principal(ctx), t, r.Body.Message)
	})
	return oas.AskBack200JSONResponse{QuestionJSONResponse: v}, err
}

// AddNote adds a note.
func (s *server) AddNote(ctx context.Context, r oas.AddNoteRequestObject) (oas.AddNoteResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Note(ctx, principal(ctx), t, r.Body.Text, r.Body.Visibility == oas.VisibilityPublic)
	})
	return oas.AddNote200JSONResponse{QuestionJSONResponse: v}, err
}
