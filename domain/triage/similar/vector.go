package similar

import "math"

// Dims is the number of coordinates of a vector.
const Dims = 64

// Vector is the direction of what a text is about, of length 127 but for the
// rounding of its coordinates, or zero for a text that says nothing. Vectors of
// one encoder are the same on every platform.
type Vector [Dims]int8

// IsZero reports whether the text says nothing.
func (v *Vector) IsZero() bool { return *v == Vector{} }

// Similarity returns how similar two texts are, from 0 to 1: the cosine of their
// vectors, 0 where it is less. The same terms give 1, in whatever order.
func (v *Vector) Similarity(to *Vector) float64 {
	var both, own, other int32
	for k := range v {
		a, b := int32(v[k]), int32(to[k])
		both += a * b
		own += a * a
		other += b * b
	}
	if both <= 0 {
		return 0
	}
	return float64(both) / math.Sqrt(float64(int64(own)*int64(other)))
}

// direction returns the vector in the direction of the sum.
func direction(sum *[Dims]int64) (v Vector) {
	squares := 0.0
	for _, x := range sum {
		squares += float64(float64(x) * float64(x))
	}
	if squares == 0 {
		return v
	}
	unit := 127 / math.Sqrt(squares)
	for k, x := range sum {
		v[k] = int8(math.RoundToEven(float64(x) * unit))
	}
	return v
}
