package api

import (
	"context"
	"math"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/usecase"
)

// How many similar questions a reply holds unless the caller says it.
const (
	defaultSuggested = 3
	defaultSimilar   = 5
)

// ListSimilarQuestions returns the questions that are most similar to one.
func (s *server) ListSimilarQuestions(ctx context.Context, r oas.ListSimilarQuestionsRequestObject) (oas.ListSimilarQuestionsResponseObject, error) {
	id, err := idOf[domain.QuestionKind](r.QuestionID)
	if err != nil {
		return nil, err
	}
	limit := defaultSimilar
	if r.Params.Limit != nil {
		limit = *r.Params.Limit
	}
	found, err := s.app.SimilarTo(ctx, principal(ctx), id, limit)
	return oas.ListSimilarQuestions200JSONResponse{Items: each(found.Questions, similarQuestion), WholeHistory: found.Whole}, err
}

// ListMergeProposals returns which questions of a session may be merged.
func (s *server) ListMergeProposals(ctx context.Context, r oas.ListMergeProposalsRequestObject) (oas.ListMergeProposalsResponseObject, error) {
	id, err := idOf[domain.SessionKind](r.SessionID)
	if err != nil {
		return nil, err
	}
	list, err := s.app.MergeProposals(ctx, principal(ctx), id)
	return oas.ListMergeProposals200JSONResponse{Items: each(list, mergeProposal)}, err
}

func mergeProposal(p usecase.MergeProposal) oas.MergeProposal {
	return oas.MergeProposal{Question: questionView(p.Question), With: each(p.With, similarQuestion)}
}

func similarQuestion(q usecase.SimilarQuestion) oas.SimilarQuestion {
	return oas.SimilarQuestion{Score: math.Round(q.Score*1e4) / 1e4, Question: questionView(q.Question)}
}
