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
	if unit == "" && len(words) > 1 && isMoney(words[1].text) {
		unit, taken = words[1].text, 2
	}
	form := NumberToken
	switch {
	case isMoney(unit) || len(tokens) > 0 && tokens[len(tokens)-1].Form == "rp":
		form = MoneyToken
	case len(digits) == 4 && (strings.HasPrefix(digits, "19") || strings.HasPrefix(digits, "20")):
		form = YearToken
	}
	return append(tokens, Token{Start: w.start, End: words[taken-1].end, Form: form, Stem: form, Kind: Number}), taken
}

func isMoney(unit string) bool {
	switch unit {
	case "ribu", "rb", "juta", "jt", "miliar", "m", "k", "rupiah", "triliun":
		return true
	}
	return false
}

// letterNames are the Indonesian names of the letters, as speech recognition
// writes an abbreviation that was spelt out: "ka te pe".
var letterNames = map[string]byte{"a": 'a', "be": 'b', "ce": 'c', "de": 'd', "e": 'e', "ef": 'f', "ge": 'g', "ha": 'h',
	"i": 'i', "je": 'j', "ka": 'k', "el": 'l', "em": 'm', "en": 'n', "o": 'o', "pe": 'p', "ki": 'q', "er": 'r', "es": 's',
	"te": 't', "u": 'u', "ve": 'v', "we": 'w', "eks": 'x', "ye": 'y', "zet": 'z'}

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
		if stem := strings.TrimSuffix(w.text, "2"); len(stem) > 2 && !isDigit(stem[0]) {
			w.text = stem
		}
		out = append(out, w)
		i++
	}
	return out
}

// spelt returns the longest known abbreviation that the words spell out, letter
// by letter with blanks or points between.
func (n *Normaliser) spelt(text string, words []word) (run int, abbreviation string) {
	var letters [8]byte
	for k := range min(len(words), len(letters)) {
		letter, ok := letterNames[words[k].text]
		if !ok || k > 0 && strings.Trim(text[words[k-1].end:words[k].start], " .") != "" {
			break
		}
		letters[k] = letter
		if _, known := n.lexicon.phrases[string(letters[:k+1])]; k > 0 && known {
			run, abbreviation = k+1, string(letters[:k+1])
		}
	}
	return run, abbreviation
}
