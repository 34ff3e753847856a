package linear

import (
	"math"
	"slices"

	"audiensi/domain/triage/normal"
	"audiensi/domain/triage/portable"
)

// Part is a stretch of a text that puts a matter of its own: bytes Start to End,
// what it is about by index of the category, and how probably.
type Part struct {
	Start, End  int
	Category    int
	Probability float64
}

// SplitFrom is how sure a split must be to be proposed: more than four of five are right
// then, by cross-validation (BENCHMARKS.md).
const SplitFrom = 0.15

// clearly is by how much a later place must be surer than an earlier one: the
// words that add something belong to what they add.
const clearly = 1.05

// leastWords is how many words a part has at least: fewer tell too little.
const leastWords = 3

// Parts looks for the place where the text goes from one matter to another of
// another category: at the end of a sentence or at a word that adds something.
// It returns the two parts that are surest of different categories, and how sure:
// the product of both probabilities and of that of several matters. From
// SplitFrom on a split is worth proposing. Two matters of one category are not
// seen. It returns 0 where there is no such place, or where none can be so sure.
func (p Prediction) Parts() (parts [2]Part, sure float64) {
	if len(p.Labels[Matters]) == 0 {
		return parts, 0
	}
	several := p.Labels[Matters][slices.Index(p.model.Labels[Matters], Several)]
	if several < SplitFrom {
		return parts, 0
	}
	sums := p.prefixSums()
	for at := leastWords; at+leastWords <= len(p.Tokens); at++ {
		if !boundary(p.Tokens, at) {
			continue
		}
		left, right := sums.part(p, 0, at), sums.part(p, at, len(p.Tokens))
		a, b := apart(left, right)
		if a < 0 {
			continue
		}
		if both := float64(float64(left[a]*right[b]) * several); both > float64(sure*clearly) {
			sure = both
			parts = [2]Part{
				{p.Tokens[0].Start, p.Tokens[at-1].End, a, left[a]},
				{p.Tokens[at].Start, p.Tokens[len(p.Tokens)-1].End, b, right[b]},
			}
		}
	}
	return parts, sure
}

// apart returns the two different categories that are the likeliest together.
func apart(left, right []float64) (a, b int) {
	a, b = -1, -1
	best := 0.0
	for i, x := range left {
		for j, y := range right {
			if i != j && float64(x*y) > best {
				best, a, b = float64(x*y), i, j
			}
		}
	}
	return a, b
}

// boundary reports whether another matter may begin with the token at. None does
// with the last word of a sentence ("sejak tahun lalu.").
func boundary(tokens []normal.Token, at int) bool {
	if tokens[at-1].Ends {
		return true
	}
	if tokens[at].Ends {
		return false
	}
	switch tokens[at].Form {
	case "sekalian", "terus", "selain", "kedua", "ketiga", "juga", "lalu", "kemudian", "satu", "dan", "lagi", "tambah",
		"nomor", "sama", "oh", "#", "lain", "lainnya", "berikutnya", "soal", "mengenai", "tentang", "adapun", "sedangkan", "sementara":
		return true
	}
	return false
}

// prefix holds, for each number of tokens, the scores of the categories and the
// square of the length that the features of the tokens before it add up to.
type prefix struct {
	scores  []float64 // by token, then category
	squares []float64
}

func (p Prediction) prefixSums() prefix {
	k := len(p.Labels[Category])
	width := p.model.outputs()
	s := prefix{make([]float64, (len(p.Tokens)+1)*k), make([]float64, len(p.Tokens)+1)}
	for _, f := range p.features {
		if f.token < 0 {
			continue
		}
		at := int(f.token) + 1
		row := p.model.weights[int(f.index)*width:]
		for c := range k {
			s.scores[at*k+c] += float64(f.value * float64(row[c]))
		}
		s.squares[at] += float64(f.value * f.value)
	}
	for at := 1; at <= len(p.Tokens); at++ {
		for c := range k {
			s.scores[at*k+c] += s.scores[(at-1)*k+c]
		}
		s.squares[at] += s.squares[at-1]
	}
	return s
}

// part returns the probabilities of the tokens from..to as if they were a text of
// their own, but for pairs over its ends.
func (s prefix) part(p Prediction, from, to int) []float64 {
	k := len(p.Labels[Category])
	length := math.Sqrt(max(s.squares[to]-s.squares[from], 1e-9))
	z := make([]float64, k)
	for c := range z {
		sum := s.scores[to*k+c] - s.scores[from*k+c]
		z[c] = (p.model.bias[c] + float64(sum*p.model.scale[c])/length) / p.model.temperature[Category]
	}
	portable.Softmax(z)
	return z
}
