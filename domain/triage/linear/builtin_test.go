package linear_test

import (
	"os"
	"sync"
	"testing"

	"audiensi/domain/triage/examples"
	"audiensi/domain/triage/linear"
	"audiensi/domain/triage/triagetest"
)

// builtin returns the built-in examples as the model takes them.
var builtin = sync.OnceValues(func() ([]linear.Example, error) {
	all, err := examples.Builtin()
	return convert(all), err
})

// elsewhere returns the examples from other places of the country, which no
// model learns from.
var elsewhere = sync.OnceValues(func() ([]linear.Example, error) {
	f, err := os.Open("testdata/elsewhere.jsonl")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list, faults, err := examples.ReadJSONL(f)
	if err == nil && len(faults) > 0 {
		err = faults[0]
	}
	return convert(list), err
})

func convert(list []examples.Example) []linear.Example {
	out := make([]linear.Example, len(list))
	for i, e := range list {
		out[i] = linear.Example{Text: e.Text, Category: e.Category, Class: e.Class, Also: e.Others(), Several: len(e.Matters) > 1, Group: e.Group}
	}
	return out
}

// must returns the value; it is for what the tests are given.
func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// trained returns the model of all built-in examples.
var trained = sync.OnceValues(func() (*linear.Model, error) {
	list, err := builtin()
	if err != nil {
		return nil, err
	}
	n, err := triagetest.Normaliser()
	if err != nil {
		return nil, err
	}
	return linear.Train(n, list, linear.Options{Seed: 1})
})
