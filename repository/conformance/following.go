package conformance

import (
	"context"
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// testFollowing: who follows the texts sees each question once in the order of
// ids, and what was corrected since.
func testFollowing(s suite) {
	at := domaintest.Now.AddDate(20, 0, 0) // what else is corrected was so before
	before := domain.NewID[domain.QuestionKind](domaintest.Now)
	all := []*question.Question{domaintest.Captured(newSession(), at), domaintest.Captured(newSession(), at), domaintest.Captured(newSession(), at)}
	s.save(all[2], all[0], all[1])
	for i, q := range all {
		all[i] = s.load(q.State().ID)
	}
	s.equal("in order of ids", texts(all), s.textsAfter(before, 10))
	s.equal("limit", texts(all[:2]), s.textsAfter(before, 2))
	s.equal("after one", texts(all[2:]), s.textsAfter(all[1].State().ID, 10))
	s.equal("after the last", []usecase.QuestionText(nil), s.textsAfter(all[2].State().ID, 10))

	since := at.Add(time.Minute)
	s.equal("none corrected", []usecase.QuestionText(nil), s.corrected(since))
	for i, text := range []string{"Pertama", "Kedua"} {
		s.must(all[i].CorrectText(domaintest.Act(since.Add(time.Duration(i)*time.Minute)), text, ""))
		s.save(all[i])
	}
	s.equal("both", texts(all[:2]), s.corrected(since))
	s.equal("the later one", texts(all[1:2]), s.corrected(since.Add(time.Second)))
	late := since.Add(time.Hour)
	for _, text := range []string{"Ketiga", "Keempat"} { // at one instant
		all[2] = s.load(all[2].State().ID)
		s.must(all[2].CorrectText(domaintest.Act(late), text, ""))
		s.save(all[2])
	}
	s.equal("twice at once", texts([]*question.Question{all[2], all[2]}), s.corrected(late))

	s.equal("by id", []domain.QuestionID{all[0].State().ID, all[2].State().ID},
		s.existing(all[2].State().ID, domain.NewID[domain.QuestionKind](at), all[0].State().ID))
	s.equal("none by id", []domain.QuestionID(nil), s.existing())
}

func texts(list []*question.Question) (texts []usecase.QuestionText) {
	for _, q := range list {
		texts = append(texts, usecase.QuestionText{ID: q.State().ID, Text: q.State().Text})
	}
	return texts
}

func (s suite) textsAfter(id domain.QuestionID, limit int) (list []usecase.QuestionText) {
	s.view(func(ctx context.Context, tx usecase.Tx) (err error) {
		list, err = tx.TextsAfter(ctx, id, limit)
		return err
	})
	return list
}

func (s suite) corrected(since time.Time) (list []usecase.QuestionText) {
	s.view(func(ctx context.Context, tx usecase.Tx) (err error) {
		list, err = tx.CorrectedTexts(ctx, since)
		return err
	})
	return list
}

// existing returns the ids of those that exist, in order.
func (s suite) existing(ids ...domain.QuestionID) (found []domain.QuestionID) {
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		states, err := tx.QuestionsByID(ctx, ids)
		slices.SortFunc(states, func(a, b question.State) int { return slices.Compare(a.ID.Bytes(), b.ID.Bytes()) })
		for _, st := range states {
			found = append(found, st.ID)
		}
		return err
	})
	return found
}
