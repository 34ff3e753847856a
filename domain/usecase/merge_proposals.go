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
	return proposals(p, states, vectors), nil
}

// mergeableIn returns the session's questions that can be merged and are not
// confidential, in order of capture, after those that others are merged into: only into those can be merged.
func (a *App) mergeableIn(ctx context.Context, id domain.SessionID) (states []question.State, err error) {
	open := []question.Status{question.Captured, question.Assigned, question.InProgress}
	err = a.Store.Read(ctx, func(ctx context.Context, tx Tx) error {
		if _, err := tx.LoadSession(ctx, id); err != nil {
			return err
		}
		states, _, err = tx.ListQuestions(ctx, QuestionFilter{Session: id, Statuses: open, Confidential: new(bool)}, Page{Sort: "captured_at", Limit: mostMerged})
		return err
	})
	slices.SortStableFunc(states, func(a, b question.State) int {
		return min(len(b.MergedHere), 1) - min(len(a.MergedHere), 1)
	})
	return states, err
}

// proposals lists what was gathered, in order of capture.
func proposals(p access.Principal, states []question.State, vectors []similar.Vector) (list []MergeProposal) {
	first := gathered(vectors)
	place := map[int]int{} // of the proposal of a first question
	for i, head := range first {
		if head == i || len(states[i].MergedHere) > 0 {
			continue
		}
		at, ok := place[head]
		if !ok {
			at = len(list)
			place[head], list = at, append(list, MergeProposal{Question: nameless(p, states[head])})
		}
		list[at].With = append(list[at].With, SimilarQuestion{nameless(p, states[i]), vectors[i].Similarity(&vectors[head])})
	}
	slices.SortStableFunc(list, func(a, b MergeProposal) int { return a.Question.State.StartAt.Compare(b.Question.State.StartAt) })
	return list
}

// gathered returns, for each question, the first of those that it is gathered
// with: the one that its nearest is gathered with, if it is similar enough to that
// too, else itself.
func gathered(vectors []similar.Vector) []int {
	first, leads := make([]int, len(vectors)), make([]bool, len(vectors))
	for i := range first {
		first[i] = i
	}
	for i, n := range similar.NearestOf(vectors) {
		if n.At < 0 || n.Score < similar.MergeFrom {
			continue
		}
		head, next := first[min(i, n.At)], max(i, n.At)
		if first[next] < min(i, n.At) {
			head, next = first[next], min(i, n.At)
		}
		if head != next && first[next] == next && !leads[next] && vectors[next].Similarity(&vectors[head]) >= similar.MergeFrom {
			first[next], leads[head] = head, true
		}
	}
	return first
}
