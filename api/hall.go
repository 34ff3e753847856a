package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/usecase"
)

// ListHallQuestions returns the session's questions for a screen in the hall.
func (s *server) ListHallQuestions(ctx context.Context, r oas.ListHallQuestionsRequestObject) (oas.ListHallQuestionsResponseObject, error) {
	id, err := idOf[domain.SessionKind](r.SessionID)
	if err != nil {
		return nil, err
	}
	list, next, err := s.app.Hall(ctx, principal(ctx), id, pageOf(r.Params.Limit, r.Params.Cursor))
	items := each(list, func(q usecase.HallQuestion) oas.HallQuestion {
		return oas.HallQuestion{ID: q.State.ID.String(), Status: oas.QuestionStatus(q.State.Status), Text: q.Text,
			Category: optional(inLanguage(ctx, q.Category)), Dinas: optional(q.Dinas), SpokenOrder: optional(q.State.SpokenNo),
			CapturedAt: q.State.StartAt}
	})
	return oas.ListHallQuestions200JSONResponse{Body: oas.HallQuestions{Items: items, NextCursor: optional(next)},
		Headers: oas.ListHallQuestions200ResponseHeaders{Link: link(ctx, next)}}, err
}
