package usecase

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/question"
	"audiensi/domain/triage/similar"
)

// SimilarQuestion is an earlier question with how similar it is, from 0 to 1.
// Nobody's name is shown: what was asked and answered is what helps.
type SimilarQuestion struct {
	Question QuestionView
	Score    float64
}

// Similar is what was found, the most similar first. Whole is false where not
// every question could be read yet: more may be found later.
type Similar struct {
	Questions []SimilarQuestion
	Whole     bool
}

// mostLooked is how many of the nearest questions are looked at for those that are
// shown: a dinas may not see all of them.
const mostLooked = 200

// SimilarTo returns the questions most similar to a stored one, at most limit.
func (a *App) SimilarTo(ctx context.Context, p access.Principal, id domain.QuestionID, limit int) (Similar, error) {
	v, err := a.lookAt(ctx, p, id)
	if err != nil {
		return Similar{}, err
	}
	return a.similar(ctx, p, v.State.Text, limit, id)
}

// similar returns at most limit questions that the principal may see, without
// the one with the id.
func (a *App) similar(ctx context.Context, p access.Principal, text string, limit int, without domain.QuestionID) (Similar, error) {
	whole, err := a.History.follow(ctx, a.now())
	if err != nil {
		return Similar{}, err
	}
	list, err := a.nearest(ctx, p, text, limit, without)
	return Similar{list[:min(limit, len(list))], whole}, err
}

// nearest looks at as many as are wanted, and at more where those leave too few
// that are shown.
func (a *App) nearest(ctx context.Context, p access.Principal, text string, limit int, without domain.QuestionID) ([]SimilarQuestion, error) {
	skip := func(id [16]byte) bool { return id == without }
	if !p.Role.OfDinas() {
		found := a.History.index.Search(text, limit, skip)
		list, err := a.shown(ctx, p, found)
		if err != nil || len(list) == len(found) || limit >= mostLooked {
			return list, err
		}
	}
	return a.shown(ctx, p, a.History.index.Search(text, mostLooked, skip))
}

// shown returns the matches with their questions, without those that the
// principal may not see today, without what is merged or split: another question
// stands for it, and without what is told in confidence to others.
func (a *App) shown(ctx context.Context, p access.Principal, found []similar.Match) ([]SimilarQuestion, error) {
	ids := make([]domain.QuestionID, len(found))
	for i, m := range found {
		ids[i] = m.ID
	}
	states, err := a.statesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	list := make([]SimilarQuestion, 0, len(found))
	for _, m := range found {
		s, ok := states[m.ID]
		if ok && s.Status != question.Merged && s.Status != question.Split && access.ViewOf(p, &s) >= access.Plain && !access.VeiledFrom(p, &s) {
			list = append(list, SimilarQuestion{nameless(p, s), m.Score})
		}
	}
	return list, nil
}

// nameless is the view of a question without the asker's name, whoever looks.
func nameless(p access.Principal, s question.State) QuestionView {
	v := viewOf(p, s)
	v.Named = false
	v.hideName()
	return v
}

func (a *App) statesByID(ctx context.Context, ids []domain.QuestionID) (map[domain.QuestionID]question.State, error) {
	states := make(map[domain.QuestionID]question.State, len(ids))
	err := a.Store.Read(ctx, func(ctx context.Context, tx Tx) error {
		list, err := tx.QuestionsByID(ctx, ids)
		for _, s := range list {
			states[s.ID] = s
		}
		return err
	})
	return states, err
}

// ReadHistory reads what is new for the searches to come, and again what was
// captured and corrected in the last so long; 0 goes through all questions.
func (a *App) ReadHistory(ctx context.Context, again time.Duration) error {
	now := a.now()
	if again == 0 {
		return a.History.CatchUp(ctx, now, time.Time{})
	}
	return a.History.CatchUp(ctx, now, now.Add(-again))
}
