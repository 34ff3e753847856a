package linear_test

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain/triage/linear"
	"audiensi/domain/triage/normal"
	"audiensi/domain/triage/triagetest"
)

// TestCrossValidate_leaves_the_author_out compares with models that are trained
// by hand on the other authors.
func TestCrossValidate_leaves_the_author_out(t *testing.T) {
	v := must[linear.CrossValidation](t)(linear.CrossValidate(plain(t), toyExamples, 4, linear.Options{Seed: 1}))
	for i, held := range v.Held {
		if diff := cmp.Diff(toyExamples[i], held.Example); diff != "" {
			t.Fatalf("example %d (-want +got)\n%s", i, diff)
		}
		var others []linear.Example
		for _, e := range toyExamples {
			if e.Group != held.Example.Group {
				others = append(others, e)
			}
		}
		m := must[*linear.Model](t)(linear.Train(plain(t), others, linear.Options{Seed: 1}))
		got := v.Labels[linear.Category][slices.Index(held.Probabilities[linear.Category], slices.Max(held.Probabilities[linear.Category]))]
		if want := best(m, m.Predict(held.Example.Text), linear.Category); got != want {
			t.Errorf("%q: %s, without its author %s", held.Example.Text, got, want)
		}
		for _, p := range held.Probabilities {
			triagetest.CheckProbabilities(t, p)
		}
	}
}

func TestCrossValidate_gives_the_same(t *testing.T) {
	first := must[linear.CrossValidation](t)(linear.CrossValidate(plain(t), toyExamples, 3, linear.Options{Seed: 1}))
	second := must[linear.CrossValidation](t)(linear.CrossValidate(plain(t), toyExamples, 3, linear.Options{Seed: 1}))
	if diff := cmp.Diff(first.Held, second.Held); diff != "" {
		t.Errorf("(-first +second)\n%s", diff)
	}
}

// Progress is told of one fold at a time, so that it needs no lock; the race
// detector watches.
func TestCrossValidate_tells_of_its_progress(t *testing.T) {
	var told []int
	tell := func(done, _ int) { told = append(told, done) }
	must[linear.CrossValidation](t)(linear.CrossValidate(plain(t), toyExamples, 4, linear.Options{Seed: 1, Progress: tell}))
	if diff := cmp.Diff([]int{1, 2, 3, 4}, told); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestCrossValidate_refuses(t *testing.T) {
	for _, folds := range []int{-1, 0, 1} {
		if _, err := linear.CrossValidate(plain(t), toyExamples, folds, linear.Options{}); err == nil {
			t.Errorf("%d folds were taken", folds)
		}
	}
	byOne := []linear.Example{{Text: "surat", Category: "letter", Group: "a"}, {Text: "jalan", Category: "road", Group: "b"}, {Text: "surat dan jalan", Category: "road", Group: "b", Several: true}}
	if _, err := linear.CrossValidate(plain(t), byOne, 2, linear.Options{}); !errors.Is(err, linear.ErrNoExamples) {
		t.Errorf("a category in one fold only: %v", err)
	}
}

// TestCrossValidate_more_folds_than_authors leaves some folds empty.
func TestCrossValidate_more_folds_than_authors(t *testing.T) {
	v := must[linear.CrossValidation](t)(linear.CrossValidate(plain(t), toyExamples, 9, linear.Options{}))
	for _, held := range v.Held {
		triagetest.CheckProbabilities(t, held.Probabilities[linear.Category])
	}
}

// TestCalibrate: the model itself stays as it was; what is cross-validated says
// each class as often as it is true.
func TestCalibrate(t *testing.T) {
	n, list := must[*normal.Normaliser](t)(triagetest.Normaliser()), sample(must[[]linear.Example](t)(builtin()), 20)
	v := must[linear.CrossValidation](t)(linear.CrossValidate(n, list, 3, linear.Options{Seed: 1}))
	m := must[*linear.Model](t)(linear.Train(n, list, linear.Options{Seed: 1}))
	before := m.Encode()
	c := m.Calibrate(v)
	if !bytes.Equal(before, m.Encode()) || c.Temperature(linear.Category) == 1 {
		t.Errorf("temperature %v before, %v after", m.Temperature(linear.Category), c.Temperature(linear.Category))
	}
	for _, e := range list[:50] {
		checkPrediction(t, c, e.Text)
	}
	for k, class := range v.Labels[linear.Class] {
		said, is := 0.0, 0.0
		for _, h := range v.Held {
			said += h.Probabilities[linear.Class][k]
			if h.Example.Class == class {
				is++
			}
		}
		if n := float64(len(list)); math.Abs(said-is)/n > 0.03 {
			t.Errorf("%s: said of %.3f, is %.3f", class, said/n, is/n)
		}
	}
}
