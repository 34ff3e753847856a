package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/question"
)

// CorrectText replaces the text; the old one stays in its event.
func (a *App) CorrectText(ctx context.Context, p access.Principal, t Target, text, reason string) (QuestionView, error) {
	var faults domain.Faults
	faults.Merge(clean("/text", &text, domain.MaxQuestionText))
	reason, err := domain.CleanOptional("/reason", reason, domain.MaxReasonText)
	faults.Merge(err)
	if err := faults.Err(); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveCorrectText, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.CorrectText(by, text, reason)
	})
}

// CorrectAsker replaces the asker's identity; the old one stays in its event.
func (a *App) CorrectAsker(ctx context.Context, p access.Principal, t Target, asker question.Asker) (QuestionView, error) {
	return a.move(ctx, p, t, question.MoveCorrectAsker, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		s, err := tx.LoadSession(ctx, q.State().Session)
		if err != nil {
			return err
		}
		full, err := fullAsker(ctx, tx, "", s, asker)
		if err != nil {
			return err
		}
		return q.CorrectAsker(by, full)
	})
}
