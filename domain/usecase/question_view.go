package usecase

import (
	"context"
	"slices"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// QuestionView is a question as one principal may see it. AsOf is the event up
// to which a former holder sees it, 0 for today.
type QuestionView struct {
	State question.State
	Moves []question.Move
	Named bool // the asker's name and phone are shown
	AsOf  uint64
}

func viewOf(p access.Principal, s question.State) QuestionView {
	v := QuestionView{State: s, Moves: access.MovesFor(p, &s)}
	v.Named = access.ViewOf(p, &s) == access.WithName
	v.hideName()
	if !access.ReadsDrafts(p, &s) {
		v.State.Draft = question.Draft{}
	}
	v.veil(access.VeiledFrom(p, &s))
	return v
}

func (v *QuestionView) hideName() {
	if !v.Named {
		v.State.Asker.Name, v.State.Asker.Phone = "", ""
	}
}

// veil leaves of the asker's identity the kind alone.
func (v *QuestionView) veil(veiled bool) {
	if veiled {
		v.State.Asker = question.Asker{Kind: v.State.Asker.Kind}
	}
}

// former returns the question as it was when the principal's dinas last let it go.
func former(ctx context.Context, tx Tx, p access.Principal, s question.State) (QuestionView, error) {
	events, err := tx.QuestionEvents(ctx, s.ID, s.LastHeldBy(p.Dinas).EndSeq)
	if err != nil {
		return QuestionView{}, err
	}
	was, err := question.Replay(events)
	if err != nil {
		return QuestionView{}, err
	}
	was.Attachments = slices.DeleteFunc(was.Attachments, func(a question.Attachment) bool { return s.File(a.ID) == nil })
	v := QuestionView{State: was, AsOf: was.Version}
	v.hideName()
	v.veil(s.Confidential || was.Confidential)
	return v, nil
}

// see returns the view of the loaded question, not_found outside the scope.
func see(ctx context.Context, tx Tx, p access.Principal, s question.State) (QuestionView, error) {
	switch access.ViewOf(p, &s) {
	case access.Hidden:
		return QuestionView{}, domain.Fail(domain.NotFound, domain.ReasonNotFound)
	case access.AsItWas:
		return former(ctx, tx, p, s)
	}
	return viewOf(p, s), nil
}

// Question returns the question as the principal may see it, and logs that.
func (a *App) Question(ctx context.Context, p access.Principal, id domain.QuestionID) (QuestionView, error) {
	v, err := a.lookAt(ctx, p, id)
	if err != nil {
		return v, err
	}
	return v, a.logViews(ctx, p, ReadQuestion, v)
}

// lookAt is Question for what shows nobody's name.
func (a *App) lookAt(ctx context.Context, p access.Principal, id domain.QuestionID) (v QuestionView, err error) {
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		q, err := tx.LoadQuestion(ctx, id)
		if err != nil {
			return err
		}
		v, err = see(ctx, tx, p, q.State())
		return err
	})
	return v, err
}

// Timeline is a question's events with the custodies they made.
type Timeline struct {
	Question QuestionView
	Events   []*ledger.Event
	Names    map[domain.UserID]string // names of the accounts that the events name
	Drafts   bool                     // what drafts said is shown
}

// Timeline returns every event that the principal may see, oldest first.
func (a *App) Timeline(ctx context.Context, p access.Principal, id domain.QuestionID) (t Timeline, err error) {
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		q, err := tx.LoadQuestion(ctx, id)
		if err != nil {
			return err
		}
		if t.Question, err = see(ctx, tx, p, q.State()); err != nil {
			return err
		}
		if t.Events, err = tx.QuestionEvents(ctx, id, t.Question.AsOf); err != nil {
			return err
		}
		s := q.State()
		t.Drafts = access.ReadsDrafts(p, &s) || t.Question.AsOf > 0
		t.Names, err = actorNames(ctx, tx, t.Events)
		return err
	})
	return t, err
}

func actorNames(ctx context.Context, tx Tx, events []*ledger.Event) (map[domain.UserID]string, error) {
	names := map[domain.UserID]string{}
	for _, e := range events {
		d := question.DetailOf(e)
		for _, id := range []domain.UserID{e.Actor.User, d.InCharge, d.DeputyFor} {
			if _, known := names[id]; id.IsZero() || known {
				continue
			}
			u, err := tx.LoadUser(ctx, id)
			if err != nil {
				return nil, err
			}
			names[id] = u.Name
		}
	}
	return names, nil
}
