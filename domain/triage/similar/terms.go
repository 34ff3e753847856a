package similar

import (
	"unicode/utf8"

	"audiensi/domain/triage/normal"
)

// Bounds of what is read of one text.
const (
	mostBytes = 16 << 10
	mostTerms = 200
)

// Terms returns what the text says, in order: the stems of its words and the
// terms of the field, without places and numbers.
func Terms(n *normal.Normaliser, text string) []string {
	tokens := n.Tokens(cut(text))
	list := make([]string, 0, min(len(tokens), mostTerms))
	for _, t := range tokens {
		if len(list) < mostTerms && (t.Kind == normal.Word || t.Kind == normal.Term) {
			list = append(list, t.Stem)
		}
	}
	return list
}

func cut(text string) string {
	if len(text) <= mostBytes {
		return text
	}
	at := mostBytes
	for !utf8.RuneStart(text[at]) {
		at--
	}
	return text[:at]
}
