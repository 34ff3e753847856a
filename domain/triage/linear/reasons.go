package linear

import (
	"slices"

	"audiensi/domain/triage/normal"
)

// leastReason is the weight below which a term is not told: it decided nothing.
const leastReason = 0.05

// heaviest returns the tokens' places with their weights, those of the same
// place as one, heaviest first.
func heaviest(tokens []normal.Token, weight []float64, limit int) []Term {
	list := make([]Term, 0, limit+1)
	for i := 0; i < len(tokens); {
		t := Term{tokens[i].Start, tokens[i].End, weight[i]}
		for i++; i < len(tokens) && tokens[i].Start == t.Start; i++ {
			t.Weight += weight[i]
		}
		if t.Weight < leastReason {
			continue
		}
		at := len(list)
		for at > 0 && list[at-1].Weight < t.Weight {
			at--
		}
		list = slices.Insert(list, at, t)
		list = list[:min(limit, len(list))]
	}
	return list
}
