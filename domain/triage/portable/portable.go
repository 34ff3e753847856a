// Package portable has the few functions of numbers that triage needs, with the
// same result on every platform: math.Exp and math.Log are written in assembly on
// some and may differ in the last bit. Products are converted explicitly, which
// forbids fusing them with a sum (Go specification, "Floating-point operators").
package portable

import "math"

const ln2 = 0.693147180559945309417232121458

// Exp returns e^x within 1e-15 of it in proportion, 0 below -700; x is at most 700.
func Exp(x float64) float64 {
	if x < -700 {
		return 0
	}
	k := math.Floor(float64(x/ln2) + 0.5)
	r := x - float64(k*ln2)
	sum, term := 1.0, 1.0
	for n := 1.0; n < 18; n++ {
		term = float64(term * r / n)
		sum += term
	}
	return math.Ldexp(sum, int(k))
}

// Ln returns the natural logarithm of x > 0 within 1e-15 of it.
func Ln(x float64) float64 {
	frac, k := math.Frexp(x) // frac in [0.5, 1)
	if frac < 0.7071067811865476 {
		frac *= 2
		k--
	}
	z := (frac - 1) / (frac + 1)
	square, power, sum := float64(z*z), z, 0.0
	for n := 1.0; n < 40; n += 2 {
		sum += power / n
		power = float64(power * square)
	}
	return float64(2*sum) + float64(float64(k)*ln2)
}

// Softmax turns scores into probabilities, in place; there may be none.
func Softmax(z []float64) {
	if len(z) == 0 {
		return
	}
	top := z[0]
	for _, x := range z[1:] {
		top = max(top, x)
	}
	sum := 0.0
	for i, x := range z {
		z[i] = Exp(x - top)
		sum += z[i]
	}
	for i := range z {
		z[i] /= sum
	}
}
