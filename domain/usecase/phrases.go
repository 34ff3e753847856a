package usecase

import (
	"strings"
	"sync"
	"unicode"

	"audiensi/domain/triage/normal"
)

// phrases finds the terms of routing rules in texts. It holds the words of each
// term it was asked for, so that many texts cost each term one reading. It is
// not safe for concurrent use.
type phrases map[string]spoken

// spoken is a text as terms are looked for in it, a single blank around each
// word: as it is written, and as triage reads it, so that a term is found however
// it is spelt, abbreviated or inflected.
type spoken struct{ written, read string }

// in returns a function that reports whether a term occurs in the text as whole
// words. The text is read when the first term is asked for: most rules have none.
func (p phrases) in(text string) func(term string) bool {
	heard := sync.OnceValue(func() spoken { return listen(text) })
	return func(term string) bool {
		asked, ok := p[term]
		if !ok {
			asked = listen(term)
			p[term] = asked
		}
		return occurs(asked.written, heard().written) || occurs(asked.read, heard().read)
	}
}

func occurs(words, in string) bool {
	return strings.TrimSpace(words) != "" && strings.Contains(in, words)
}

func listen(text string) spoken {
	list := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.Nd)
	})
	return spoken{written: " " + strings.Join(list, " ") + " ", read: stems(text)}
}

// reader normalises without places: a term may be one. It is nil only where a
// word list of the program is broken, which the lists' own tests tell.
var reader = sync.OnceValue(func() *normal.Normaliser {
	n, err := normal.New(nil)
	if err != nil {
		return nil
	}
	return n
})

// stems leaves out figures: triage reads all of them as the same.
func stems(text string) string {
	n := reader()
	if n == nil {
		return ""
	}
	var b strings.Builder
	b.WriteByte(' ')
	for _, t := range n.Tokens(text) {
		if t.Kind != normal.Number {
			b.WriteString(t.Stem)
			b.WriteByte(' ')
		}
	}
	return b.String()
}
