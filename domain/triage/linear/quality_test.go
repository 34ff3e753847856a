package linear_test

import (
	"testing"

	"audiensi/domain/triage/linear"
	"audiensi/domain/triage/normal"
	"audiensi/domain/triage/triagetest"
)

const folds = 8

// TestCrossValidation_by_author asks each example of a model that never saw its
// author.
func TestCrossValidation_by_author(t *testing.T) {
	triagetest.Heavy(t)
	list := must[[]linear.Example](t)(builtin())
	v, err := linear.CrossValidate(must[*normal.Normaliser](t)(triagetest.Normaliser()), list, folds, linear.Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	e := v.Evaluate()
	tell(t, e)
	atLeast(t, "macro-F1 of categories", e.Categories.MacroF1, 0.93)
	atLeast(t, "macro-F1 of classes", e.Classes.MacroF1, 0.80)
	atLeast(t, "1 - calibration error", 1-e.Calibration, 0.95)
	atLeast(t, "precision of splits", e.Splits.Precision, 0.80)
	atLeast(t, "recall of splits", e.Splits.Recall, 0.15)
}

// TestElsewhere asks examples from other places of the country, by authors of
// whom nothing was learnt.
func TestElsewhere(t *testing.T) {
	triagetest.Heavy(t)
	e := must[*linear.Model](t)(trained()).Evaluate(must[[]linear.Example](t)(elsewhere()))
	tell(t, e)
	atLeast(t, "macro-F1 of categories", e.Categories.MacroF1, 0.90)
	for _, c := range e.Abstention {
		if c.Share == 0.8 {
			atLeast(t, "right at 80 % coverage", c.Right, 0.96)
		}
	}
}

func tell(t *testing.T, e linear.Evaluation) {
	t.Helper()
	t.Logf("%d examples: macro-F1 %.4f (strict %.4f), accuracy %.4f, classes %.4f, ECE %.4f, splits %+v",
		e.Examples, e.Categories.MacroF1, e.Strict, e.Categories.Accuracy, e.Classes.MacroF1, e.Calibration, e.Splits)
	for _, l := range e.Categories.Labels {
		t.Logf("%-18s %5d precision %.3f recall %.3f F1 %.3f", l.Name, l.Support, l.Precision, l.Recall, l.F1)
	}
	for _, c := range e.Abstention {
		t.Logf("%.0f %% answered: from %.3f on, %.4f right", 100*c.Share, c.Confidence, c.Right)
	}
}

func atLeast(t *testing.T, what string, got, want float64) {
	t.Helper()
	if got < want {
		t.Errorf("%s: %.4f, want at least %.2f", what, got, want)
	}
}
