package linear

import (
	"cmp"
	"slices"

	"audiensi/domain/triage/normal"
)

// leastReason is the weight below which a term is not told: it decided nothing.
const leastReason = 0.05

// heaviest returns the tokens' places with their weights, those of the same
// place as one, heaviest first.
func heaviest(tokens []normal.Token, weight []float64, limit int) []Term {
	var list []Term
	for i, t := range tokens {
		if n := len(list); n > 0 && list[n-1].Start == t.Start {
			list[n-1].Weight += weight[i]
			continue
		}
		list = append(list, Term{t.Start, t.End, weight[i]})
	}
	list = slices.DeleteFunc(list, func(t Term) bool { return t.Weight < leastReason })
	slices.SortStableFunc(list, func(a, b Term) int { return cmp.Compare(b.Weight, a.Weight) })
	return list[:min(limit, len(list))]
}
