package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/question"
)

// MarkConfidential hides the asker from all but the holder and the inspectorate,
// in what it was split from and into too: those have the same asker.
func (a *App) MarkConfidential(ctx context.Context, p access.Principal, t Target, reason string) (QuestionView, error) {
	return a.confide(ctx, p, t, question.MoveMarkConfidential, reason, (*question.Question).MarkConfidential)
}

// UnmarkConfidential undoes that.
func (a *App) UnmarkConfidential(ctx context.Context, p access.Principal, t Target, reason string) (QuestionView, error) {
	return a.confide(ctx, p, t, question.MoveUnmarkConfidential, reason, (*question.Question).UnmarkConfidential)
}

func (a *App) confide(ctx context.Context, p access.Principal, t Target, m question.Move, reason string,
	do func(*question.Question, question.Act, string) error) (QuestionView, error) {
	reason, err := domain.CleanOptional("/reason", reason, domain.MaxReasonText)
	if err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, m, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		if err := do(q, by, reason); err != nil {
			return err
		}
		return confideKin(ctx, tx, q, by, func(k *question.Question) error { return do(k, by, reason) })
	})
}

// confideKin does to those that share the question's asker what was done to it.
func confideKin(ctx context.Context, tx Tx, q *question.Question, by question.Act, do func(*question.Question) error) error {
	s := q.State()
	ids := s.Parts
	if !s.Parent.IsZero() && !s.Orphan {
		parent, err := tx.LoadQuestion(ctx, s.Parent)
		if err != nil {
			return err
		}
		ids = append([]domain.QuestionID{s.Parent}, parent.State().Parts...)
	}
	for _, id := range ids {
		if id == s.ID {
			continue
		}
		k, err := tx.LoadQuestion(ctx, id)
		if err != nil {
			return err
		}
		if k.State().Confidential == s.Confidential {
			continue
		}
		if err := do(k); err != nil {
			return err
		}
		if err := saveOther(ctx, tx, k, by.Now); err != nil {
			return err
		}
	}
	return nil
}

// tellsAsker reports whether a filter would tell who asked, by what it leaves.
func (f *QuestionFilter) tellsAsker() bool {
	return f.Desa != "" || f.Kecamatan != "" || f.AskerRole != "" || !f.Attendee.IsZero()
}

// keepConfidence leaves out what is confidential where a filter would tell of an
// asker whom the principal may not know. Of the lists of a dinas only that of what
// it holds names askers.
func (f *QuestionFilter) keepConfidence(p access.Principal) {
	if f.tellsAsker() && p.Role != access.Inspector && f.Holder == "" {
		f.Confidential = new(bool)
	}
}
