package examples_test

import (
	"encoding/csv"
	"os"
	"regexp"
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

// TestBuiltinIsNotInflated: with places and numbers masked, hardly any two
// examples are made of the same pieces.
func TestBuiltinIsNotInflated(t *testing.T) {
	list, err := examples.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	mask := masker(t)
	grams := make([]map[string]bool, len(list))
	holders := map[string][]int{}
	for i, e := range list {
		grams[i] = fiveGrams(mask(e.Text))
		for g := range grams[i] {
			holders[g] = append(holders[g], i)
		}
	}
	near := map[int]bool{}
	for i := range list {
		shared := map[int]int{}
		for g := range grams[i] {
			for _, j := range holders[g] {
				if j > i {
					shared[j]++
				}
			}
		}
		for j, n := range shared {
			if float64(n) >= 0.6*float64(len(grams[i])+len(grams[j])-n) {
				near[i], near[j] = true, true
			}
		}
	}
	share := float64(len(near)) / float64(len(list))
	t.Logf("%d of %d examples have a near-copy", len(near), len(list))
	if share >= 0.02 {
		t.Errorf("%.1f %% of the examples have a near-copy", 100*share)
	}
}

func fiveGrams(text string) map[string]bool {
	set := map[string]bool{}
	runes := []rune(text)
	for i := 0; i+5 <= len(runes); i++ {
		set[string(runes[i:i+5])] = true
	}
	return set
}

var digits = regexp.MustCompile(`[0-9]+`)

// masker replaces names of places and numbers.
func masker(t *testing.T) func(string) string {
	t.Helper()
	var pairs []string
	for _, name := range []string{"kecamatan.csv", "desa.csv"} {
		f, err := os.Open("../../../cmd/refdata/data/wilayah/" + name)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			pairs = append(pairs, strings.ToLower(row[1]), "@")
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	places := strings.NewReplacer(pairs...)
	return func(s string) string { return digits.ReplaceAllString(places.Replace(strings.ToLower(s)), "#") }
}
