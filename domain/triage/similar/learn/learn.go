package learn

import (
	"math"
	"slices"

	"audiensi/domain/triage/normal"
	"audiensi/domain/triage/portable"
	"audiensi/domain/triage/similar"
)

const dims = similar.Dims

// Parameters, chosen by cross-validation over the authors of families
// (BENCHMARKS.md).
const (
	leastTexts = 2   // a term of fewer texts is not learnt
	mostIDF    = 6.0 // the heaviest a term begins with
	doubled    = 2   // how often a matter counts in the analysis of texts
)

// Learn returns the model of the texts, which are questions without labels, at
// least one, and of the families; one without a matter that is said twice teaches
// nothing, nor do fewer than a batch. It takes some ten seconds.
func Learn(n *normal.Normaliser, texts []string, families []Family) *similar.Model {
	documents := make([][]string, 0, len(texts))
	for _, t := range texts {
		documents = append(documents, similar.Terms(n, t))
	}
	unlabelled := len(documents)
	for _, f := range families {
		for _, m := range f.Matters {
			if len(m) < 2 {
				continue
			}
			var all []string
			for _, t := range m {
				all = append(all, similar.Terms(n, t)...)
			}
			for range doubled {
				documents = append(documents, all)
			}
		}
	}
	v := newVocabulary(documents)
	b := &learner{vocabulary: v, places: analyse(v.matrix(documents), len(v.terms)), weights: slices.Clone(v.idf)}
	speller := similar.NewEncoder(n, b.model())
	numbered := func(text string) []uint32 { return slices.Clone(speller.Numbers(text)) }
	for _, d := range documents[:unlabelled] {
		b.others = append(b.others, v.numbers(d))
	}
	for _, f := range families {
		if slices.ContainsFunc(f.Matters, func(m []string) bool { return len(m) > 1 }) {
			b.families = append(b.families, each(f.Matters, func(m []string) [][]uint32 { return each(m, numbered) }))
		}
	}
	b.learn()
	return b.model()
}

func each[From, To any](list []From, f func(From) To) []To {
	out := make([]To, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return out
}

// vocabulary is the terms that are learnt, with their inverse document frequency.
type vocabulary struct {
	terms  []string
	number map[string]uint32
	idf    []float64
}

func newVocabulary(documents [][]string) *vocabulary {
	count := map[string]int{}
	for _, d := range documents {
		for _, t := range distinct(d) {
			count[t]++
		}
	}
	v := &vocabulary{number: map[string]uint32{}}
	for t, n := range count {
		if n >= leastTexts {
			v.terms = append(v.terms, t)
		}
	}
	slices.Sort(v.terms)
	for i, t := range v.terms {
		v.number[t] = uint32(i)
		v.idf = append(v.idf, min(mostIDF, portable.Ln(float64(len(documents)+1)/(float64(count[t])+0.5))))
	}
	return v
}

func distinct(terms []string) []string {
	list := slices.Clone(terms)
	slices.Sort(list)
	return slices.Compact(list)
}

// numbers returns those of the terms that are learnt, each once.
func (v *vocabulary) numbers(terms []string) (list []uint32) {
	for _, t := range distinct(terms) {
		if n, ok := v.number[t]; ok {
			list = append(list, n)
		}
	}
	return list
}

// model rounds what was learnt.
func (b *learner) model() *similar.Model {
	m := &similar.Model{Terms: b.terms, Weights: make([]int16, len(b.terms)), Coordinates: make([]int8, 0, len(b.terms)*dims)}
	for i, weight := range b.weights {
		place := &b.places[i]
		length := math.Sqrt(dot(place, place))
		m.Weights[i] = int16(min(math.MaxInt16, math.RoundToEven(float64(weight*length)*100)))
		for _, x := range place {
			m.Coordinates = append(m.Coordinates, int8(math.RoundToEven(float64(x/max(length, 1e-12))*127)))
		}
	}
	return m
}
