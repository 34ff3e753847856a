package linear

import (
	"strings"
	"sync"

	"audiensi/domain/triage/normal"
	"audiensi/domain/triage/portable"
)

// feature is something that occurs in a text: key is the hash of its name, n
// how often it occurs, token where it first does, with what it is a pair with in
// pair (else -1).
type feature struct {
	key         uint32
	token, pair int32
	n           uint16
	kind        kind
}

type kind uint8

// The kinds of features.
const (
	stemKind kind = iota
	formKind      // the spelling with its affixes: "diusulkan" is no "usul"
	pairKind
	gramKind
	cueKind // what speaks for a class only: a question mark, the first words
)

// weights says how much each kind of feature counts, chosen by
// cross-validation on the built-in examples (BENCHMARKS.md).
var weights = [...]float64{stemKind: 1, formKind: 0.5, pairKind: 0.5, gramKind: 0.12, cueKind: 1}

// Lengths of character n-grams, the marks < and > of a word's ends included.
const (
	shortestGram = 3
	longestGram  = 5
)

// bag gathers features, each once, in the order of their first occurrence. Only
// those that keep lets pass are kept, nil for all.
type bag struct {
	keep  func(key uint32) bool
	list  []feature
	slots []int32 // open addressing over list: index+1, 0 free
}

var bags = sync.Pool{New: func() any { return &bag{} }}

// newBag returns an empty bag with room for a text of so many tokens; release
// gives it back.
func newBag(tokens int, keep func(uint32) bool) *bag {
	size := 64
	for size < 64*tokens {
		size *= 2
	}
	b := bags.Get().(*bag)
	if cap(b.slots) < size {
		b.slots = make([]int32, size)
	}
	b.keep, b.list, b.slots = keep, b.list[:0], b.slots[:size]
	clear(b.slots)
	return b
}

func (b *bag) release() { bags.Put(b) }

func (b *bag) add(key uint32, k kind, token, pair int) {
	mask := uint32(len(b.slots) - 1)
	for at := spread(key) & mask; ; at = (at + 1) & mask {
		i := b.slots[at]
		switch {
		case i > 0 && b.list[i-1].key != key:
			continue
		case i > 0:
			b.list[i-1].n = min(b.list[i-1].n+1, uint16(len(damped)-1))
			return
		case b.keep != nil && !b.keep(key):
			return
		case 2*len(b.list) >= len(b.slots):
			return // only a text of overlong words has so many
		}
		b.list = append(b.list, feature{key, int32(token), int32(pair), 1, k})
		b.slots[at] = int32(len(b.list))
		return
	}
}

// featuresOf returns a bag, to be released, of those features of a text with
// the tokens that keep lets pass. Names of places are none: no category is to
// learn who asks. Only words that are not common are looked into by their letters:
// those are the misspelt and the inflected, and a common one says all by itself.
func featuresOf(text string, tokens []normal.Token, keep, common func(stem uint32) bool) *bag {
	b := newBag(len(tokens), keep)
	previous, last := uint32(hashStart), -1
	for i := range tokens {
		t := &tokens[i]
		if t.Kind == normal.Place {
			continue
		}
		stem := hash(hashStart, 'w', t.Stem)
		b.add(stem, stemKind, i, -1)
		b.add(hash(previous, 'b', t.Stem), pairKind, i, last)
		previous, last = stem, i
		if t.Kind != normal.Word {
			continue
		}
		if t.Form != t.Stem {
			b.add(hash(hashStart, 'f', t.Form), formKind, i, -1)
		}
		if !common(stem) {
			b.grams(t.Form, i)
		}
	}
	b.cues(text, tokens)
	return b
}

// grams adds the character n-grams of the word.
func (b *bag) grams(word string, token int) {
	var room [64]byte
	w := append(append(append(room[:0], '<'), word...), '>')
	for at := range w {
		h := uint32(hashStart)
		h = (h ^ 'c') * hashPrime
		for n := 1; n <= longestGram && at+n <= len(w); n++ {
			h = (h ^ uint32(w[at+n-1])) * hashPrime
			if n >= shortestGram {
				b.add(h, gramKind, token, -1)
			}
		}
	}
}

// cues adds what tells a question from a complaint or a wish.
func (b *bag) cues(text string, tokens []normal.Token) {
	cue := func(name string) { b.add(hash(hashStart, 'q', name), cueKind, -1, -1) }
	if strings.IndexByte(text, '?') >= 0 {
		cue("asks")
	}
	if strings.HasSuffix(strings.TrimRight(text, " \n\t"), "?") {
		cue("ends by asking")
	}
	for i := range min(3, len(tokens)) {
		cue(tokens[i].Stem)
	}
}

// FNV-1a, 32 bits.
const (
	hashStart = 2166136261
	hashPrime = 16777619
)

func hash(h uint32, kind byte, s string) uint32 {
	h = (h ^ uint32(kind)) * hashPrime
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * hashPrime
	}
	return h
}

// damped is 1 + ln n for a count: a word said five times does not count five times.
var damped = func() (table [32]float64) {
	for n := range table {
		table[n] = 1 + portable.Ln(float64(max(n, 1)))
	}
	return table
}()

func (f feature) value() float64 { return float64(weights[f.kind] * damped[f.n]) }
