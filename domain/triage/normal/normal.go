package normal

import (
	"hash/maphash"
	"strings"
)

// Kind says what a token is.
type Kind uint8

// The kinds of tokens.
const (
	Word   Kind = iota // any word
	Term               // a term of the field, such as "surat_miskin"
	Place              // the name of a place
	Number             // "#", "#uang" or "#tahun"
)

// Token is one unit of meaning of a text. Start and End are its bytes in the
// text. Form is how it is spelt properly, Stem what is left without affixes; for
// terms, places and numbers both are the token itself. Ends says that a sentence
// ends after it.
type Token struct {
	Start, End int
	Form, Stem string
	Kind       Kind
	Ends       bool
}

// Normaliser finds tokens. It is safe for concurrent use.
type Normaliser struct{ lexicon *lexicon }

// New returns a normaliser that knows the places by their names. It fails only
// where a word list is broken.
func New(places []string) (*Normaliser, error) {
	x, err := loadLexicon(places)
	return &Normaliser{x}, err
}

// PlaceToken is the form of every place: no category is to learn names.
const PlaceToken = "@tempat"

// Tokens returns the tokens of the text in order. It takes time in proportion
// to its length, whatever it holds.
func (n *Normaliser) Tokens(text string) []Token {
	words := n.spell(text, scan(text))
	tokens := make([]Token, 0, len(words)+4)
	for i := 0; i < len(words); {
		taken := 0
		tokens, taken = n.take(tokens, words[i:])
		if words[i+taken-1].ends {
			tokens[len(tokens)-1].Ends = true
		}
		i += taken
	}
	return tokens
}

// take appends what the words begin with, and returns how many words it took.
func (n *Normaliser) take(tokens []Token, words []word) ([]Token, int) {
	w := words[0]
	if isDigit(w.text[0]) || isPrice(w.text) {
		return n.number(tokens, words)
	}
	x := n.lexicon
	own := x.look(w.text)
	taken, name := 1, own.name
	if own.begins {
		if n, phrase := x.longestPhrase(words); n > 1 {
			taken, name = n, phrase
		}
	}
	if name != "" {
		at := Token{Start: w.start, End: words[taken-1].end}
		if x.places[name] && (w.capital || taken > 1 || isPlaceCue(tokens) || !x.ordinary(name)) {
			at.Form, at.Stem, at.Kind = PlaceToken, PlaceToken, Place
			return append(tokens, at), taken
		}
		if forms, ok := x.phrases[name]; ok {
			for _, f := range forms {
				tokens = append(tokens, n.token(at, f))
			}
			return tokens, taken
		}
	}
	at := Token{Start: w.start, End: w.end}
	if w.capital && isPlaceCue(tokens) && !own.ordinary {
		at.Form, at.Stem, at.Kind = PlaceToken, PlaceToken, Place
		return append(tokens, at), 1
	}
	at.Form, at.Stem, at.Kind = w.text, own.stem, own.kind
	return append(tokens, at), 1
}

// seen is what the lists say of a word alone.
type seen struct {
	word     string
	begins   bool   // some phrase of several words begins with it
	name     string // of the phrase or place that it is, "" if it is none
	ordinary bool
	stem     string
	kind     Kind
}

// remembered is how many words are remembered, and stems: people use few words.
const remembered = 8192

// look returns what the lists say of the word, which is mostly remembered.
func (x *lexicon) look(w string) *seen {
	place := &x.words[maphash.String(x.seed, w)%remembered]
	if known := place.Load(); known != nil && known.word == w {
		return known
	}
	w = strings.Clone(w) // a remembered word keeps no text
	s := &seen{word: w, begins: x.first[w], name: x.alone(w), ordinary: x.ordinary(w), stem: w}
	if x.terms[w] {
		s.kind = Term
	} else {
		s.stem = x.stem(w)
	}
	place.Store(s)
	return s
}

// alone returns the phrase or place that the word is, "" if it is none. A clitic
// after a term of one word ("kknya") does not hide it.
func (x *lexicon) alone(w string) string {
	if x.known(w) {
		return w
	}
	if x.roots[w] {
		return ""
	}
	if stem := clitic(w, 2); stem != w && x.known(stem) {
		return stem
	}
	for _, suffix := range [...]string{"nipun", "ipun", "ne", "e"} { // of Javanese and Osing
		if stem, ok := strings.CutSuffix(w, suffix); ok && len(stem) >= 3 && x.known(stem) && !x.places[stem] {
			return stem
		}
	}
	return ""
}

// ordinary reports whether a word is one of the language: what is written in
// capitals is no name therefore.
func (x *lexicon) ordinary(w string) bool {
	return len(w) < 3 || x.roots[w] || x.kept[w] || x.roots[x.stem(w)]
}

func (x *lexicon) known(name string) bool {
	_, ok := x.phrases[name]
	return ok || x.places[name]
}

// longestPhrase returns the longest phrase of several words that the words begin
// with, and of how many.
func (x *lexicon) longestPhrase(words []word) (taken int, name string) {
	var room [128]byte
	b, found := append(room[:0], words[0].text...), 0
	for k := 1; k < min(x.longest, len(words)) && !words[k-1].ends; k++ {
		b = append(append(b, ' '), words[k].text...)
		if _, ok := x.phrases[string(b)]; ok || x.places[string(b)] {
			taken, found = k+1, len(b)
		}
	}
	return taken, string(b[:found])
}

// token completes a token of the form.
func (n *Normaliser) token(at Token, form string) Token {
	at.Form = form
	if n.lexicon.terms[form] {
		at.Stem, at.Kind = form, Term
		return at
	}
	at.Stem = n.lexicon.stem(form)
	return at
}

// isPlaceCue reports whether a name of a place follows the tokens.
func isPlaceCue(tokens []Token) bool {
	if len(tokens) == 0 || tokens[len(tokens)-1].Ends {
		return false
	}
	switch tokens[len(tokens)-1].Form {
	case "desa", "dusun", "kecamatan", "kelurahan", "kabupaten", "kota", "lingkungan", "kampung", "nagari", "gampong", PlaceToken:
		return true
	}
	return false
}
