package usecase

import (
	"context"
	"slices"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/question"
	"audiensi/domain/triage/similar"
)

// MergeProposal is a question of a session and later ones of the same session
// that likely put the same matter. The score of each is how similar it and the
// nearest to it are.
type MergeProposal struct {
	Question QuestionView
	With     []SimilarQuestion // in order of capture
}

// MergeProposals returns which questions of a session may be merged, in order of
// capture: those whose nearest is similar enough, with what they are nearest to.
// A question is in one proposal at most. Questions that have ended are left out.
func (a *App) MergeProposals(ctx context.Context, p access.Principal, id domain.SessionID) ([]MergeProposal, error) {
	if err := p.Require(access.Categorise); err != nil {
		return nil, err
	}
	states, err := a.openIn(ctx, id)
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(states))
	for i, s := range states {
		texts[i] = s.Text
	}
	return proposals(states, a.History.encoder.Nearest(texts)), nil
}

// openIn returns the session's questions that have not ended, in order of capture.
func (a *App) openIn(ctx context.Context, id domain.SessionID) (states []question.State, err error) {
	open := slices.DeleteFunc(question.Statuses(), func(s question.Status) bool { return s == question.Resolved || s == question.Dismissed })
	err = a.Store.Read(ctx, func(ctx context.Context, tx Tx) error {
		if _, err := tx.LoadSession(ctx, id); err != nil {
			return err
		}
		states, _, err = tx.ListQuestions(ctx, QuestionFilter{Session: id, Statuses: open}, Page{Sort: "captured_at"})
		return err
	})
	return states, err
}

// proposals gathers the questions by the earliest with which they are connected.
func proposals(states []question.State, nearest []similar.Nearest) (list []MergeProposal) {
	first := connected(nearest)
	place := map[int]int{} // of the proposal of an earliest question
	for i, s := range states {
		head := first[i]
		if head == i {
			continue
		}
		if _, ok := place[head]; !ok {
			place[head] = len(list)
			list = append(list, MergeProposal{Question: nameless(states[head])})
		}
		to := &list[place[head]]
		to.With = append(to.With, SimilarQuestion{nameless(s), nearest[i].Score})
	}
	slices.SortStableFunc(list, func(a, b MergeProposal) int { return a.Question.State.StartAt.Compare(b.Question.State.StartAt) })
	return list
}

// connected returns, for each question, the earliest that it is connected with
// through nearest ones that are similar enough.
func connected(nearest []similar.Nearest) []int {
	first := make([]int, len(nearest))
	for i := range first {
		first[i] = i
	}
	head := func(i int) int {
		for first[i] != i {
			i = first[i]
		}
		return i
	}
	for i, n := range nearest {
		if n.At >= 0 && n.Score >= similar.MergeFrom {
			a, b := head(i), head(n.At)
			first[max(a, b)] = min(a, b)
		}
	}
	for i := range first {
		first[i] = head(i)
	}
	return first
}
