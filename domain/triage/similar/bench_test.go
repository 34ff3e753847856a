package similar_test

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"audiensi/domain/triage/examples"
	"audiensi/domain/triage/similar"
)

const million = 1_000_000

// history is a million questions: each the beginning of one example and the end
// of another, so that hardly two say the same.
func history(b *testing.B) *similar.Index {
	b.Helper()
	x := similar.NewIndex(encoder(b))
	random := rand.New(rand.NewPCG(1, 1))
	for n := range million {
		x.Add(id(n), mixture(random))
	}
	return x
}

var builtinTexts = sync.OnceValue(func() (texts []string) {
	list, err := examples.Builtin()
	if err != nil {
		panic(err)
	}
	for _, e := range list {
		texts = append(texts, e.Text)
	}
	return texts
})

func mixture(random *rand.Rand) string {
	half := func(s string) (string, string) {
		at := strings.IndexByte(s[len(s)/2:], ' ') + len(s)/2
		return s[:at], s[at:]
	}
	texts := builtinTexts()
	begin, _ := half(texts[random.IntN(len(texts))] + " ")
	_, end := half(texts[random.IntN(len(texts))] + " ")
	return begin + end
}

func id(n int) (id [16]byte) {
	binary.BigEndian.PutUint64(id[:], uint64(n))
	return id
}

func BenchmarkEncode(b *testing.B) {
	e, texts := encoder(b), builtinTexts()
	n := 0
	for b.Loop() {
		e.Encode(texts[n%len(texts)])
		n++
	}
}

// BenchmarkSearch searches a million questions, one search at a time; it tells
// the 99th of a hundred times too.
func BenchmarkSearch(b *testing.B) {
	if testing.Short() {
		b.Skip("a million questions")
	}
	x := history(b)
	random := rand.New(rand.NewPCG(2, 2))
	var times []time.Duration
	for b.Loop() {
		text := mixture(random)
		began := time.Now()
		x.Search(text, 5, nil)
		times = append(times, time.Since(began))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
}

// BenchmarkNearestOf compares a thousand texts with each other.
func BenchmarkNearestOf(b *testing.B) {
	e, random := encoder(b), rand.New(rand.NewPCG(4, 4))
	vectors := make([]similar.Vector, 1000)
	for i := range vectors {
		vectors[i] = e.Encode(mixture(random))
	}
	for b.Loop() {
		similar.NearestOf(vectors)
	}
}
