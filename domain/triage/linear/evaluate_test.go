package linear_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"audiensi/domain/triage/linear"
)

// handMade are eight predictions between two categories, to be reckoned by hand:
// of a six are, of b two; four of a and one of b are right, and one of a is
// said to be b, which it also belongs to.
func handMade() linear.CrossValidation {
	v := linear.CrossValidation{Labels: [linear.Heads][]string{{"a", "b"}, {"complaint", "information"}, {"one", "several"}}}
	for _, h := range []struct {
		category, class string
		also            []string
		a, complaint    float64
		several         bool
		sure            float64
	}{
		{"a", "complaint", nil, 0.95, 0.9, true, 0.9},
		{"a", "complaint", nil, 0.95, 0.9, true, 0.1},
		{"a", "information", nil, 0.85, 0.9, false, 0.9},
		{"a", "information", nil, 0.65, 0.2, false, 0},
		{"a", "", nil, 0.35, 0.2, false, 0},
		{"a", "", []string{"b"}, 0.25, 0.2, false, 0},
		{"b", "", nil, 0.45, 0.2, false, 0},
		{"b", "", nil, 0.75, 0.2, false, 0},
	} {
		v.Held = append(v.Held, linear.Held{
			Example:       linear.Example{Text: "x", Category: h.category, Class: h.class, Also: h.also, Several: h.several},
			Probabilities: [linear.Heads][]float64{{h.a, 1 - h.a}, {h.complaint, 1 - h.complaint}, {0.5, 0.5}},
			Sure:          h.sure,
		})
	}
	return v
}

func TestEvaluate(t *testing.T) {
	got := handMade().Evaluate()
	want := linear.Evaluation{
		Examples: 8,
		Categories: linear.Report{
			Labels: []linear.Label{
				{Name: "a", Support: 5, Precision: 4.0 / 5, Recall: 4.0 / 5, F1: 0.8},
				{Name: "b", Support: 3, Precision: 2.0 / 3, Recall: 2.0 / 3, F1: 2.0 / 3},
			},
			MacroF1:   (0.8 + 2.0/3) / 2,
			Accuracy:  6.0 / 8,
			Confusion: [][]int{{4, 1}, {1, 2}},
		},
		Strict: (2*4.0/(5+6) + 2*1.0/(3+2)) / 2,
		Classes: linear.Report{
			Labels: []linear.Label{
				{Name: "complaint", Support: 2, Precision: 2.0 / 3, Recall: 1, F1: 0.8},
				{Name: "information", Support: 2, Precision: 1, Recall: 0.5, F1: 2.0 / 3},
			},
			MacroF1:   (0.8 + 2.0/3) / 2,
			Accuracy:  3.0 / 4,
			Confusion: [][]int{{2, 0}, {1, 1}},
		},
		// Confidences 0.95 (2, both right), 0.85 (right), 0.75 (2, one right), 0.65 (2, one right), 0.55 (right).
		Calibration: (0.1 + 0.15 + 0.5 + 0.3 + 0.45) / 8,
		Abstention: []linear.Coverage{
			{Share: 1, Confidence: 0.55, Right: 6.0 / 8},
			{Share: 0.9, Confidence: 0.65, Right: 5.0 / 7},
			{Share: 0.8, Confidence: 0.65, Right: 5.0 / 6},
			{Share: 0.7, Confidence: 0.75, Right: 4.0 / 5},
			{Share: 0.6, Confidence: 0.75, Right: 4.0 / 4},
			{Share: 0.5, Confidence: 0.75, Right: 4.0 / 4},
		},
		Splits: linear.Splits{Several: 2, Proposed: 2, Precision: 0.5, Recall: 0.5},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestEvaluate_nothing(t *testing.T) {
	e := toy(t).Evaluate(nil)
	if e.Examples != 0 || e.Categories.MacroF1 != 0 || math.IsNaN(e.Calibration) || len(e.Abstention) != 0 {
		t.Errorf("%+v", e)
	}
}

// TestEvaluate_unknown_category: a model is wrong about what it never heard of.
func TestEvaluate_unknown_category(t *testing.T) {
	e := toy(t).Evaluate([]linear.Example{
		{Text: "Surat miskin ditolak", Category: "letter"},
		{Text: "Surat miskin ditolak", Category: "tax", Class: "aspiration"},
	})
	if e.Categories.Accuracy != 0.5 || len(e.Categories.Labels) != 3 || e.Classes.Accuracy != 0 {
		t.Errorf("%+v", e)
	}
}
