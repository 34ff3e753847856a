package examples_test

import (
	"slices"
	"strings"
	"testing"

	"audiensi/domain/triage/examples"
)

func TestBuiltin(t *testing.T) {
	list, err := examples.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	categories, voices, seen := map[string]int{}, map[string]bool{}, map[string]bool{}
	for _, e := range list {
		categories[e.Category]++
		voices[e.Group] = true
		if folded := strings.ToLower(strings.Join(strings.Fields(e.Text), " ")); seen[folded] {
			t.Errorf("twice: %s", e.Text)
		} else {
			seen[folded] = true
		}
		if e.Class == "" || len(e.Matters) == 1 || len(e.Matters) > 1 && !slices.Contains(e.Matters, e.Category) {
			t.Errorf("%s: %+v", e.Group, e)
		}
	}
	for _, c := range []string{"poverty_letter", "population_admin", "local_revenue", "village_asset", "other"} {
		if categories[c] < 400 {
			t.Errorf("%s has %d examples", c, categories[c])
		}
	}
	if len(voices) < 20 || len(categories) != 5 {
		t.Errorf("%d voices, %v", len(voices), categories)
	}
}
