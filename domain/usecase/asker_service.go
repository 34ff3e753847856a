package usecase

import (
	"context"
	"crypto/rand"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/question"
)

// rated is the move that rates the answer.
func rated(score int, comment string) (verb, error) {
	var faults domain.Faults
	comment, err := domain.CleanOptional("/text", comment, domain.MaxReasonText)
	faults.Merge(err)
	if score < question.LeastScore || score > question.MostScore {
		faults.Add("/score", "range", "1-5")
	}
	do := func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Rate(by, score, comment)
	}
	return do, faults.Err()
}

// Rate passes on what the asker thinks of the answer.
func (a *App) Rate(ctx context.Context, p access.Principal, t Target, score int, comment string) (QuestionView, error) {
	do, err := rated(score, comment)
	if err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveRate, do)
}

// TrackRate says what the asker thinks of the answer.
func (a *App) TrackRate(ctx context.Context, r domain.Receipt, part int, version uint64, score int, comment string) (Tracked, error) {
	do, err := rated(score, comment)
	if err != nil {
		return Tracked{}, err
	}
	return a.trackMove(ctx, r, part, version, question.MoveRate, do)
}

// ReissueReceipt gives an asker who lost the receipt another one; the old one
// dies. The code is known at this moment only.
func (a *App) ReissueReceipt(ctx context.Context, p access.Principal, t Target) (domain.Receipt, QuestionView, error) {
	receipt := domain.DeriveReceipt(rand.Text(), []byte(rand.Text()))
	v, err := a.move(ctx, p, t, question.MoveReissueReceipt, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.ReissueReceipt(by, receipt.Hash())
	})
	return receipt, v, err
}
