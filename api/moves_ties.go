package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/usecase"
)

// MergeQuestion merges the question into another.
func (s *server) MergeQuestion(ctx context.Context, r oas.MergeQuestionRequestObject) (oas.MergeQuestionResponseObject, error) {
	into, err := domain.ParseID[domain.QuestionKind](r.Body.Into)
	if err != nil {
		return nil, domain.InvalidField("/into", "uuid", "")
	}
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Merge(ctx, principal(ctx), t, usecase.Target{ID: into, Version: uint64(r.Body.IntoVersion)}, value(r.Body.Reason))
	})
	return oas.MergeQuestion200JSONResponse{QuestionJSONResponse: v}, err
}

// UnmergeQuestion undoes a merge.
func (s *server) UnmergeQuestion(ctx context.Context, r oas.UnmergeQuestionRequestObject) (oas.UnmergeQuestionResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Unmerge(ctx, principal(ctx), t, r.Body.Reason)
	})
	return oas.UnmergeQuestion200JSONResponse{QuestionJSONResponse: v}, err
}

// SplitQuestion makes a question for each part.
func (s *server) SplitQuestion(ctx context.Context, r oas.SplitQuestionRequestObject) (oas.SplitQuestionResponseObject, error) {
	texts := each(r.Body.Parts, func(p oas.SplitPart) string { return p.Text })
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Split(ctx, principal(ctx), t, texts)
	})
	return oas.SplitQuestion200JSONResponse{QuestionJSONResponse: v}, err
}

// UnsplitQuestion undoes a split.
func (s *server) UnsplitQuestion(ctx context.Context, r oas.UnsplitQuestionRequestObject) (oas.UnsplitQuestionResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Unsplit(ctx, principal(ctx), t, r.Body.Reason)
	})
	return oas.UnsplitQuestion200JSONResponse{QuestionJSONResponse: v}, err
}

// ListMergedQuestions returns what is merged into the question.
func (s *server) ListMergedQuestions(ctx context.Context, r oas.ListMergedQuestionsRequestObject) (oas.ListMergedQuestionsResponseObject, error) {
	id, err := idOf[domain.QuestionKind](r.QuestionID)
	if err != nil {
		return nil, err
	}
	list, err := s.app.MergedInto(ctx, principal(ctx), id)
	return oas.ListMergedQuestions200JSONResponse{Items: each(list, questionView)}, err
}
