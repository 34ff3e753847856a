package learn

import (
	"math"
	"math/rand/v2"

	"audiensi/domain/triage/portable"
)

// Parameters of the contrast.
const (
	epochs      = 16
	batch       = 32   // matters
	strangers   = 32   // questions without labels beside them
	sharpness   = 8.0  // of the softmax over cosines
	dropped     = 0.15 // share of terms that a text loses at each sight
	weightStep  = 0.1
	placeStep   = 0.03
	steadiness  = 1e-2 // keeps the first steps small
	leastLength = 1e-9
)

// learner holds what is learnt: where each term stands and how much it weighs.
type learner struct {
	*vocabulary
	places  []point
	weights []float64
	// sums of squares of the gradients (AdaGrad: Duchi et al., 2011)
	placeSquares  []point
	weightSquares []float64

	families [][][][]uint32 // families of matters of texts of terms
	others   [][]uint32
	random   *rand.Rand
}

// drawn is a text in a batch.
type drawn struct {
	terms    []uint32
	at       point // its direction
	length   float64
	gradient point
}

func (b *learner) learn() {
	b.placeSquares, b.weightSquares = make([]point, len(b.places)), make([]float64, len(b.weights))
	b.random = rand.New(rand.NewPCG(5, 5))
	for range epochs {
		order := b.random.Perm(len(b.families))
		for ; len(order) >= batch; order = order[batch:] {
			b.step(order[:batch])
		}
	}
}

// step draws two texts of a matter of each family; the first is to be nearest to
// the second among those of the batch, the family's other matters and strangers.
func (b *learner) step(order []int) {
	var first, second []drawn
	var beside []drawn
	for _, f := range order {
		matters := b.families[f]
		at := b.random.IntN(len(matters))
		for len(matters[at]) < 2 {
			at = b.random.IntN(len(matters))
		}
		two := b.random.Perm(len(matters[at]))
		first = append(first, b.draw(b.thinned(matters[at][two[0]])))
		second = append(second, b.draw(b.thinned(matters[at][two[1]])))
		for i, m := range matters {
			if i != at {
				beside = append(beside, b.draw(m[b.random.IntN(len(m))]))
			}
		}
	}
	for range strangers {
		beside = append(beside, b.draw(b.others[b.random.IntN(len(b.others))]))
	}
	second = append(second, beside...)
	contrast(first, second)
	for i := range first {
		b.move(&first[i])
	}
	for i := range second {
		b.move(&second[i])
	}
}

func (b *learner) thinned(terms []uint32) []uint32 {
	var list []uint32
	for _, t := range terms {
		if b.random.Float64() >= dropped {
			list = append(list, t)
		}
	}
	if len(list) == 0 {
		return terms
	}
	return list
}

func (b *learner) draw(terms []uint32) drawn {
	d := drawn{terms: terms}
	for _, t := range terms {
		for k := range d.at {
			d.at[k] += float64(b.weights[t] * b.places[t][k])
		}
	}
	d.length = math.Sqrt(dot(&d.at, &d.at)) + leastLength
	for k := range d.at {
		d.at[k] /= d.length
	}
	return d
}

// contrast sets the gradients of the loss: the first are to choose, by the
// softmax of their cosines, the second of the same number.
func contrast(first, second []drawn) {
	z := make([]float64, len(second))
	for i := range first {
		for j := range second {
			z[j] = sharpness * dot(&first[i].at, &second[j].at)
		}
		portable.Softmax(z)
		z[i]--
		for j, p := range z {
			g := p * sharpness / batch
			for k := range first[i].gradient {
				first[i].gradient[k] += float64(g * second[j].at[k])
				second[j].gradient[k] += float64(g * first[i].at[k])
			}
		}
	}
}

// move changes the terms of a text against its gradient.
func (b *learner) move(d *drawn) {
	along := dot(&d.gradient, &d.at)
	for k := range d.gradient {
		d.gradient[k] = (d.gradient[k] - float64(along*d.at[k])) / d.length
	}
	for _, t := range d.terms {
		weight := b.weights[t]
		slope := float64(dot(&d.gradient, &b.places[t]) * weight) // by the weight's logarithm
		for k, g := range d.gradient {
			g *= weight
			b.placeSquares[t][k] += float64(g * g)
			b.places[t][k] -= placeStep * g / (math.Sqrt(b.placeSquares[t][k]) + steadiness)
		}
		b.weightSquares[t] += float64(slope * slope)
		b.weights[t] = weight * portable.Exp(-weightStep*slope/(math.Sqrt(b.weightSquares[t])+steadiness))
	}
}
