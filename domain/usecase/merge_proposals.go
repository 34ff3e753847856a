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
// that likely put the same matter, with how similar they are to it.
type MergeProposal struct {
	Question QuestionView
	With     []SimilarQuestion // in order of capture
}

// mostMerged is how many open questions of a session are compared, the oldest;
// the comparison takes the square of it.
const mostMerged = 2000

// MergeProposals returns which questions of a session may be merged, in order of
// capture: those with one that is nearest and similar enough. A question is in one
// proposal at most. Only questions that are not answered yet can be merged.
func (a *App) MergeProposals(ctx context.Context, p access.Principal, id domain.SessionID) ([]MergeProposal, error) {
	for _, needed := range []access.Permission{access.Categorise, access.QuestionRead} {
		if err := p.Require(needed); err != nil {
			return nil, err
		}
	}
	states, err := a.mergeableIn(ctx, id)
	if err != nil {
		return nil, err
	}
	vectors := make([]similar.Vector, len(states))
	for i, s := range states {
		vectors[i] = a.History.encoder.Mergeable(s.Text)
	}
	return proposals(states, vectors), nil
}

// mergeableIn returns the session's questions that can be merged, in order of capture.
func (a *App) mergeableIn(ctx context.Context, id domain.SessionID) (states []question.State, err error) {
	open := []question.Status{question.Captured, question.Assigned, question.InProgress}
	err = a.Store.Read(ctx, func(ctx context.Context, tx Tx) error {
		if _, err := tx.LoadSession(ctx, id); err != nil {
			return err
		}
		states, _, err = tx.ListQuestions(ctx, QuestionFilter{Session: id, Statuses: open}, Page{Sort: "captured_at", Limit: mostMerged})
		return err
	})
	return states, err
}

// proposals gathers each question with the earliest of those that its nearest is
// gathered with, if it is similar enough to that too.
func proposals(states []question.State, vectors []similar.Vector) (list []MergeProposal) {
	nearest := similar.NearestOf(vectors)
	first := make([]int, len(states)) // of each question, with which it is gathered
	place := map[int]int{}            // of the proposal of an earliest one
	for i := range states {
		first[i] = i
	}
	gather := func(i, head int) {
		score := vectors[i].Similarity(&vectors[head])
		if i == head || first[i] != i || score < similar.MergeFrom {
			return
		}
		if _, isHead := place[i]; isHead {
			return
		}
		first[i] = head
		at, ok := place[head]
		if !ok {
			at = len(list)
			place[head], list = at, append(list, MergeProposal{Question: nameless(states[head])})
		}
		list[at].With = append(list[at].With, SimilarQuestion{nameless(states[i]), score})
	}
	for i, n := range nearest {
		if n.At < 0 || n.Score < similar.MergeFrom {
			continue
		}
		earlier, later := min(i, n.At), max(i, n.At)
		if first[later] < earlier {
			gather(earlier, first[later])
		} else {
			gather(later, first[earlier])
		}
	}
	for _, p := range list {
		slices.SortStableFunc(p.With, func(a, b SimilarQuestion) int { return a.Question.State.StartAt.Compare(b.Question.State.StartAt) })
	}
	slices.SortStableFunc(list, func(a, b MergeProposal) int { return a.Question.State.StartAt.Compare(b.Question.State.StartAt) })
	return list
}
