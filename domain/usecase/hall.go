package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/dinas"
	"audiensi/domain/masking"
	"audiensi/domain/question"
)

// HallQuestion is a question as a hall may see it: Text is masked, and who asked
// is not told.
type HallQuestion struct {
	State    question.State
	Text     string
	Category [2]string // names, Indonesian and English; empty until categorised
	Dinas    string    // name of the holder
}

// Hall returns a page of the session's questions for a screen that everybody in
// the hall sees, the latest first. What is told in confidence is left out.
func (a *App) Hall(ctx context.Context, p access.Principal, id domain.SessionID, page Page) (list []HallQuestion, next string, err error) {
	if err := p.Require(access.SessionRead); err != nil {
		return nil, "", err
	}
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		if _, err := tx.LoadSession(ctx, id); err != nil {
			return err
		}
		var states []question.State
		if states, next, err = tx.ListQuestions(ctx, QuestionFilter{Session: id, Confidential: new(bool)}, page); err != nil {
			return err
		}
		m, err := masker(ctx, tx, id, states...)
		if err != nil {
			return err
		}
		list = make([]HallQuestion, len(states))
		for i, s := range states {
			if list[i], err = forHall(ctx, tx, s, m); err != nil {
				return err
			}
		}
		return nil
	})
	return list, next, err
}

func forHall(ctx context.Context, tx Tx, s question.State, m *masking.Masker) (HallQuestion, error) {
	h := HallQuestion{State: s, Text: m.Mask(s.Text)}
	var err error
	if h.Category, err = categoryNames(ctx, tx, s.Category); err != nil {
		return h, err
	}
	names, err := dinasNames(ctx, tx, []dinas.Code{s.Dinas})
	h.Dinas = names[s.Dinas]
	return h, err
}

// masker masks the names on the session's attendance list and those of the askers.
func masker(ctx context.Context, tx Tx, id domain.SessionID, askers ...question.State) (*masking.Masker, error) {
	attendees, _, err := tx.ListAttendees(ctx, id, Page{})
	var names []string
	for _, at := range attendees {
		names = append(names, at.Name)
	}
	for _, s := range askers {
		names = append(names, s.Asker.Name)
	}
	return masking.New(names...), err
}
