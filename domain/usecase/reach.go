package usecase

import (
	"context"
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/question"
)

// save saves the question and lets what was done to it reach the questions that
// are tied to it, in the same unit: see reachMerged and tellParent. Of a known
// question the caller has the only copy, and saves it.
func save(ctx context.Context, tx Tx, q *question.Question, now time.Time, known ...*question.Question) error {
	if err := tx.SaveQuestion(ctx, q); err != nil {
		return err
	}
	if err := reachMerged(ctx, tx, q, now, known); err != nil {
		return err
	}
	return tellParent(ctx, tx, q, now)
}

// saveOther is save for a question of which the caller of the use case named no
// version: where somebody was faster, the unit runs again.
func saveOther(ctx context.Context, tx Tx, q *question.Question, now time.Time, known ...*question.Question) error {
	err := save(ctx, tx, q, now, known...)
	if domain.CodeOf(err) == domain.Stale {
		return ErrOvertaken
	}
	return err
}

// reachedAtOnce is how many of the questions merged into one are loaded together.
const reachedAtOnce = 100

// reachMerged lets the survivor's answer and resolution reach those merged into it.
func reachMerged(ctx context.Context, tx Tx, survivor *question.Question, now time.Time, known []*question.Question) error {
	if !survivor.Reaches() {
		return nil
	}
	for ids := range slices.Chunk(survivor.State().MergedHere, reachedAtOnce) {
		states, err := tx.QuestionsByID(ctx, ids)
		if err != nil {
			return err
		}
		for _, s := range states {
			if err := reach(ctx, tx, survivor, question.FromState(s), now, known); err != nil {
				return err
			}
		}
	}
	return nil
}

func reach(ctx context.Context, tx Tx, survivor, q *question.Question, now time.Time, known []*question.Question) error {
	held := slices.IndexFunc(known, func(k *question.Question) bool { return k.State().ID == q.State().ID })
	if held >= 0 {
		_, err := known[held].ReachedBy(systemAct(now), survivor)
		return err
	}
	reached, err := q.ReachedBy(systemAct(now), survivor)
	if err != nil || !reached {
		return err
	}
	return saveOther(ctx, tx, q, now)
}

// tellParent tells the question that this one is a part of whether it is settled.
// Each part writes its parent, so that two at once cannot both miss that they
// were the last.
func tellParent(ctx context.Context, tx Tx, q *question.Question, now time.Time) error {
	if !q.TellsParent() {
		return nil
	}
	s := q.State()
	parent, err := tx.LoadQuestion(ctx, s.Parent)
	if err != nil {
		return err
	}
	news, err := parent.PartIs(systemAct(now), s.PartNo, s.Settled())
	if err != nil || !news {
		return err
	}
	return saveOther(ctx, tx, parent, now)
}

// endDue ends what time has ended and reports whether it did. What is merged is
// resolved with its survivor, by the same window; by itself only where the
// survivor is not answered any more.
func endDue(ctx context.Context, tx Tx, q *question.Question, now time.Time) (bool, error) {
	s := q.State()
	if at := s.WakesAt(); s.Status != question.Merged || at.IsZero() || now.Before(at) {
		return q.EndByTime(systemAct(now))
	}
	survivor, err := tx.LoadQuestion(ctx, s.MergedInto)
	if err != nil {
		return false, err
	}
	ended, err := survivor.EndByTime(systemAct(now))
	if err != nil {
		return false, err
	}
	if ended {
		if err := saveOther(ctx, tx, survivor, now, q); err != nil {
			return false, err
		}
	}
	_, err = q.EndByTime(systemAct(now)) // nothing, if the survivor's end reached it
	return true, err
}
