package usecase

import (
	"context"
	"slices"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
)

// Merge merges the question into one that puts the same matter, in the version
// that the caller saw of each. If that is answered, the answer reaches it at once.
func (a *App) Merge(ctx context.Context, p access.Principal, t, into Target, reason string) (QuestionView, error) {
	reason, err := domain.CleanOptional("/reason", reason, domain.MaxReasonText)
	if err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveMerge, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		survivor, err := loadSurvivor(ctx, tx, t, into)
		if err != nil {
			return err
		}
		if _, err := endDue(ctx, tx, survivor, by.Now); err != nil {
			return err
		}
		if err := q.MergeInto(by, survivor, reason); err != nil {
			return err
		}
		if err := answerReaches(ctx, tx, q, survivor, by); err != nil {
			return err
		}
		return saveOther(ctx, tx, survivor, by.Now, q)
	})
}

// loadSurvivor loads the question to merge into and compares its version; that a
// question is not merged into itself is told before that.
func loadSurvivor(ctx context.Context, tx Tx, t, into Target) (*question.Question, error) {
	survivor, err := tx.LoadQuestion(ctx, into.ID)
	if domain.CodeOf(err) == domain.NotFound {
		return nil, domain.InvalidField("/into", "exists", into.ID.String())
	}
	if err != nil {
		return nil, err
	}
	if v := survivor.State().Version; t.ID != into.ID && v != into.Version {
		return nil, domain.Fail(domain.Stale, domain.ReasonSurvivorStale).With("version", v)
	}
	return survivor, nil
}

// answerReaches lets the answer that the survivor has already reach q.
func answerReaches(ctx context.Context, tx Tx, q, survivor *question.Question, by question.Act) error {
	s := survivor.State()
	if s.Status != question.Answered {
		return nil
	}
	events, err := tx.QuestionEvents(ctx, s.ID, 0)
	if err != nil {
		return err
	}
	return q.ReachAnswer(systemAct(by.Now), s.ID, question.LastAnswer(events))
}

// Unmerge undoes a merge: the question goes back to where it stood.
func (a *App) Unmerge(ctx context.Context, p access.Principal, t Target, reason string) (QuestionView, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveUnmerge, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		active, err := lastHolderActive(ctx, tx, q, by.Now)
		if err != nil {
			return err
		}
		return detached(ctx, tx, q, by, func(survivor *question.Question) error {
			return q.Unmerge(by, survivor, reason, active)
		})
	})
}

// disputeMerged detaches the question of the asker who disputes, alone.
func disputeMerged(ctx context.Context, tx Tx, q *question.Question, by question.Act, reason string) error {
	return detached(ctx, tx, q, by, func(survivor *question.Question) error {
		to, err := takesUp(ctx, tx, q, survivor, by)
		if err != nil {
			return err
		}
		return q.DisputeMerged(by, survivor, reason, to)
	})
}

// detached does what detaches q from its survivor, and saves that. Where q is
// not merged it loads nothing: the verb refuses.
func detached(ctx context.Context, tx Tx, q *question.Question, by question.Act, do func(survivor *question.Question) error) error {
	s := q.State()
	if s.Status != question.Merged {
		return do(q)
	}
	survivor, err := tx.LoadQuestion(ctx, s.MergedInto)
	if err != nil {
		return err
	}
	if err := do(survivor); err != nil {
		return err
	}
	return saveOther(ctx, tx, survivor, by.Now, q)
}

// takesUp returns the dinas that takes up what its asker disputes: the one that
// held it, else the survivor's; "" if there is none or it is no more.
func takesUp(ctx context.Context, tx Tx, q, survivor *question.Question, by question.Act) (dinas.Code, error) {
	to := survivor.State().Dinas
	if held := q.State().Custodies; len(held) > 0 {
		to = held[len(held)-1].Dinas
	}
	if to == "" {
		return "", nil
	}
	active, err := stillActive(ctx, tx, to, by.Now)
	if !active {
		return "", err
	}
	return to, nil
}

// MergedInto returns the questions merged into one, in order of merging. Who may
// see that one today may read them, without names unless they see those anyway.
func (a *App) MergedInto(ctx context.Context, p access.Principal, id domain.QuestionID) (views []QuestionView, err error) {
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		q, err := tx.LoadQuestion(ctx, id)
		if err != nil {
			return err
		}
		survivor, err := see(ctx, tx, p, q.State())
		if err != nil {
			return err
		}
		if survivor.AsOf != 0 {
			return domain.Fail(domain.Forbidden, domain.ReasonForbidden)
		}
		views, err = mergedViews(ctx, tx, p, survivor.State.MergedHere)
		return err
	})
	if err != nil {
		return nil, err
	}
	return views, a.logViews(ctx, p, ReadMerged, views...)
}

func mergedViews(ctx context.Context, tx Tx, p access.Principal, ids []domain.QuestionID) ([]QuestionView, error) {
	views := make([]QuestionView, len(ids))
	for some := range slices.Chunk(ids, reachedAtOnce) {
		states, err := tx.QuestionsByID(ctx, some)
		if err != nil {
			return nil, err
		}
		for _, s := range states {
			view := nameless(p, s)
			if access.ViewOf(p, &s) == access.WithName {
				view = viewOf(p, s)
			}
			views[slices.Index(ids, s.ID)] = view
		}
	}
	return views, nil
}
