package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/question"
)

// Custody says which of a dinas' questions a list holds.
type Custody string

// What a dinas has to do with a question.
const (
	CustodyCurrent    Custody = ""           // it holds it, or held it last
	CustodyFormer     Custody = "former"     // it held it before; each is shown as it was then
	CustodySupporting Custody = "supporting" // it supports the holder
)

// InCharge narrows a list by who works on a question: one account, those whose
// work is mine today (my own, and of those I stand in for), or nobody yet.
type InCharge struct {
	User   domain.UserID
	Me     bool
	Nobody bool
}

// ListQuestions returns a page of questions in the principal's scope. Of what a
// dinas held before filters on what changes are refused, since they would tell
// today's state.
func (a *App) ListQuestions(ctx context.Context, p access.Principal, f QuestionFilter, of Custody, by InCharge, page Page) (views []QuestionView, next string, err error) {
	if err := p.Require(access.QuestionRead); err != nil {
		return nil, "", err
	}
	by.narrow(&f, p)
	if err := scope(p, &f, of, page); err != nil {
		return nil, "", err
	}
	f.keepConfidence(p)
	look := a.Store.Read
	if of == CustodyFormer {
		look = a.Store.View
	}
	err = look(ctx, func(ctx context.Context, tx Tx) error {
		var states []question.State
		if states, next, err = tx.ListQuestions(ctx, f, page); err != nil {
			return err
		}
		views = make([]QuestionView, len(states))
		for i, s := range states {
			if of != CustodyFormer {
				views[i] = viewOf(p, s)
			} else if views[i], err = former(ctx, tx, p, s); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, "", err
	}
	return views, next, a.logViews(ctx, p, ReadQuestions, views...)
}

func (by InCharge) narrow(f *QuestionFilter, p access.Principal) {
	f.NobodyInCharge = by.Nobody
	if !by.User.IsZero() {
		f.InCharge = []domain.UserID{by.User}
	}
	if by.Me {
		f.InCharge = []domain.UserID{p.User}
		for _, d := range p.Deputises {
			f.InCharge = append(f.InCharge, d.User)
		}
	}
}

func scope(p access.Principal, f *QuestionFilter, of Custody, page Page) error {
	if !p.Role.OfDinas() {
		if of != CustodyCurrent {
			return domain.InvalidField("?custody", "dinas_only", "")
		}
		return nil
	}
	switch of {
	case CustodyCurrent:
		f.Holder = p.Dinas
		return nil
	case CustodySupporting:
		f.Supporter = p.Dinas
		return nil
	}
	f.Former = p.Dinas
	narrow := len(f.Statuses) > 0 || f.Category != "" || f.Class != "" || f.Dinas != "" || f.Text != "" ||
		f.AskerRole != "" || f.Desa != "" || f.Kecamatan != "" || !f.Attendee.IsZero() || len(f.InCharge) > 0 || f.NobodyInCharge ||
		page.Sort == "assigned_at" || page.Sort == "-assigned_at"
	if narrow {
		return domain.Fail(domain.Invalid, domain.ReasonFormerFilter)
	}
	return nil
}
