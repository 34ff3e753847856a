package usecase

import (
	"cmp"
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
	"audiensi/domain/routing"
)

// TriageChoice is what a moderator corrects of a proposal; empty members take
// what was set before, else what was proposed.
type TriageChoice struct {
	Category category.Code
	Class    category.Class
	Dinas    dinas.Code // else the one that the routing rules give for the choice
}

// ConfirmTriage takes up the proposal, or the correction of it, in one step:
// category, class and assignment. Nothing is changed where one of them cannot be.
func (a *App) ConfirmTriage(ctx context.Context, p access.Principal, t Target, c TriageChoice) (QuestionView, error) {
	if err := p.Require(access.Categorise); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveAssign, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		if err := settle(ctx, tx, q, by, c.orProposed(q.State())); err != nil {
			return err
		}
		to, err := chosenDinas(ctx, tx, q, by, c)
		if err != nil {
			return err
		}
		return q.Assign(by, to)
	})
}

func (c TriageChoice) orProposed(s question.State) TriageChoice {
	c.Category = cmp.Or(c.Category, s.Category, s.Proposal.Category)
	c.Class = cmp.Or(c.Class, s.Class, s.Proposal.Class)
	return c
}

// settle sets category and class where they are not what is chosen.
func settle(ctx context.Context, tx Tx, q *question.Question, by question.Act, c TriageChoice) error {
	s := q.State()
	if c.Category == "" {
		return domain.InvalidField("/category", "required", "")
	}
	if c.Category != s.Category {
		if err := activeCategory(ctx, tx, c.Category, by.Now); err != nil {
			return err
		}
		if err := q.Categorise(by, c.Category); err != nil {
			return err
		}
	}
	if c.Class != s.Class {
		return q.Classify(by, c.Class)
	}
	return nil
}

func chosenDinas(ctx context.Context, tx Tx, q *question.Question, by question.Act, c TriageChoice) (dinas.Code, error) {
	to := c.Dinas
	if to == "" {
		s := q.State()
		meeting, err := tx.LoadSession(ctx, s.Session)
		if err != nil {
			return "", err
		}
		to, err = route(ctx, tx, routing.Case{Date: meeting.Date, Category: s.Category, Class: s.Class,
			Kecamatan: s.Asker.Kecamatan, AskerRole: s.Asker.Role, Says: phrases{}.in(s.Text)}, by.Now)
		if err != nil {
			return "", err
		}
	}
	if to == "" {
		return "", domain.InvalidField("/dinas", "required", "")
	}
	return to, activeDinas(ctx, tx, "/dinas", to, by.Now)
}
