package learn_test

import (
	"os"
	"slices"
	"testing"

	"audiensi/domain/triage/examples"
	"audiensi/domain/triage/normal"
	"audiensi/domain/triage/similar"
	"audiensi/domain/triage/similar/learn"
	"audiensi/domain/triage/triagetest"
)

// TestGroups asks the built-in model about the labelled groups, of which it
// learnt nothing: an original, the same matter by other askers from other
// villages, and questions of the same village or with the same words that put
// another matter.
func TestGroups(t *testing.T) {
	m, err := similar.Builtin()
	must(t, err)
	f := figuresOf(similar.NewEncoder(normaliser(t), m), groups(t))
	f.tell(t, "labelled groups")
	atLeast(t, "original among the first five", f.original, 0.90)
	atLeast(t, "any of the matter among the first five", f.any, 0.90)
	atLeast(t, "right merges", f.merges.share(), 0.90)
	if f.merges.right < 10 {
		t.Errorf("only %d merges are proposed", f.merges.right)
	}
}

// folds is in how many parts the authors are cut.
const folds = 7

// TestCrossValidation_by_author asks about the families of each author a model
// that learnt nothing of that author's.
func TestCrossValidation_by_author(t *testing.T) {
	triagetest.Heavy(t)
	families, err := learn.Families()
	must(t, err)
	n, texts, all := normaliser(t), unlabelled(t), authors(families)
	var any, asked float64
	var sum merges
	for fold := range folds {
		isHeld := func(by string) bool { return slices.Index(all, by)%folds == fold }
		_, others := split(families, isHeld)
		e := similar.NewEncoder(n, learn.Learn(n, texts, others))
		for _, by := range all {
			if !isHeld(by) {
				continue
			}
			own, _ := split(families, func(other string) bool { return other == by })
			f := figuresOf(e, own)
			f.tell(t, by)
			any, asked = any+f.any, asked+1
			sum.right, sum.wrong = sum.right+f.merges.right, sum.wrong+f.merges.wrong
		}
	}
	t.Logf("all authors: any of the matter among the first five %.3f, merges: %d right, %d wrong", any/asked, sum.right, sum.wrong)
	atLeast(t, "any of the matter among the first five", any/asked, 0.90)
	atLeast(t, "right merges", sum.share(), 0.90)
}

// figures are how well an encoder finds what belongs together.
type figures struct {
	original float64 // of the later texts of a matter, whose first is among the five nearest of all first texts
	any      float64 // of all texts, with another of their matter among the five nearest of all
	first    float64 // with another of their matter as the nearest
	merges   merges
}

type merges struct{ right, wrong int }

func (m merges) share() float64 { return float64(m.right) / float64(max(1, m.right+m.wrong)) }

// item is a text of a matter; the first one is its original.
type item struct {
	text   string
	matter int
	first  bool
}

func itemsOf(families []learn.Family) (list []item) {
	matter := 0
	for _, f := range families {
		for _, m := range f.Matters {
			for i, t := range m {
				list = append(list, item{t, matter, i == 0})
			}
			matter++
		}
	}
	return list
}

func figuresOf(e *similar.Encoder, families []learn.Family) (f figures) {
	items := itemsOf(families)
	all, originals := similar.NewIndex(e), similar.NewIndex(e)
	count := map[int]int{}
	for n, i := range items {
		all.Add(id(n), i.text)
		if i.first {
			originals.Add(id(n), i.text)
		}
		count[i.matter]++
	}
	asked, later := 0.0, 0.0
	for n, i := range items {
		if count[i.matter] < 2 {
			continue
		}
		asked++
		own := func(other [16]byte) bool { return other == id(n) }
		found := all.Search(i.text, 5, own)
		same := func(m similar.Match) bool { return items[number(m.ID)].matter == i.matter }
		if slices.ContainsFunc(found, same) {
			f.any++
		}
		if len(found) > 0 && same(found[0]) {
			f.first++
		}
		if !i.first {
			later++
			if slices.ContainsFunc(originals.Search(i.text, 5, nil), same) {
				f.original++
			}
		}
	}
	f.any, f.first, f.original = f.any/asked, f.first/asked, f.original/later
	f.merges = mergesOf(e, items)
	return f
}

// mergesOf counts the texts that would be merged with the nearest to them.
func mergesOf(e *similar.Encoder, items []item) (m merges) {
	var vectors []similar.Vector
	for _, i := range items {
		vectors = append(vectors, e.Mergeable(i.text))
	}
	for i, n := range similar.NearestOf(vectors) {
		switch {
		case n.At < 0 || n.Score < similar.MergeFrom:
		case items[i].matter == items[n.At].matter:
			m.right++
		default:
			m.wrong++
		}
	}
	return m
}

// id and number turn the number of an item into an id that sorts by it, and back.
func id(n int) [16]byte          { return [16]byte{byte(n >> 16), byte(n >> 8), byte(n)} }
func number(id [16]byte) (n int) { return int(id[0])<<16 | int(id[1])<<8 | int(id[2]) }

func (f figures) tell(t *testing.T, name string) {
	t.Helper()
	t.Logf("%-15s among the first five: the original %.3f, any of the matter %.3f, as the nearest %.3f; merges: %d right, %d wrong",
		name, f.original, f.any, f.first, f.merges.right, f.merges.wrong)
}

func groups(t *testing.T) []learn.Family {
	t.Helper()
	text, err := os.ReadFile("testdata/groups.jsonl")
	must(t, err)
	list, err := learn.ReadFamilies(text, "groups")
	must(t, err)
	return list
}

func unlabelled(t *testing.T) (texts []string) {
	t.Helper()
	list, err := examples.Builtin()
	must(t, err)
	for _, e := range list {
		texts = append(texts, e.Text)
	}
	return texts
}

func authors(families []learn.Family) (list []string) {
	for _, f := range families {
		list = append(list, f.By)
	}
	return slices.Compact(list)
}

// split parts the families by whether their author is one of some.
func split(families []learn.Family, isOwn func(by string) bool) (own, others []learn.Family) {
	for _, f := range families {
		if isOwn(f.By) {
			own = append(own, f)
		} else {
			others = append(others, f)
		}
	}
	return own, others
}

func normaliser(t *testing.T) *normal.Normaliser {
	t.Helper()
	n, err := triagetest.Normaliser()
	must(t, err)
	return n
}

func atLeast(t *testing.T, what string, got, want float64) {
	t.Helper()
	if got < want {
		t.Errorf("%s: %.4f, want at least %.2f", what, got, want)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
