package similar

import (
	"hash/fnv"
	"slices"

	"audiensi/domain/triage/normal"
)

// Encoder turns texts into vectors. It is safe for concurrent use.
type Encoder struct {
	normaliser *normal.Normaliser
	model      *Model
	terms      map[string]uint32 // number in the model
	spelling   spelling
}

// NewEncoder returns an encoder by the model. The normaliser must know the same
// places as the one by which the model was learnt.
func NewEncoder(n *normal.Normaliser, m *Model) *Encoder {
	e := &Encoder{normaliser: n, model: m, terms: make(map[string]uint32, len(m.Terms)), spelling: newSpelling(m.Terms)}
	for i, t := range m.Terms {
		e.terms[t] = uint32(i)
	}
	return e
}

// Encode returns the vector of the text: of its first 200 terms, within the first
// 16 KB. A greeting alone says nothing.
func (e *Encoder) Encode(text string) Vector {
	return e.encode(Terms(e.normaliser, text), 1)
}

// encode returns the vector of the terms, zero where fewer than least tell something.
func (e *Encoder) encode(terms []string, least int) Vector {
	if telling(terms) < least {
		return Vector{}
	}
	var sum [Dims]int64
	known := false
	for _, number := range e.numbers(terms) {
		known = true
		weight, at := int64(e.model.Weights[number]), int(number)*Dims
		for k := range sum {
			sum[k] += weight * int64(e.model.Coordinates[at+k])
		}
	}
	if !known {
		for _, t := range terms {
			anyDirection(&sum, t)
		}
	}
	return direction(&sum)
}

// numbers returns the terms that the model knows, each once. A word that it does
// not know is taken for the known one that it is most likely a misspelling of.
func (e *Encoder) numbers(terms []string) []uint32 {
	var room [64]uint32
	list := room[:0]
	for _, t := range terms {
		number, ok := e.terms[t]
		if !ok {
			number, ok = e.spelling.nearest(t)
		}
		if ok && !slices.Contains(list, number) {
			list = append(list, number)
		}
	}
	return list
}

// anyDirection adds a direction that only the term decides, so that texts of
// unknown words alone are compared by these.
func anyDirection(sum *[Dims]int64, term string) {
	h := fnv.New64a()
	_, _ = h.Write([]byte(term)) // never fails
	for k, bits := 0, mixed(h.Sum64()); k < Dims; k++ {
		sum[k] += int64(bits>>k&1)*2 - 1
	}
}

// mixed spreads the bits of x: the finaliser of SplitMix64 (Steele, Lea and
// Flood, 2014).
func mixed(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Numbers returns the numbers of the terms of a text in the model, for learning.
func (e *Encoder) Numbers(text string) []uint32 { return e.numbers(Terms(e.normaliser, text)) }
