package examples_test

import (
	"cmp"
	"encoding/csv"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"audiensi/domain/triage/examples"
)

// TestBuiltinIsNotInflated: with places and numbers masked, hardly any two
// examples are made of the same pieces: have 60 % of their character 5-grams in
// common (Jaccard).
func TestBuiltinIsNotInflated(t *testing.T) {
	list, err := examples.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	mask := masker(t)
	texts := make([]string, len(list))
	for i, e := range list {
		texts[i] = mask(e.Text)
	}
	near := nearCopies(texts)
	share := float64(len(near)) / float64(len(list))
	t.Logf("%d of %d examples have a near-copy", len(near), len(list))
	if share >= 0.02 {
		t.Errorf("%.1f %% of the examples have a near-copy", 100*share)
	}
}

func TestNearCopies(t *testing.T) {
	const text = "kapan jalan di @ diperbaiki, sudah # tahun rusak parah"
	got := nearCopies([]string{text, "sppt kami belum datang", text + " pak", "kapan jalan", text[:len(text)/2]})
	if len(got) != 2 || !got[0] || !got[2] {
		t.Errorf("near copies %v, want 0 and 2", got)
	}
}

// nearCopies returns the texts that are alike to another. Two that are share one
// of the rarest grams of each, so many that no fewer would do (prefix filter,
// Chaudhuri et al., A Primitive Operator for Similarity Joins, 2006): only those
// are looked up.
func nearCopies(texts []string) map[int]bool {
	grams := gramsOf(texts)
	near, holders, looked := map[int]bool{}, map[int32][]int{}, make([]int, len(texts))
	for i, own := range grams {
		for _, g := range own[:len(own)-min(len(own), atLeast(len(own))-1)] {
			for _, j := range holders[g] {
				if looked[j] != i+1 && isAlike(own, grams[j]) {
					near[i], near[j] = true, true
				}
				looked[j] = i + 1
			}
			holders[g] = append(holders[g], i)
		}
	}
	return near
}

// atLeast is how many of n grams a text that is alike shares, rounded up; 1 for none.
func atLeast(n int) int { return max(1, (n*6+9)/10) }

// gramsOf returns the grams of each text, each once, as their rank by how rare
// they are in all texts.
func gramsOf(texts []string) [][]int32 {
	frequency := map[string]int{}
	sets := make([]map[string]bool, len(texts))
	for i, text := range texts {
		sets[i] = map[string]bool{}
		runes := []rune(text)
		for at := 0; at+5 <= len(runes); at++ {
			sets[i][string(runes[at:at+5])] = true
		}
		for g := range sets[i] {
			frequency[g]++
		}
	}
	order := slices.SortedFunc(maps.Keys(frequency), func(a, b string) int {
		return cmp.Or(cmp.Compare(frequency[a], frequency[b]), cmp.Compare(a, b))
	})
	rank := make(map[string]int32, len(order))
	for i, g := range order {
		rank[g] = int32(i)
	}
	grams := make([][]int32, len(texts))
	for i, set := range sets {
		for g := range set {
			grams[i] = append(grams[i], rank[g])
		}
		slices.Sort(grams[i])
	}
	return grams
}

// isAlike compares two texts; it gives up when too few grams can be common.
func isAlike(a, b []int32) bool {
	// |a∩b| / (|a|+|b|-|a∩b|) >= 6/10
	needed := (6*(len(a)+len(b)) + 15) / 16
	common := 0
	for len(a) > 0 && len(b) > 0 {
		switch c := cmp.Compare(a[0], b[0]); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			common++
			a, b = a[1:], b[1:]
		}
		if common+min(len(a), len(b)) < needed {
			return false
		}
	}
	return common >= needed && common > 0
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
