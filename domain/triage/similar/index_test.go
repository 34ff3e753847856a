package similar_test

import (
	"bytes"
	"cmp"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"audiensi/domain/triage/similar"
)

func TestSearch(t *testing.T) {
	x := similar.NewIndex(encoder(t))
	if got := x.Search(streetLamps, 5, nil); len(got) != 0 {
		t.Errorf("an empty index finds %v", got)
	}
	x.Add(id(1), "Harga pupuk urea naik terus")
	x.Add(id(2), "Penerangan jalan dusun kami mati")
	x.Add(id(4), streetLamps)
	x.Add(id(3), streetLamps)
	x.Add(id(5), "")
	got := x.Search(streetLamps, 3, nil)
	if len(got) != 3 || got[0] != (similar.Match{ID: id(3), Score: 1}) || got[1].ID != id(4) || got[2].ID != id(2) {
		t.Errorf("found %v", got)
	}
	if got := x.Search(streetLamps, 1, func(other [16]byte) bool { return other == id(3) }); len(got) != 1 || got[0].ID != id(4) {
		t.Errorf("without 3: %v", got)
	}
	if len(x.Search(streetLamps, 0, nil)) != 0 || len(x.Search("", 5, nil)) != 0 {
		t.Error("nothing finds something")
	}
	x.Add(id(3), "Harga pupuk urea naik terus")
	if got := x.Search(streetLamps, 1, nil); got[0].ID != id(4) || x.Len() != 5 {
		t.Errorf("after another text: %v of %d", got, x.Len())
	}
	if !x.Has(id(3)) || x.Has(id(9)) {
		t.Error("Has is wrong")
	}
}

// TestSearch_misses_little compares a search by sketches with one that compares
// everything.
func TestSearch_misses_little(t *testing.T) {
	n := 40_000
	if testing.Short() {
		n = 15_000
	}
	e := encoder(t)
	x, random := similar.NewIndex(e), rand.New(rand.NewPCG(3, 3))
	vectors := make([]similar.Vector, n)
	for i := range n {
		text := mixture(random)
		x.Add(id(i), text)
		vectors[i] = e.Encode(text)
	}
	found, all := 0, 0
	for range 40 {
		text := mixture(random)
		want := exhaustive(vectors, e.Encode(text))[:5]
		got := x.Search(text, 5, nil)
		for _, m := range want {
			all++
			if slices.Contains(got, m) {
				found++
			}
		}
	}
	t.Logf("%d of the %d nearest are found", found, all)
	if found*100 < all*98 {
		t.Errorf("only %d of the %d nearest are found", found, all)
	}
}

func exhaustive(vectors []similar.Vector, v similar.Vector) (list []similar.Match) {
	for i := range vectors {
		list = append(list, similar.Match{ID: id(i), Score: v.Similarity(&vectors[i])})
	}
	slices.SortFunc(list, func(a, b similar.Match) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), bytes.Compare(a.ID[:], b.ID[:]))
	})
	return list
}

// Searches and additions at once are safe; the race detector watches.
func TestIndex_concurrently(t *testing.T) {
	x := similar.NewIndex(encoder(t))
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			random := rand.New(rand.NewPCG(uint64(w), 1))
			for i := range 200 {
				x.Add(id(w*1000+i%50), mixture(random))
				x.Search(mixture(random), 3, nil)
			}
		})
	}
	wg.Wait()
	if x.Len() != 200 {
		t.Errorf("%d questions, want 200", x.Len())
	}
}

func TestNearestOf(t *testing.T) {
	e := encoder(t)
	var vectors []similar.Vector
	for _, text := range []string{streetLamps, "Harga pupuk urea naik", "lampu jln padam 3 bulan, kpn diperbaiki", "", streetLamps} {
		vectors = append(vectors, e.Mergeable(text))
	}
	got := similar.NearestOf(vectors)
	if got[0] != (similar.Nearest{At: 4, Score: 1}) || got[4].At != 0 || got[2].At != 0 || got[3].At != -1 {
		t.Errorf("nearest %v", got)
	}
	if len(similar.NearestOf(nil)) != 0 || similar.NearestOf(vectors[:1])[0].At != -1 {
		t.Error("of one text there is no nearest")
	}
	for _, text := range []string{"Nuwun sewu Pak Bupati, kulo nyuwun pirsa", "lampu mati", "lampu lampu mati mati"} {
		if v := e.Mergeable(text); !v.IsZero() {
			t.Errorf("%q may be merged", text)
		}
	}
}
