package learn_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"audiensi/domain/triage/similar"
	"audiensi/domain/triage/similar/learn"
	"audiensi/domain/triage/triagetest"
)

// Words that are said of one matter come near each other, though no text has both.
func TestLearn(t *testing.T) {
	n := normaliser(t)
	var families []learn.Family
	for range 8 {
		families = append(families,
			learn.Family{Matters: [][]string{{"lampu padam", "penerangan mati"}, {"lampu dicuri", "penerangan hilang"}}},
			learn.Family{Matters: [][]string{{"pupuk langka", "urea kosong"}}},
			learn.Family{Matters: [][]string{{"sapi sakit", "ternak demam"}}},
			learn.Family{Matters: [][]string{{"guru kurang", "pengajar sedikit"}}})
	}
	texts := []string{"lampu padam", "pupuk langka", "sapi sakit", "guru kurang"}
	m := learn.Learn(n, texts, families)
	e := similar.NewEncoder(n, m)
	lamp, light, urea, stolen := e.Encode("lampu padam"), e.Encode("penerangan mati"), e.Encode("urea kosong"), e.Encode("penerangan hilang")
	if a, b := lamp.Similarity(&light), lamp.Similarity(&urea); a < b+0.3 {
		t.Errorf("the same matter %.3f, another %.3f", a, b)
	}
	if a, b := lamp.Similarity(&light), lamp.Similarity(&stolen); a <= b {
		t.Errorf("the same matter %.3f, one that looks alike %.3f", a, b)
	}
	if again := learn.Learn(n, texts, families); !reflect.DeepEqual(m, again) {
		t.Error("the same data give another model")
	}
	if !slices.IsSorted(m.Terms) {
		t.Errorf("terms %v", m.Terms)
	}
}

func TestReadFamilies(t *testing.T) {
	good := `{"category":"other","matters":[["a","b"],["c"]]}` + "\n"
	list, err := learn.ReadFamilies([]byte(good), "somebody")
	if err != nil || len(list) != 1 || list[0].By != "somebody" || len(list[0].Matters) != 2 {
		t.Errorf("%v, %v", list, err)
	}
	for name, text := range map[string]string{"no JSON": "x\n", "an unknown field": `{"matter":[]}` + "\n", "a text for a list": `{"matters":["a"]}` + "\n"} {
		if _, err := learn.ReadFamilies([]byte(good+text), ""); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// TestFamilies checks what the project ships: every family has a matter that is
// said at least twice, and hardly any text is made of the pieces of another.
func TestFamilies(t *testing.T) {
	families, err := learn.Families()
	must(t, err)
	categories := []string{"poverty_letter", "population_admin", "local_revenue", "village_asset", "other"}
	var texts []string
	for i, f := range families {
		if !slices.Contains(categories, f.Category) {
			t.Errorf("family %d of %s: category %q", i, f.By, f.Category)
		}
		if !slices.ContainsFunc(f.Matters, func(m []string) bool { return len(m) > 1 }) {
			t.Errorf("family %d of %s has no matter that is said twice", i, f.By)
		}
		for _, m := range f.Matters {
			texts = append(texts, m...)
		}
	}
	for _, i := range texts {
		if strings.TrimSpace(i) == "" {
			t.Error("an empty text")
		}
	}
	notCopied(t, "families", texts, len(texts))
}

// TestGroups_are_strangers: the labelled groups hold no near-copies of what is
// learnt.
func TestGroups_are_strangers(t *testing.T) {
	families, err := learn.Families()
	must(t, err)
	labelled := itemsOf(groups(t))
	if n := len(groups(t)); n < 60 {
		t.Errorf("%d labelled groups, want 60", n)
	}
	var texts []string
	for _, i := range slices.Concat(labelled, itemsOf(families)) {
		texts = append(texts, i.text)
	}
	texts = append(texts, unlabelled(t)...)
	notCopied(t, "labelled groups", texts, len(labelled))
}

// notCopied reports if 2 % or more of the first n texts are near-copies of any.
func notCopied(t *testing.T, what string, texts []string, n int) {
	t.Helper()
	masked, err := triagetest.Mask(texts)
	must(t, err)
	near := 0
	for i := range triagetest.NearCopies(masked) {
		if i < n {
			near++
		}
	}
	t.Logf("%s: %d of %d texts have a near-copy", what, near, n)
	if near*50 >= n {
		t.Errorf("%s: %d of %d texts have a near-copy", what, near, n)
	}
}
