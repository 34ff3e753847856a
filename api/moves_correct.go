package api

import (
	"context"
	"errors"
	"strings"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/usecase"
)

// CorrectText replaces the text.
func (s *server) CorrectText(ctx context.Context, r oas.CorrectTextRequestObject) (oas.CorrectTextResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.CorrectText(ctx, principal(ctx), t, r.Body.Text, value(r.Body.Reason))
	})
	return oas.CorrectText200JSONResponse{QuestionJSONResponse: v}, err
}

// CorrectAsker replaces the asker's identity.
func (s *server) CorrectAsker(ctx context.Context, r oas.CorrectAskerRequestObject) (oas.CorrectAskerResponseObject, error) {
	asker, err := askerOf("/asker", r.Body.Asker)
	if err != nil {
		return nil, err
	}
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.CorrectAsker(ctx, principal(ctx), t, asker)
	})
	return oas.CorrectAsker200JSONResponse{QuestionJSONResponse: v}, under("/asker", err)
}

// under moves the pointers of an error below the member that holds what was checked.
func under(pointer string, err error) error {
	var e *domain.Error
	if !errors.As(err, &e) || e.Code != domain.Invalid {
		return err
	}
	moved := *e
	moved.Fields = nil
	for _, f := range e.Fields {
		if strings.HasPrefix(f.Pointer, "/") && !strings.HasPrefix(f.Pointer, pointer) {
			f.Pointer = pointer + f.Pointer
		}
		moved.Fields = append(moved.Fields, f)
	}
	return &moved
}
