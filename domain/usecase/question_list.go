package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/question"
)

// ListQuestions returns a page of questions in the principal's scope. With
// former set, a dinas sees what it held before, each as it was then; filters on
// what changes are refused there, since they would tell today's state.
func (a *App) ListQuestions(ctx context.Context, p access.Principal, f QuestionFilter, formerly bool, page Page) (views []QuestionView, next string, err error) {
	if err := p.Require(access.QuestionRead); err != nil {
		return nil, "", err
	}
	if err := scope(p, &f, formerly, page); err != nil {
		return nil, "", err
	}
	look := a.Store.Read
	if formerly {
		look = a.Store.View
	}
	err = look(ctx, func(ctx context.Context, tx Tx) error {
		var states []question.State
		if states, next, err = tx.ListQuestions(ctx, f, page); err != nil {
			return err
		}
		views = make([]QuestionView, len(states))
		for i, s := range states {
			if !formerly {
				views[i] = viewOf(p, s)
			} else if views[i], err = former(ctx, tx, p, s); err != nil {
				return err
			}
		}
		return nil
	})
	return views, next, err
}

func scope(p access.Principal, f *QuestionFilter, formerly bool, page Page) error {
	if !p.Role.OfDinas() {
		if formerly {
			return domain.InvalidField("?custody", "dinas_only", "")
		}
		return nil
	}
	if !formerly {
		f.Holder = p.Dinas
		return nil
	}
	f.Former = p.Dinas
	narrow := len(f.Statuses) > 0 || f.Category != "" || f.Class != "" || f.Dinas != "" || f.Text != "" ||
		f.AskerRole != "" || f.Desa != "" || f.Kecamatan != "" || page.Sort == "assigned_at" || page.Sort == "-assigned_at"
	if narrow {
		return domain.Fail(domain.Invalid, domain.ReasonFormerFilter)
	}
	return nil
}
