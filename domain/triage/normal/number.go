package normal

import "strings"

// The forms of numbers: how much or when matters, which figure does not.
const (
	NumberToken = "#"
	MoneyToken  = "#uang"
	YearToken   = "#tahun"
)

// number appends the number that the words begin with. "anak2" is not one: it
// is a word said twice, and scanned as a word.
func (n *Normaliser) number(tokens []Token, words []word) ([]Token, int) {
	w := words[0]
	digits := strings.TrimRight(w.text, "abcdefghijklmnopqrstuvwxyz")
	unit, taken := w.text[len(digits):], 1
	if unit == "" && !w.ends && len(words) > 1 && isMoney(words[1].text) {
		unit, taken = words[1].text, 2
	}
	form := NumberToken
	switch {
	case isMoney(unit) || isPrice(w.text) || len(tokens) > 0 && tokens[len(tokens)-1].Form == "rp":
		form = MoneyToken
	case len(digits) == 4 && (strings.HasPrefix(digits, "19") || strings.HasPrefix(digits, "20")):
		form = YearToken
	}
	return append(tokens, Token{Start: w.start, End: words[taken-1].end, Form: form, Stem: form, Kind: Number}), taken
}

// isPrice reports whether the word is a sum that is written together: "Rp500.000".
func isPrice(w string) bool { return len(w) > 2 && w[:2] == "rp" && isDigit(w[2]) }

// isMoney reports whether the unit is one of money. "m" is not: it is a metre
// more often than a milliard.
func isMoney(unit string) bool {
	switch unit {
	case "ribu", "rb", "rbu", "ribuan", "juta", "jt", "jutaan", "miliar", "milyar", "k", "rupiah", "triliun":
		return true
	}
	return false
}

// letterNames are the Indonesian names of the letters, as speech recognition
// writes an abbreviation that was spelt out: "ka te pe".
var letterNames = map[string]byte{"a": 'a', "be": 'b', "ce": 'c', "de": 'd', "e": 'e', "ef": 'f', "ge": 'g', "ha": 'h',
	"i": 'i', "je": 'j', "ka": 'k', "el": 'l', "em": 'm', "en": 'n', "o": 'o', "pe": 'p', "ki": 'q', "er": 'r', "es": 's',
	"te": 't', "u": 'u', "ve": 'v', "we": 'w', "eks": 'x', "ye": 'y', "zet": 'z'}

// letterOf returns the letter that the word names, or is.
func letterOf(w string) (byte, bool) {
	if len(w) == 1 && isLetter(w[0]) {
		return w[0], true
	}
	letter, ok := letterNames[w]
	return letter, ok
}

// spell joins letters that were spelt out into the abbreviation, where it is a
// known one, and undoes "anak2".
func (n *Normaliser) spell(text string, words []word) []word {
	out := words[:0]
	for i := 0; i < len(words); {
		if run, abbreviation := n.spelt(text, words[i:]); run > 0 {
			last := words[i+run-1]
			out = append(out, word{text: abbreviation, start: words[i].start, end: last.end, ends: last.ends})
			i += run
			continue
		}
		w := words[i]
		w.text = n.twice(w.text)
		out = append(out, w)
		i++
	}
	return out
}

// twice undoes "anak2" and "jalan2nya", where it is not a name of its own.
func (n *Normaliser) twice(w string) string {
	stem, rest, found := strings.Cut(w, "2")
	if !found || len(stem) < 3 || isDigit(stem[0]) || n.lexicon.known(w) {
		return w
	}
	switch rest {
	case "", "nya", "an", "ku", "mu", "kan", "i":
		return stem + rest
	}
	return w
}

// spelt returns the longest known abbreviation that the words spell out, letter
// by letter with blanks or points between.
func (n *Normaliser) spelt(text string, words []word) (run int, abbreviation string) {
	var letters [8]byte
	for k := range min(len(words), len(letters)) {
		letter, ok := letterOf(words[k].text)
		if !ok || k > 0 && strings.Trim(text[words[k-1].end:words[k].start], " .") != "" {
			break
		}
		letters[k] = letter
		if k > 0 && n.lexicon.isInitials(string(letters[:k+1])) {
			run, abbreviation = k+1, string(letters[:k+1])
		}
	}
	return run, abbreviation
}

// isInitials reports whether the letters abbreviate a term: "yg" and its like are
// typed, and nobody spells them out.
func (x *lexicon) isInitials(letters string) bool {
	forms := x.phrases[letters]
	return len(forms) == 1 && (x.terms[forms[0]] || strings.IndexByte(forms[0], '_') >= 0)
}
