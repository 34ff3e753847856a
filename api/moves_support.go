package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/usecase"
)

// AddSupport lets one more dinas read and note.
func (s *server) AddSupport(ctx context.Context, r oas.AddSupportRequestObject) (oas.AddSupportResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.AddSupport(ctx, principal(ctx), t, dinas.Code(r.Body.Dinas))
	})
	return oas.AddSupport200JSONResponse{QuestionJSONResponse: v}, err
}

// RemoveSupport ends that.
func (s *server) RemoveSupport(ctx context.Context, r oas.RemoveSupportRequestObject) (oas.RemoveSupportResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.RemoveSupport(ctx, principal(ctx), t, dinas.Code(r.Body.Dinas))
	})
	return oas.RemoveSupport200JSONResponse{QuestionJSONResponse: v}, err
}

// PutInCharge names who works on the question; without a user, nobody.
func (s *server) PutInCharge(ctx context.Context, r oas.PutInChargeRequestObject) (oas.PutInChargeResponseObject, error) {
	who, err := userOf("/user_id", r.Body.UserID)
	if err != nil {
		return nil, err
	}
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.PutInCharge(ctx, principal(ctx), t, who)
	})
	return oas.PutInCharge200JSONResponse{QuestionJSONResponse: v}, err
}

// userOf reads an account's identifier in a body; none is the zero user.
func userOf(pointer string, id *oas.ID) (domain.UserID, error) {
	if id == nil {
		return domain.UserID{}, nil
	}
	who, err := domain.ParseID[domain.UserKind](*id)
	if err != nil {
		return who, domain.InvalidField(pointer, "uuid", "")
	}
	return who, nil
}

// inCharge reads the filter: me, nobody, or an account.
func inCharge(filter *string) (by usecase.InCharge, err error) {
	switch value(filter) {
	case "":
	case "me":
		by.Me = true
	case "nobody":
		by.Nobody = true
	default:
		by.User, err = userOf("?in_charge", filter)
	}
	return by, err
}
