package triagetest

import "math"

// CheckProbabilities reports numbers that are no probabilities of one choice.
func CheckProbabilities(t interface{ Fatalf(string, ...any) }, p []float64) {
	sum := 0.0
	for _, x := range p {
		if !(x >= 0 && x <= 1) {
			t.Fatalf("%v holds no probability", p)
		}
		sum += x
	}
	if len(p) > 0 && math.Abs(sum-1) > 1e-12 {
		t.Fatalf("%v sums to %v", p, sum)
	}
}
