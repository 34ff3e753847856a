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
	"audiensi/domain/session"
)

// Categorise says what the question is about. In a session that assigns at
// once, a routing rule then assigns it if it has waited since its capture.
func (a *App) Categorise(ctx context.Context, p access.Principal, t Target, code category.Code) (QuestionView, error) {
	return a.move(ctx, p, t, question.MoveCategorise, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		if err := activeCategory(ctx, tx, code, by.Now); err != nil {
			return err
		}
		if err := q.Categorise(by, code); err != nil {
			return err
		}
		s, err := tx.LoadSession(ctx, q.State().Session)
		if err != nil || s.AutoAssign != session.AtOnce {
			return err
		}
		_, err = assignByRule(ctx, tx, q, s, ruleAct(by.Now))
		return err
	})
}

// Classify says which deadline rule applies.
func (a *App) Classify(ctx context.Context, p access.Principal, t Target, class category.Class) (QuestionView, error) {
	return a.move(ctx, p, t, question.MoveClassify, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Classify(by, class)
	})
}

// Assign gives the question to a dinas.
func (a *App) Assign(ctx context.Context, p access.Principal, t Target, to dinas.Code) (QuestionView, error) {
	return a.move(ctx, p, t, question.MoveAssign, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		if err := activeDinas(ctx, tx, "/dinas", to, by.Now); err != nil {
			return err
		}
		return q.Assign(by, to)
	})
}

// Recall takes the question back to triage.
func (a *App) Recall(ctx context.Context, p access.Principal, t Target, reason string) (QuestionView, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveRecall, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Recall(by, reason)
	})
}

// Dismiss ends a question that is none.
func (a *App) Dismiss(ctx context.Context, p access.Principal, t Target, reason string) (QuestionView, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveDismiss, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Dismiss(by, reason)
	})
}

// assignByRule assigns a question that has waited in triage since its capture by
// the first routing rule that fits, see route; it reports whether one did. Where
// nobody categorised it, it takes up a proposal that is sure enough for that.
func assignByRule(ctx context.Context, tx Tx, q *question.Question, s *session.Session, by question.Act) (bool, error) {
	st := q.State()
	code, class := st.Category, st.Class
	if st.Proposal.MayAssign() {
		code, class = cmp.Or(code, st.Proposal.Category), cmp.Or(class, st.Proposal.Class)
	}
	if code == "" || !st.WaitsSinceCapture() {
		return false, nil
	}
	to, err := route(ctx, tx, routing.Case{Date: s.Date, Category: code, Class: class,
		Kecamatan: st.Asker.Kecamatan, AskerRole: st.Asker.Role, Says: phrases{}.in(st.Text)}, by.Now)
	if err != nil || to == "" {
		return false, err
	}
	err = settle(ctx, tx, q, by, TriageChoice{Category: code, Class: class})
	if domain.CodeOf(err) == domain.Invalid {
		return false, nil // the category was retired since it was proposed
	}
	if err != nil {
		return false, err
	}
	return true, q.Assign(by, to)
}
