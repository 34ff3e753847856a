package domain

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of what people write, in characters (Unicode code points).
const (
	MaxQuestionText = 4000
	MaxAnswerText   = 8000
	MaxNoteText     = 4000
	MaxReasonText   = 1000
	MaxNameText     = 200
)

// CleanText applies the rules for everything people write, the same on every
// database: CRLF and CR become LF; leading and trailing blanks are cut;
// characters outside the basic plane (emoji) are kept. Refused are invalid
// UTF-8 ("utf8"), NUL and other control characters except tab and line feed
// ("control"), the bidirectional controls that can make a text read otherwise
// than it is stored ("bidi", CVE-2021-42574), a text of which nobody sees
// anything ("required") and one of more than limit characters ("max"). Pointer names the
// member in the error.
func CleanText(pointer, s string, limit int) (string, error) {
	if !utf8.ValidString(s) {
		return "", InvalidField(pointer, "utf8", "")
	}
	s = kept(s)
	if s == "" {
		return "", InvalidField(pointer, "required", "")
	}
	n, visible := 0, false
	for _, r := range s {
		n++
		visible = visible || isVisible(r)
		switch {
		case r == '\n' || r == '\t':
		case unicode.IsControl(r):
			return "", InvalidField(pointer, "control", "")
		case isBidiControl(r):
			return "", InvalidField(pointer, "bidi", "")
		}
	}
	if !visible {
		return "", InvalidField(pointer, "required", "")
	}
	if n > limit {
		return "", InvalidField(pointer, "max", strconv.Itoa(limit))
	}
	return s, nil
}

// kept returns what CleanText keeps of a text.
func kept(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	return strings.TrimFunc(s, unicode.IsSpace)
}

// TextLength returns the length of a text in characters as limits count it: of
// what CleanText keeps.
func TextLength(s string) int { return utf8.RuneCountInString(kept(s)) }

// CleanOptional is CleanText for a member that may be empty.
func CleanOptional(pointer, s string, limit int) (string, error) {
	if strings.TrimFunc(s, unicode.IsSpace) == "" && utf8.ValidString(s) {
		return "", nil
	}
	return CleanText(pointer, s, limit)
}

func isBidiControl(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x200E || r == 0x200F || r == 0x061C
}
