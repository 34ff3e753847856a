package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
)

// AddSupport lets one more dinas read the question and note what it knows.
func (a *App) AddSupport(ctx context.Context, p access.Principal, t Target, code dinas.Code) (QuestionView, error) {
	return a.move(ctx, p, t, question.MoveAddSupport, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		if err := activeDinas(ctx, tx, "/dinas", code, by.Now); err != nil {
			return err
		}
		return q.AddSupport(by, code)
	})
}

// RemoveSupport ends that.
func (a *App) RemoveSupport(ctx context.Context, p access.Principal, t Target, code dinas.Code) (QuestionView, error) {
	return a.move(ctx, p, t, question.MoveRemoveSupport, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.RemoveSupport(by, code)
	})
}

// PutInCharge names who works on the question inside the holder: an account of
// it that is not disabled, or nobody.
func (a *App) PutInCharge(ctx context.Context, p access.Principal, t Target, who domain.UserID) (QuestionView, error) {
	return a.move(ctx, p, t, question.MovePutInCharge, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		if !who.IsZero() {
			u, err := tx.LoadUser(ctx, who)
			if err != nil && domain.CodeOf(err) != domain.NotFound {
				return err
			}
			if err != nil || u.Disabled || u.Dinas != q.State().Dinas {
				return domain.InvalidField("/user_id", "of_holder", "")
			}
		}
		return q.PutInCharge(by, who)
	})
}
