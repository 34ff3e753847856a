package learn

import (
	"math"
	"math/rand/v2"

	"audiensi/domain/triage/portable"
)

// point is a place in the space of meanings.
type point [dims]float64

func dot(a, b *point) (sum float64) {
	for k := range a {
		sum += float64(a[k] * b[k])
	}
	return sum
}

// entry is a term of a document with its weight there.
type entry struct {
	term  uint32
	value float64
}

// matrix returns each document as a vector of length 1 over the terms.
func (v *vocabulary) matrix(documents [][]string) [][]entry {
	rows := make([][]entry, len(documents))
	for i, d := range documents {
		times := map[uint32]int{}
		for _, t := range d {
			if n, ok := v.number[t]; ok {
				times[n]++
			}
		}
		sum := 0.0
		for _, n := range v.numbers(d) {
			x := float64((1 + portable.Ln(float64(times[n]))) * v.idf[n])
			rows[i] = append(rows[i], entry{n, x})
			sum += float64(x * x)
		}
		for k := range rows[i] {
			rows[i][k].value /= math.Sqrt(sum)
		}
	}
	return rows
}

// rounds of the subspace iteration.
const rounds = 8

// analyse returns the place of every term, of length 1, by the first left
// singular vectors of the matrix.
func analyse(rows [][]entry, terms int) []point {
	random := rand.New(rand.NewPCG(1, 1))
	var u [dims][]float64
	for k := range u {
		u[k] = make([]float64, terms)
		for i := range u[k] {
			u[k][i] = random.NormFloat64()
		}
	}
	orthonormal(&u)
	for range rounds {
		for k := range u {
			u[k] = step(rows, u[k])
		}
		orthonormal(&u)
	}
	places := make([]point, terms)
	for i := range places {
		for k := range u {
			places[i][k] = u[k][i]
		}
		length := math.Sqrt(dot(&places[i], &places[i])) + 1e-6
		for k := range places[i] {
			places[i][k] /= length
		}
	}
	return places
}

// step multiplies the vector with the matrix and its transpose.
func step(rows [][]entry, v []float64) []float64 {
	next := make([]float64, len(v))
	for _, row := range rows {
		x := 0.0
		for _, e := range row {
			x += float64(e.value * v[e.term])
		}
		for _, e := range row {
			next[e.term] += float64(e.value * x)
		}
	}
	return next
}

// orthonormal makes the vectors so, in place (Gram and Schmidt).
func orthonormal(u *[dims][]float64) {
	for k := range u {
		for j := range k {
			d := product(u[k], u[j])
			for i := range u[k] {
				u[k][i] -= float64(d * u[j][i])
			}
		}
		length := math.Sqrt(product(u[k], u[k]))
		for i := range u[k] {
			u[k][i] /= length
		}
	}
}

func product(a, b []float64) (sum float64) {
	for i := range a {
		sum += float64(a[i] * b[i])
	}
	return sum
}
