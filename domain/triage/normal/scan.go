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
			if len(words) > 0 && strings.ContainsRune(".?!;\n", r) {
				words[len(words)-1].ends = true
			}
			at += size
			continue
		}
		end := at
		for end < len(s) {
			next, n := utf8.DecodeRuneInString(s[end:])
			if !isWord(next) && !joins(s, end, next) {
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
		r >= utf8.RuneSelf && r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r))
}

// joins reports whether the mark at the place stands inside a word or number:
// an apostrophe between letters, a point or comma between digits.
func joins(s string, at int, r rune) bool {
	if at == 0 || at+1 >= len(s) {
		return false
	}
	before, after := s[at-1], s[at+1]
	switch r {
	case '\'':
		return isLetter(before) && isLetter(after)
	case '.', ',':
		return isDigit(before) && isDigit(after)
	}
	return false
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
func isDigit(b byte) bool  { return b >= '0' && b <= '9' }

// fold returns the word as it is looked up.
func fold(s string) string {
	s = strings.ToLower(s)
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			s = accents.Replace(s)
			break
		}
	}
	s = strings.ReplaceAll(s, "'", "")
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

// once writes a letter that is repeated three times and more a single time.
func once(s string) string {
	run := 1
	for i := 1; i < len(s); i++ {
		if s[i] != s[i-1] {
			run = 1
			continue
		}
		if run++; run == 3 {
			return collapse(s)
		}
	}
	return s
}

func collapse(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		n := i
		for n < len(s) && s[n] == s[i] {
			n++
		}
		keep := n - i
		if keep >= 3 {
			keep = 1
		}
		b.WriteString(s[i : i+keep])
		i = n
	}
	return b.String()
}
