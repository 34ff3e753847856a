package api

import (
	"context"
	"encoding/hex"

	"audiensi/api/oas"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// SaveDraft saves a draft of the answer.
func (s *server) SaveDraft(ctx context.Context, r oas.SaveDraftRequestObject) (oas.SaveDraftResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.SaveDraft(ctx, principal(ctx), t, r.Body.Text, vowOf(r.Body.Promise))
	})
	return oas.SaveDraft200JSONResponse{QuestionJSONResponse: v}, err
}

// SubmitDraft asks for approval.
func (s *server) SubmitDraft(ctx context.Context, r oas.SubmitDraftRequestObject) (oas.SubmitDraftResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.SubmitDraft(ctx, principal(ctx), t)
	})
	return oas.SubmitDraft200JSONResponse{QuestionJSONResponse: v}, err
}

// ApproveDraft approves the draft that was read.
func (s *server) ApproveDraft(ctx context.Context, r oas.ApproveDraftRequestObject) (oas.ApproveDraftResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.ApproveDraft(ctx, principal(ctx), t, *hashOf(&r.Body.DraftHash))
	})
	return oas.ApproveDraft200JSONResponse{QuestionJSONResponse: v}, err
}

// RejectDraft gives the draft back.
func (s *server) RejectDraft(ctx context.Context, r oas.RejectDraftRequestObject) (oas.RejectDraftResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.RejectDraft(ctx, principal(ctx), t, r.Body.Reason)
	})
	return oas.RejectDraft200JSONResponse{QuestionJSONResponse: v}, err
}

// PublishAnswer publishes the answer.
func (s *server) PublishAnswer(ctx context.Context, r oas.PublishAnswerRequestObject) (oas.PublishAnswerResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		in := usecase.Answering{Text: value(r.Body.Text), Vow: vowOf(r.Body.Promise), Draft: hashOf(r.Body.DraftHash)}
		return s.app.Publish(ctx, principal(ctx), t, in)
	})
	return oas.PublishAnswer200JSONResponse{QuestionJSONResponse: v}, err
}

// AmendAnswer amends the answer.
func (s *server) AmendAnswer(ctx context.Context, r oas.AmendAnswerRequestObject) (oas.AmendAnswerResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		in := usecase.Answering{Text: value(r.Body.Text), Vow: vowOf(r.Body.Promise), Draft: hashOf(r.Body.DraftHash)}
		return s.app.Amend(ctx, principal(ctx), t, in, r.Body.Reason)
	})
	return oas.AmendAnswer200JSONResponse{QuestionJSONResponse: v}, err
}

// hashOf reads a hash whose form was checked; nil for none.
func hashOf(text *oas.DraftHash) *ledger.Hash {
	if text == nil {
		return nil
	}
	var hash ledger.Hash
	b, _ := hex.DecodeString(*text) // its pattern was checked
	copy(hash[:], b)
	return &hash
}

func draft(d question.Draft) *oas.Draft {
	if d.Step == question.StepNone {
		return nil
	}
	view := &oas.Draft{Text: d.Text, Promise: promised(d.Vow), Hash: d.Hash.String(), Step: oas.DraftStep(d.Step),
		ApprovedBy: optional(d.ApprovedBy.String()), Reason: optional(d.Reason)}
	for _, id := range d.Editors {
		view.Editors = append(view.Editors, id.String())
	}
	return view
}
