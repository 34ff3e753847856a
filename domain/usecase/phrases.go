package usecase

import (
	"strings"
	"sync"
	"unicode"
)

// phrases finds the terms of routing rules in texts. It holds the words of each
// term it was asked for, so that many texts cost each term one reading. It is
// not safe for concurrent use.
type phrases map[string]string

// in returns a function that reports whether a term occurs in the text as whole
// words. The text is read when the first term is asked for: most rules have none.
func (p phrases) in(text string) func(term string) bool {
	spoken := sync.OnceValue(func() string { return words(text) })
	return func(term string) bool {
		asked, ok := p[term]
		if !ok {
			asked = words(term)
			p[term] = asked
		}
		return strings.TrimSpace(asked) != "" && strings.Contains(spoken(), asked)
	}
}

// words returns the text's words as they are compared: in lower case, with a
// single blank around each. Whatever is no letter, mark or digit parts words.
func words(text string) string {
	list := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.Nd)
	})
	return " " + strings.Join(list, " ") + " "
}
