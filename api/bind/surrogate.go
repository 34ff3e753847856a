package bind

import (
	"bytes"
	"strconv"
	"unicode/utf16"
)

// loneSurrogate returns where a JSON text escapes half of a character, such as
// "\ud83d" alone, or -1. encoding/json reads it as U+FFFD without a word, and
// what was written is lost. Escapes occur in strings only, so no more of the
// grammar is needed.
func loneSurrogate(text []byte) int {
	for at := 0; ; {
		next := bytes.IndexByte(text[at:], '\\')
		if next < 0 {
			return -1
		}
		at += next
		r, ok := escaped(text[at:])
		switch {
		case !ok:
			at += 2 // another escape, of one character
		case !utf16.IsSurrogate(r):
			at += escapeLen
		default:
			low, _ := escaped(text[at+escapeLen:])
			if utf16.DecodeRune(r, low) == '\uFFFD' {
				return at
			}
			at += 2 * escapeLen
		}
		if at >= len(text) {
			return -1
		}
	}
}

const escapeLen = len(`\u0000`)

// escaped reads the \uXXXX that the text begins with.
func escaped(text []byte) (rune, bool) {
	if len(text) < escapeLen || text[0] != '\\' || text[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(text[2:escapeLen]), 16, 16)
	return rune(n), err == nil
}
