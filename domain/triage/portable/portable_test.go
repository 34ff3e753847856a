package portable_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"audiensi/domain/triage/portable"
	"audiensi/domain/triage/triagetest"
)

func TestExp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-50, 50).Draw(t, "x")
		if got, want := portable.Exp(x), math.Exp(x); math.Abs(got-want) > 1e-14*want {
			t.Fatalf("exp(%v) = %v, want %v", x, got, want)
		}
	})
	for x, want := range map[float64]float64{0: 1, -701: 0, math.Inf(-1): 0} {
		if got := portable.Exp(x); got != want {
			t.Errorf("exp(%v) = %v, want %v", x, got, want)
		}
	}
	if got, want := portable.Exp(-699.5), math.Exp(-699.5); math.Abs(got-want) > 1e-12*want {
		t.Errorf("exp(-699.5) = %v, want %v", got, want)
	}
}

func TestLn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.OneOf(rapid.Float64Range(1e-300, 1e-3), rapid.Float64Range(1e-3, 2), rapid.Float64Range(2, 1e12)).Draw(t, "x")
		if got, want := portable.Ln(x), math.Log(x); math.Abs(got-want) > 1e-14*max(1, math.Abs(want)) {
			t.Fatalf("ln(%v) = %v, want %v", x, got, want)
		}
	})
	if got := portable.Ln(1); got != 0 {
		t.Errorf("ln(1) = %v", got)
	}
}

func TestSoftmax(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := rapid.SliceOfN(rapid.Float64Range(-1e4, 1e4), 1, 20).Draw(t, "scores")
		p := append([]float64(nil), z...)
		portable.Softmax(p)
		triagetest.CheckProbabilities(t, p)
		for i := range z {
			for j := range z {
				if z[i] < z[j] && p[i] > p[j] {
					t.Fatalf("%v has %v, %v has %v", z[i], p[i], z[j], p[j])
				}
			}
		}
	})
	portable.Softmax(nil)
}
