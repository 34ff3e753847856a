package similar

import (
	"runtime"
	"sync"
)

// Index holds the questions of a whole history and finds the nearest ones. It is
// safe for concurrent use; a search sees the questions whose Add returned before.
// For what a question takes see BENCHMARKS.md.
type Index struct {
	encoder *Encoder
	mu      sync.RWMutex
	numbers map[[16]byte]uint32 // of questions, in the order they were added

	// By number.
	ids      [][16]byte
	vectors  []Vector
	sketches []sketch

	desks chan *desk // one for each processor: more searches at once would only take more room
}

// Match is a question that is similar to a text, see Vector.Similarity.
type Match struct {
	ID    [16]byte
	Score float64
}

// NewIndex returns an empty index.
func NewIndex(e *Encoder) *Index {
	x := &Index{encoder: e, numbers: map[[16]byte]uint32{}, desks: make(chan *desk, runtime.GOMAXPROCS(0))}
	for range cap(x.desks) {
		x.desks <- &desk{}
	}
	return x
}

// Add adds the question, or gives it another text if it is there.
func (x *Index) Add(id [16]byte, text string) {
	v := x.encoder.Encode(text)
	s := sketchOf(&v)
	x.mu.Lock()
	defer x.mu.Unlock()
	if n, ok := x.numbers[id]; ok {
		x.vectors[n], x.sketches[n] = v, s
		return
	}
	x.numbers[id] = uint32(len(x.ids))
	x.ids, x.vectors, x.sketches = append(x.ids, id), append(x.vectors, v), append(x.sketches, s)
}

// Has reports whether the question is there.
func (x *Index) Has(id [16]byte) bool {
	x.mu.RLock()
	defer x.mu.RUnlock()
	_, ok := x.numbers[id]
	return ok
}

// Len returns how many questions the index holds.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.ids)
}
