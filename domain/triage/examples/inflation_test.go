package examples_test

import (
	"testing"

	"audiensi/domain/triage/examples"
	"audiensi/domain/triage/triagetest"
)

// TestBuiltinIsNotInflated: with places and numbers masked, hardly any two
// examples are made of the same pieces: have 60 % of their character 5-grams in
// common (Jaccard).
func TestBuiltinIsNotInflated(t *testing.T) {
	list, err := examples.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	texts := make([]string, len(list))
	for i, e := range list {
		texts[i] = e.Text
	}
	masked, err := triagetest.Mask(texts)
	if err != nil {
		t.Fatal(err)
	}
	near := triagetest.NearCopies(masked)
	share := float64(len(near)) / float64(len(list))
	t.Logf("%d of %d examples have a near-copy", len(near), len(list))
	if share >= 0.02 {
		t.Errorf("%.1f %% of the examples have a near-copy", 100*share)
	}
}
