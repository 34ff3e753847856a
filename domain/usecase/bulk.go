package usecase

import (
	"context"
	"fmt"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
)

// BulkItem is what became of one question of a bulk call.
type BulkItem struct {
	Version uint64 // after it
	Err     error
}

// AssignMany gives each of the questions to the dinas, as Assign does.
func (a *App) AssignMany(ctx context.Context, p access.Principal, targets []Target, to dinas.Code) ([]BulkItem, error) {
	return a.inBulk(ctx, p, access.Assign, targets, func(ctx context.Context, t Target) (QuestionView, error) {
		return a.Assign(ctx, p, t, to)
	})
}

// CategoriseMany says what each of the questions is about, as Categorise does.
func (a *App) CategoriseMany(ctx context.Context, p access.Principal, targets []Target, code category.Code) ([]BulkItem, error) {
	return a.inBulk(ctx, p, access.Categorise, targets, func(ctx context.Context, t Target) (QuestionView, error) {
		return a.Categorise(ctx, p, t, code)
	})
}

// PublishMany publishes one answer to each of the questions, as Publish does.
func (a *App) PublishMany(ctx context.Context, p access.Principal, targets []Target, text string) ([]BulkItem, error) {
	if err := clean("/text", &text, domain.MaxAnswerText); err != nil {
		return nil, err
	}
	return a.inBulk(ctx, p, access.Handle, targets, func(ctx context.Context, t Target) (QuestionView, error) {
		return a.Publish(ctx, p, t, Answering{Text: text})
	})
}

// ConfirmMany confirms the proposals of the questions, as ConfirmTriage does.
func (a *App) ConfirmMany(ctx context.Context, p access.Principal, targets []Target) ([]BulkItem, error) {
	return a.inBulk(ctx, p, access.Categorise, targets, func(ctx context.Context, t Target) (QuestionView, error) {
		return a.ConfirmTriage(ctx, p, t, TriageChoice{})
	})
}

// inBulk does one thing to each of the questions, in order, each in its own
// transaction: one that is refused keeps no other back. It fails as a whole where
// the caller may do it to none, names one twice, or the store fails.
func (a *App) inBulk(ctx context.Context, p access.Principal, needed access.Permission, targets []Target,
	one func(context.Context, Target) (QuestionView, error)) ([]BulkItem, error) {
	if err := p.Require(needed); err != nil {
		return nil, err
	}
	if err := distinct(targets); err != nil {
		return nil, err
	}
	if err := a.Store.InTx(ctx, func(context.Context, Tx) error { return nil }); err != nil { // claims the key
		return nil, err
	}
	ctx = unshown(Claimed(ctx))
	items := make([]BulkItem, len(targets))
	for i, t := range targets {
		v, err := one(ctx, t)
		if code := domain.CodeOf(err); err != nil && (code == "" || code == domain.Unavailable) {
			return nil, err
		}
		items[i] = BulkItem{v.State.Version, err}
	}
	return items, nil
}

// distinct refuses targets that name a question twice.
func distinct(targets []Target) error {
	var faults domain.Faults
	seen := make(map[domain.QuestionID]bool, len(targets))
	for i, t := range targets {
		if seen[t.ID] {
			faults.Add(fmt.Sprintf("/items/%d/id", i), "unique", "")
		}
		seen[t.ID] = true
	}
	return faults.Err()
}
