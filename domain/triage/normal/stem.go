package normal

import (
	"hash/maphash"
	"strings"
)

// stem returns the root that a word was made from, by the affixes of Indonesian
// (Tata Bahasa Baku Bahasa Indonesia, chapters on verbs and nouns) and their
// sound changes. It is light: an affix falls only where a known root is left,
// else none but the clitics do.
func (x *lexicon) stem(w string) string {
	if len(w) < 5 || x.kept[w] || w[0] == '#' || w[0] == '@' || strings.IndexByte(w, '_') >= 0 {
		return w
	}
	place := &x.stems[maphash.String(x.seed, w)%uint64(len(x.stems))]
	if known := place.Load(); known != nil && known.word == w {
		return known.stem
	}
	w = strings.Clone(w) // what is remembered keeps no text
	stem := x.findStem(w)
	place.Store(&stemmed{w, stem})
	return stem
}

// stemmed is a word with its stem.
type stemmed struct{ word, stem string }

func (x *lexicon) findStem(w string) string {
	bare := clitic(w, 3)
	if x.kept[bare] {
		return bare
	}
	best := root{known: x.roots}
	best.search(w)
	if bare != w {
		best.search(bare)
	}
	for _, suffix := range [...]string{"ipun", "ne", "e"} { // of Javanese and Osing
		if stem, ok := strings.CutSuffix(w, suffix); ok && len(stem) >= 4 {
			best.strip([]byte(stem), suffixCost, 0)
		}
	}
	if best.word == "" {
		return bare
	}
	return best.word
}

// clitic cuts particles and possessives where at least so many letters are left:
// -lah, -kah, -nya, -ku, -mu; those of Javanese not, since too many words end so.
func clitic(w string, least int) string {
	for _, c := range [...]string{"lah", "kah", "nya", "ku", "mu"} {
		if stem, ok := strings.CutSuffix(w, c); ok && len(stem) >= least && (len(c) == 3 || len(stem) >= 4) {
			return stem
		}
	}
	if stem, ok := strings.CutSuffix(w, "ny"); ok && len(stem) >= 2 {
		return stem
	}
	return w
}

// prefix is a prefix and the letters that may have fallen away after it, 0 for none.
type prefix struct {
	text string
	lost string
}

var prefixes = []prefix{
	{"meng", "\x00k"}, {"meny", "s"}, {"mem", "\x00p"}, {"men", "\x00t"}, {"me", "\x00"},
	{"peng", "\x00k"}, {"peny", "s"}, {"pem", "\x00p"}, {"pen", "\x00t"}, {"per", "\x00"}, {"pe", "\x00"},
	{"di", "\x00"}, {"ter", "\x00"}, {"te", "\x00"}, {"ber", "\x00"}, {"be", "\x00"}, {"ke", "\x00"}, {"se", "\x00"},
	{"ng", "\x00k"}, {"ny", "sc"}, {"n", "\x00t"}, {"m", "\x00p"}, // spoken: ngurus, nyari, nagih, mbayar
}

// root is the best known root that was found: the one that explains most
// letters of the word, of those the one for which no letter must have fallen away
// ("mengurus" is of "urus", not of "kurus").
type root struct {
	known map[string]bool
	word  string
	score int
}

// What a letter that must have fallen away and a suffix cost, where a letter
// that is explained counts 2.
const (
	lostCost   = 3
	suffixCost = 2
)

// search looks at the word with and without each suffix.
func (r *root) search(w string) {
	r.strip([]byte(w), 0, 0)
	for _, suffix := range [...]string{"kan", "an", "i"} {
		if stem, ok := strings.CutSuffix(w, suffix); ok && len(stem) >= 3 {
			r.strip([]byte(stem), suffixCost, 0)
		}
	}
}

// strip looks at w, to which it came at a cost, and at what is left of it
// without one prefix or two.
func (r *root) strip(w []byte, cost, depth int) {
	if score := 2*len(w) - cost; len(w) >= 3 && score > r.score && r.known[string(w)] {
		r.word, r.score = string(w), score
	}
	if depth == 2 {
		return
	}
	for _, p := range prefixes {
		if len(w) < len(p.text)+3 || string(w[:len(p.text)]) != p.text {
			continue
		}
		rest := w[len(p.text):]
		for _, lost := range []byte(p.lost) {
			switch {
			case lost == 0:
				r.strip(rest, cost, depth+1)
			case strings.IndexByte("aiueo", rest[0]) >= 0:
				var room [maxWord + 1]byte
				r.strip(append(append(room[:0], lost), rest...), cost+lostCost, depth+1)
			}
		}
	}
}
