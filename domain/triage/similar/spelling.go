package similar

import "strings"

// spelling finds the known word that an unknown one is meant to be, by the runs
// of three letters that both have.
type spelling struct {
	words map[string][]uint32 // run -> numbers of the terms that have it, ascending
	sizes []int               // by term: its different runs
}

func newSpelling(terms []string) spelling {
	s := spelling{words: map[string][]uint32{}, sizes: make([]int, len(terms))}
	for i, t := range terms {
		runs := runsOf(t)
		for _, r := range runs {
			s.words[r] = append(s.words[r], uint32(i))
		}
		s.sizes[i] = len(runs)
	}
	return s
}

const (
	// meantFrom is the share of common runs (Dice's coefficient) from which a
	// word is taken for another.
	meantFrom = 0.65
	// leastRuns keeps short words, which resemble too many, as they are.
	leastRuns = 5
	// longestWord bounds the time that one word takes.
	longestWord = 40
)

// nearest returns the number of the term that shares most runs with the word; ok
// is false where none is near.
func (s *spelling) nearest(word string) (best uint32, ok bool) {
	runs := runsOf(word)
	if len(runs) < leastRuns {
		return 0, false
	}
	shared := map[uint32]int{}
	for _, r := range runs {
		for _, t := range s.words[r] {
			shared[t]++
		}
	}
	most := meantFrom
	for t, n := range shared {
		share := 2 * float64(n) / float64(len(runs)+s.sizes[t])
		if share > most || share == most && (!ok || t < best) {
			best, most, ok = t, share, true
		}
	}
	return best, ok
}

// runsOf returns the different runs of three letters of a word, its ends marked;
// terms of the field, short and overlong words and those of other scripts have none.
func runsOf(w string) []string {
	if len(w) < 5 || len(w) > longestWord || strings.IndexFunc(w, func(r rune) bool { return r < 'a' || r > 'z' }) >= 0 {
		return nil
	}
	w = "<" + w + ">"
	list := make([]string, 0, len(w))
	for i := 0; i+3 <= len(w); i++ {
		if run := w[i : i+3]; strings.Index(w, run) == i {
			list = append(list, run)
		}
	}
	return list
}
