package normal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a run of letters and digits as it was found, in lower case, without
// accents, letters repeated three times and more written once.
type word struct {
	text       string
	start, end int  // bytes in the source
	capital    bool // began with a capital letter
	ends       bool // a sentence ends after it
}

// maxWord bounds a word: what is longer is no word of any language, and is cut.
const maxWord = 40

// accents of Javanese and Osing as they are sometimes written.
var accents = strings.NewReplacer("é", "e", "è", "e", "ê", "e", "ě", "e", "å", "o", "ô", "o", "ò", "o", "â", "a", "à", "a")

// scan finds the words. Letters of other scripts are words too; symbols and
// emoji separate words and are none.
func scan(s string) []word {
	words := make([]word, 0, len(s)/6+1)
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !isWord(r) {
			if len(words) > 0 && ends(words[len(words)-1], r) {
				words[len(words)-1].ends = true
			}
			at += size
			continue
		}
		end := at + size
		for end < len(s) {
			next, n := utf8.DecodeRuneInString(s[end:])
			if !isWord(next) && !isAccent(next) && !joins(s, end, n, next) {
				break
			}
			end += n
		}
		words = append(words, word{text: fold(s[at:end]), start: at, end: end, capital: unicode.IsUpper(r)})
		at = end
	}
	return words
}

func isWord(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' ||
		r >= utf8.RuneSelf && r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// isAccent reports whether the mark belongs to the letter before it; those that
// choose how an emoji is drawn are none.
func isAccent(r rune) bool {
	return r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Variation_Selector, r)
}

// joins reports whether the mark of n bytes at the place stands inside a word or
// number: an apostrophe between letters, a point or comma between digits, a
// hyphen before "nya".
func joins(s string, at, n int, r rune) bool {
	if at+n >= len(s) {
		return false
	}
	before, after := s[at-1], s[at+n]
	switch r {
	case '\'', '\u2019', '\u2018', '`':
		return isLetter(before) && isLetter(after)
	case '.', ',':
		return isDigit(before) && isDigit(after)
	case '-':
		return isLetter(before) && hangs(s[at+n:])
	}
	return false
}

// hangs reports whether the text goes on with "nya" as a word: "KK-nya".
func hangs(s string) bool {
	return len(s) >= 3 && strings.EqualFold(s[:3], "nya") && (len(s) == 3 || !isLetter(s[3]))
}

// ends reports whether the mark after the word ends a sentence.
func ends(w word, mark rune) bool {
	switch mark {
	case '?', '!', ';', '\n', '\u2026':
		return true
	case '.':
		return (len(w.text) > 1 || isDigit(w.text[0])) && !pointed[w.text]
	}
	return false
}

// pointed are abbreviations after which a point ends nothing.
var pointed = setOf("alm almh bp bpk dr drs ds dsn dkk gg hj ir jl jln kab kec kel kep no nmr prov rp sdr sdri st tgl th thn yth")

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
func isDigit(b byte) bool  { return b >= '0' && b <= '9' }

var apostrophes = strings.NewReplacer("'", "", "`", "", "-", "")

// unmarked drops what may stand above a Latin letter, and apostrophes.
func unmarked(r rune) rune {
	if r >= 0x300 && r <= 0x36F || r == '\u2019' || r == '\u2018' {
		return -1
	}
	return r
}

// fold returns the word as it is looked up.
func fold(s string) string {
	if isPlain(s) {
		return s
	}
	s = strings.ToLower(s)
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			s = strings.Map(unmarked, accents.Replace(s))
			break
		}
	}
	s = apostrophes.Replace(s)
	if !isDigit(s[0]) {
		s = once(s)
	}
	if len(s) <= maxWord {
		return s
	}
	cut := maxWord
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut]
}

// isPlain reports whether a word of small letters stands as it is looked up:
// nothing to fold, no letter three times in a row.
func isPlain(s string) bool {
	if len(s) > maxWord {
		return false
	}
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' || i > 1 && s[i] == s[i-1] && s[i] == s[i-2] {
			return false
		}
	}
	return true
}

// once writes a letter that is repeated three times and more a single time. A
// consonant that a word begins with stays: "pppk" is an abbreviation.
func once(s string) string {
	for i := 0; i < len(s); {
		n := runLength(s[i:])
		if n >= 3 && stretched(s, i) {
			return collapse(s)
		}
		i += n
	}
	return s
}

func collapse(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		n := runLength(s[i:])
		keep := n
		if n >= 3 && stretched(s, i) {
			keep = 1
		}
		b.WriteString(s[i : i+keep])
		i += n
	}
	return b.String()
}

// runLength returns how many times the first byte stands there.
func runLength(s string) int {
	n := 1
	for n < len(s) && s[n] == s[0] {
		n++
	}
	return n
}

// stretched reports whether a run of the letter at i is for emphasis.
func stretched(s string, i int) bool {
	return isLetter(s[i]) && (i > 0 || strings.IndexByte("aiueo", s[i]) >= 0)
}
