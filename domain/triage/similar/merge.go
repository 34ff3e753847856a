package similar

// MergeFrom is the similarity from which a text and the nearest to it likely put
// the same matter; see BENCHMARKS.md for how often.
const MergeFrom = 0.86

// Nearest is which other of several texts is most similar to one: its place in
// the list, -1 if none is similar at all.
type Nearest struct {
	At    int
	Score float64
}

// Nearest returns, for each of the texts, the nearest of the others, the first
// of equal ones. Its time grows with the square of their number: some 50 ms for
// a thousand.
func (e *Encoder) Nearest(texts []string) []Nearest {
	vectors := make([]Vector, len(texts))
	for i, text := range texts {
		vectors[i] = e.Encode(text)
	}
	list := make([]Nearest, len(texts))
	for i := range vectors {
		list[i].At = -1
		for k := range vectors {
			if s := vectors[i].Similarity(&vectors[k]); k != i && s > list[i].Score {
				list[i] = Nearest{k, s}
			}
		}
	}
	return list
}
