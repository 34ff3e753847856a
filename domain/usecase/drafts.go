package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// SaveDraft saves the text of a draft and what it promises.
func (a *App) SaveDraft(ctx context.Context, p access.Principal, t Target, text string, vow question.Vow) (QuestionView, error) {
	var faults domain.Faults
	faults.Merge(clean("/text", &text, domain.MaxAnswerText))
	faults.Merge(cleanVow("/promise", &vow))
	if err := faults.Err(); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveDraft, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		if err := q.May(question.MoveDraft); err != nil {
			return err
		}
		if err := notBefore("/promise/due", vow.Due, by.Now); err != nil {
			return err
		}
		return q.Draft(by, text, vow)
	})
}

// SubmitDraft asks an approver for approval of the draft.
func (a *App) SubmitDraft(ctx context.Context, p access.Principal, t Target) (QuestionView, error) {
	return a.move(ctx, p, t, question.MoveSubmit, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Submit(by)
	})
}

// ApproveDraft approves the draft that the approver read.
func (a *App) ApproveDraft(ctx context.Context, p access.Principal, t Target, read ledger.Hash) (QuestionView, error) {
	return a.move(ctx, p, t, question.MoveApprove, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Approve(by, read)
	})
}

// RejectDraft gives the draft back to be edited.
func (a *App) RejectDraft(ctx context.Context, p access.Principal, t Target, reason string) (QuestionView, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveRejectDraft, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.RejectDraft(by, reason)
	})
}
