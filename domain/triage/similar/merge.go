package similar

// MergeFrom is the similarity from which a text and the nearest to it likely put
// the same matter; see BENCHMARKS.md for how often.
const MergeFrom = 0.86

// leastMerged is how many terms a text that is merged has at least: shorter ones
// leave open what they mean.
const leastMerged = 3

// Mergeable returns the vector of a text, zero where it says too little to be
// merged with another.
func (e *Encoder) Mergeable(text string) Vector {
	return e.encode(Terms(e.normaliser, text), leastMerged)
}

// Nearest is which other of several vectors is most similar to one: its place in
// the list, -1 if none is similar at all.
type Nearest struct {
	At    int
	Score float64
}

// NearestOf returns, for each of the vectors, the nearest of the others, the
// first of equal ones. It takes some 50 ms for a thousand, and that times the
// square for more (BenchmarkNearestOf).
func NearestOf(vectors []Vector) []Nearest {
	list := make([]Nearest, len(vectors))
	for i := range vectors {
		list[i].At = -1
	}
	for i := range vectors {
		for k := range i {
			s := vectors[i].Similarity(&vectors[k])
			if s > list[i].Score {
				list[i] = Nearest{k, s}
			}
			if s > list[k].Score {
				list[k] = Nearest{i, s}
			}
		}
	}
	return list
}
