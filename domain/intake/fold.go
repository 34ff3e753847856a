package intake

import (
	"strings"
	"unicode"
)

// Fold returns the words of s in small letters with one blank between them:
// letters and digits are kept, everything else divides.
func Fold(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

// tight is Fold without blanks: "Sumber Agung" and "Sumberagung" are one name.
func tight(s string) string { return strings.ReplaceAll(Fold(s), " ", "") }

// after returns the words that follow one of the beginnings, whole words both,
// and which beginning it was; else the words as they are.
func after(words string, beginnings ...string) (rest, begin string) {
	for _, b := range beginnings {
		if rest, ok := strings.CutPrefix(words, b+" "); ok {
			return rest, b
		}
	}
	return words, ""
}
