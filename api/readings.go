package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/usecase"
)

// ListReadings returns who was shown whose name or phone, the latest first.
func (s *server) ListReadings(ctx context.Context, r oas.ListReadingsRequestObject) (oas.ListReadingsResponseObject, error) {
	f := usecase.ReadingFilter{From: value(r.Params.From), To: value(r.Params.To)}
	var err error
	if r.Params.QuestionID != nil {
		f.Question, err = idOf[domain.QuestionKind](*r.Params.QuestionID)
	}
	if r.Params.UserID != nil && err == nil {
		f.By, err = idOf[domain.UserKind](*r.Params.UserID)
	}
	if err != nil {
		return nil, err
	}
	list, next, err := s.app.ListReadings(ctx, principal(ctx), f, pageOf(r.Params.Limit, r.Params.Cursor))
	return oas.ListReadings200JSONResponse{Body: oas.ReadingList{Items: each(list, readingView), NextCursor: optional(next)},
		Headers: oas.ListReadings200ResponseHeaders{Link: link(ctx, next)}}, err
}

func readingView(r usecase.Reading) oas.Reading {
	return oas.Reading{ID: r.ID.String(), ReadAt: r.At, UserID: r.By.String(), In: oas.ReadingIn(r.In), QuestionID: optional(r.Question.String()),
		SessionID: optional(r.Session.String()), AttendeeID: optional(r.Attendee.String())}
}
