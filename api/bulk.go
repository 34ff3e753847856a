package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/api/problem"
	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/usecase"
)

// AssignQuestions gives several questions to a dinas.
func (s *server) AssignQuestions(ctx context.Context, r oas.AssignQuestionsRequestObject) (oas.AssignQuestionsResponseObject, error) {
	reply, err := bulk(ctx, r.Body.Items, func(targets []usecase.Target) ([]usecase.BulkItem, error) {
		return s.app.AssignMany(ctx, principal(ctx), targets, dinas.Code(r.Body.Dinas))
	})
	return oas.AssignQuestions200JSONResponse(reply), err
}

// CategoriseQuestions sets the category of several questions.
func (s *server) CategoriseQuestions(ctx context.Context, r oas.CategoriseQuestionsRequestObject) (oas.CategoriseQuestionsResponseObject, error) {
	reply, err := bulk(ctx, r.Body.Items, func(targets []usecase.Target) ([]usecase.BulkItem, error) {
		return s.app.CategoriseMany(ctx, principal(ctx), targets, category.Code(r.Body.Category))
	})
	return oas.CategoriseQuestions200JSONResponse(reply), err
}

// AnswerQuestions publishes one answer to several questions.
func (s *server) AnswerQuestions(ctx context.Context, r oas.AnswerQuestionsRequestObject) (oas.AnswerQuestionsResponseObject, error) {
	reply, err := bulk(ctx, r.Body.Items, func(targets []usecase.Target) ([]usecase.BulkItem, error) {
		return s.app.PublishMany(ctx, principal(ctx), targets, r.Body.Text)
	})
	return oas.AnswerQuestions200JSONResponse(reply), err
}

// ConfirmProposals confirms the proposals of several questions.
func (s *server) ConfirmProposals(ctx context.Context, r oas.ConfirmProposalsRequestObject) (oas.ConfirmProposalsResponseObject, error) {
	reply, err := bulk(ctx, r.Body.Items, func(targets []usecase.Target) ([]usecase.BulkItem, error) {
		return s.app.ConfirmMany(ctx, principal(ctx), targets)
	})
	return oas.ConfirmProposals200JSONResponse(reply), err
}

// bulk reads the targets and tells what became of each, in their order.
func bulk(ctx context.Context, list []oas.BulkTarget, do func([]usecase.Target) ([]usecase.BulkItem, error)) (oas.BulkReply, error) {
	targets := make([]usecase.Target, len(list))
	for i, item := range list {
		id, err := idOf[domain.QuestionKind](item.ID)
		if err != nil {
			return oas.BulkReply{}, err
		}
		targets[i] = usecase.Target{ID: id, Version: uint64(item.Version)}
	}
	items, err := do(targets)
	reply := oas.BulkReply{Items: make([]oas.BulkResult, len(items))}
	for i, item := range items {
		reply.Items[i] = bulkResult(ctx, list[i].ID, item)
	}
	return reply, err
}

func bulkResult(ctx context.Context, id oas.ID, item usecase.BulkItem) oas.BulkResult {
	if item.Err != nil {
		p := problem.Of(ctx, item.Err).Problem
		return oas.BulkResult{ID: id, Outcome: oas.BulkOutcomeRefused, Problem: &p}
	}
	return oas.BulkResult{ID: id, Outcome: oas.BulkOutcomeDone, Version: optional(oas.Version(item.Version))}
}
