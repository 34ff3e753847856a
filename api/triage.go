package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// SuggestTriage proposes what a text is about, with similar questions.
func (s *server) SuggestTriage(ctx context.Context, r oas.SuggestTriageRequestObject) (oas.SuggestTriageResponseObject, error) {
	in := usecase.SuggestInput{Text: value(r.Body.Text), Similar: defaultSuggested}
	if r.Body.Similar != nil {
		in.Similar = *r.Body.Similar
	}
	var err error
	if r.Body.SessionID != nil {
		if in.Session, err = idOf[domain.SessionKind](*r.Body.SessionID); err != nil {
			return nil, err
		}
	}
	if r.Body.Asker != nil {
		if in.Asker, err = askerOf("/asker", *r.Body.Asker); err != nil {
			return nil, err
		}
	}
	found, err := s.app.Suggest(ctx, principal(ctx), in)
	if err != nil {
		return nil, err
	}
	return oas.SuggestTriage200JSONResponse{Proposal: proposal(found.Proposal, in.Text),
		Similar: each(found.Similar.Questions, similarQuestion), WholeHistory: found.Similar.Whole}, nil
}

// ConfirmTriage confirms or corrects the proposal of a question.
func (s *server) ConfirmTriage(ctx context.Context, r oas.ConfirmTriageRequestObject) (oas.ConfirmTriageResponseObject, error) {
	choice := usecase.TriageChoice{Category: category.Code(value(r.Body.Category)), Class: category.Class(value(r.Body.Class)),
		Dinas: dinas.Code(value(r.Body.Dinas))}
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.ConfirmTriage(ctx, principal(ctx), t, choice)
	})
	return oas.ConfirmTriage200JSONResponse{QuestionJSONResponse: v}, err
}

// ListTriageQueue returns what waits in triage.
func (s *server) ListTriageQueue(ctx context.Context, r oas.ListTriageQueueRequestObject) (oas.ListTriageQueueResponseObject, error) {
	f := usecase.QuestionFilter{Statuses: []question.Status{question.Captured}}
	if r.Params.SessionID != nil {
		var err error
		if f.Session, err = idOf[domain.SessionKind](*r.Params.SessionID); err != nil {
			return nil, err
		}
	}
	page := pageOf(r.Params.Limit, r.Params.Cursor)
	page.Sort = usecase.SortByNeed
	list, next, err := s.app.ListQuestions(ctx, principal(ctx), f, usecase.CustodyCurrent, usecase.InCharge{}, page)
	return oas.ListTriageQueue200JSONResponse{
		Body:    oas.QuestionList{Items: each(list, questionView), NextCursor: optional(next)},
		Headers: oas.ListTriageQueue200ResponseHeaders{Link: link(ctx, next)},
	}, err
}
