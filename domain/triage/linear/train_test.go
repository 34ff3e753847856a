package linear_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain/triage/linear"
)

func TestTrain_gives_the_same_bytes(t *testing.T) {
	n := plain(t)
	train := func(list []linear.Example, seed uint64) []byte {
		return must[*linear.Model](t)(linear.Train(n, list, linear.Options{Seed: seed})).Encode()
	}
	first := train(toyExamples, 1)
	if !bytes.Equal(first, train(toyExamples, 1)) {
		t.Error("the same examples and seed gave another model")
	}
	if bytes.Equal(first, train(toyExamples, 2)) {
		t.Error("another seed gave the same model")
	}
	turned := slices.Clone(toyExamples)
	slices.Reverse(turned)
	if bytes.Equal(first, train(turned, 1)) {
		t.Error("another order gave the same model: the documentation says that it matters")
	}
}

func TestTrain_learns(t *testing.T) {
	m := toy(t)
	want := [linear.Heads][]string{{"letter", "road"}, {"complaint", "information"}, {"one", "several"}}
	if diff := cmp.Diff(want, m.Labels); diff != "" {
		t.Fatalf("labels (-want +got)\n%s", diff)
	}
	for _, e := range toyExamples {
		p := m.Predict(e.Text)
		if got := best(m, p, linear.Category); got != e.Category && !slices.Contains(e.Also, got) {
			t.Errorf("%q: %s, learnt as %s", e.Text, got, e.Category)
		}
	}
}

func best(m *linear.Model, p linear.Prediction, h linear.Head) string {
	return m.Labels[h][slices.Index(p.Labels[h], slices.Max(p.Labels[h]))]
}

func TestTrain_without_some_labels(t *testing.T) {
	list := []linear.Example{{Text: "surat miskin", Category: "letter"}, {Text: "surat miskin", Category: "letter"},
		{Text: "jalan rusak", Category: "road"}, {Text: "jalan rusak", Category: "road", Also: []string{"bridge"}}}
	m := must[*linear.Model](t)(linear.Train(plain(t), list, linear.Options{}))
	want := [linear.Heads][]string{{"bridge", "letter", "road"}, {}, nil}
	if diff := cmp.Diff(want, m.Labels); diff != "" {
		t.Errorf("labels (-want +got)\n%s", diff)
	}
	checkPrediction(t, m, "surat miskin. Lalu jalan rusak sekali")
}

func TestTrain_refuses(t *testing.T) {
	one := linear.Example{Text: "jalan", Category: "road"}
	for name, list := range map[string][]linear.Example{"nothing": nil, "one category": {one, one}} {
		if _, err := linear.Train(plain(t), list, linear.Options{}); !errors.Is(err, linear.ErrNoExamples) {
			t.Errorf("%s: %v", name, err)
		}
	}
	without := append(slices.Clone(toyExamples), linear.Example{Text: "tanpa kategori"})
	if _, err := linear.Train(plain(t), without, linear.Options{}); err == nil {
		t.Error("an example without a category was taken")
	}
}

func TestTrain_tells_its_progress(t *testing.T) {
	var told []int
	_, err := linear.Train(plain(t), toyExamples, linear.Options{Progress: func(done, total int) {
		if told = append(told, done); total < done {
			t.Errorf("%d of %d", done, total)
		}
	}})
	if err != nil || len(told) == 0 || !slices.IsSorted(told) {
		t.Errorf("told %v, %v", told, err)
	}
}
