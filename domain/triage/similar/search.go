package similar

import (
	"bytes"
	"cmp"
	"slices"
)

// mostCompared is how many questions, the nearest by their sketches, are
// compared exactly: of up to so many, all are.
const mostCompared = 4000

// LeastScore is the similarity below which a question is not found: of those
// that put the same matter hardly one in thirty is so unlike (BENCHMARKS.md).
const LeastScore = 0.35

// Search returns the questions that are most similar to the text, the best
// first, equal ones by id, at most limit; those that skip names are left out, nil
// for none. A text that says nothing finds none, nor is anything found that is
// less similar than LeastScore. Its time grows with the history:
// BENCHMARKS.md.
func (x *Index) Search(text string, limit int, skip func(id [16]byte) bool) []Match {
	v := x.encoder.Encode(text)
	if v.IsZero() || limit <= 0 {
		return nil
	}
	d := <-x.desks
	defer func() { x.desks <- d }()
	x.mu.RLock()
	defer x.mu.RUnlock()
	matches := d.matches[:0]
	for _, n := range d.nearest(x.sketches, sketchOf(&v), mostCompared) {
		score := v.Similarity(&x.vectors[n])
		if score >= LeastScore && (skip == nil || !skip(x.ids[n])) {
			matches = append(matches, Match{x.ids[n], score})
		}
	}
	d.matches = matches
	slices.SortFunc(matches, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), bytes.Compare(a.ID[:], b.ID[:]))
	})
	return slices.Clone(matches[:min(limit, len(matches))])
}

// desk is the room that a search works in: a few bytes a question.
type desk struct {
	distances []uint16
	found     []uint32
	matches   []Match
}

// nearest returns the numbers of the sketches nearest to one, at most limit. Of
// those equally far at the limit, the first added are taken.
func (d *desk) nearest(list []sketch, to sketch, limit int) []uint32 {
	d.found = d.found[:0]
	if len(list) <= limit {
		for n := range list {
			d.found = append(d.found, uint32(n))
		}
		return d.found
	}
	if len(d.distances) < len(list) {
		d.distances = make([]uint16, len(list)+len(list)/8)
	}
	var counts [planes + 1]int // by distance
	for n := range list {
		far := to.apart(&list[n])
		d.distances[n] = uint16(far)
		counts[far]++
	}
	last, left := 0, limit // the farthest distance that is taken, and of it how many
	for ; counts[last] < left; last++ {
		left -= counts[last]
	}
	for n, far := range d.distances[:len(list)] {
		switch {
		case int(far) < last:
			d.found = append(d.found, uint32(n))
		case int(far) == last && left > 0:
			d.found = append(d.found, uint32(n))
			left--
		}
	}
	return d.found
}
