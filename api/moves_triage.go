package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/usecase"
)

// move does one move on the question of the path and the version of If-Match.
func move(id oas.QuestionID, match *oas.IfMatch, do func(usecase.Target) (usecase.QuestionView, error)) (oas.QuestionJSONResponse, error) {
	qid, err := idOf[domain.QuestionKind](id)
	if err != nil {
		return oas.QuestionJSONResponse{}, err
	}
	version, err := ifMatch(match)
	if err != nil {
		return oas.QuestionJSONResponse{}, err
	}
	v, err := do(usecase.Target{ID: qid, Version: uint64(version)})
	return questionReply(v), err
}

// AnswerOnTheSpot records an answer given in the hall.
func (s *server) AnswerOnTheSpot(ctx context.Context, r oas.AnswerOnTheSpotRequestObject) (oas.AnswerOnTheSpotResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.AnswerOnTheSpot(ctx, principal(ctx), t, spotOf(*r.Body))
	})
	return oas.AnswerOnTheSpot200JSONResponse{QuestionJSONResponse: v}, err
}

// CategoriseQuestion sets the category.
func (s *server) CategoriseQuestion(ctx context.Context, r oas.CategoriseQuestionRequestObject) (oas.CategoriseQuestionResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Categorise(ctx, principal(ctx), t, category.Code(r.Body.Category))
	})
	return oas.CategoriseQuestion200JSONResponse{QuestionJSONResponse: v}, err
}

// ClassifyQuestion sets the class.
func (s *server) ClassifyQuestion(ctx context.Context, r oas.ClassifyQuestionRequestObject) (oas.ClassifyQuestionResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Classify(ctx, principal(ctx), t, category.Class(r.Body.Class))
	})
	return oas.ClassifyQuestion200JSONResponse{QuestionJSONResponse: v}, err
}

// AssignQuestion gives the question to a dinas.
func (s *server) AssignQuestion(ctx context.Context, r oas.AssignQuestionRequestObject) (oas.AssignQuestionResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Assign(ctx, principal(ctx), t, dinas.Code(r.Body.Dinas))
	})
	return oas.AssignQuestion200JSONResponse{QuestionJSONResponse: v}, err
}

// RecallQuestion takes the question back to triage.
func (s *server) RecallQuestion(ctx context.Context, r oas.RecallQuestionRequestObject) (oas.RecallQuestionResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Recall(ctx, principal(ctx), t, r.Body.Reason)
	})
	return oas.RecallQuestion200JSONResponse{QuestionJSONResponse: v}, err
}

// DismissQuestion ends a question that is none.
func (s *server) DismissQuestion(ctx context.Context, r oas.DismissQuestionRequestObject) (oas.DismissQuestionResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Dismiss(ctx, principal(ctx), t, r.Body.Reason)
	})
	return oas.DismissQuestion200JSONResponse{QuestionJSONResponse: v}, err
}
