package routing

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"audiensi/domain"
)

// Bounds of the terms of a rule; the length of one is in characters.
const (
	MaxTerms = 20
	MinTerm  = 2
	MaxTerm  = 60
)

// TermSeparator parts the terms where a list of them is written as one text; no
// term holds it.
const TermSeparator = "|"

// saysOneOf reports whether one of the terms occurs in the text of the case.
func (c Case) saysOneOf(terms []string) bool {
	return c.Says != nil && slices.ContainsFunc(terms, c.Says)
}

// cleanTerms cleans the terms into a list of its own and notes what is wrong
// with them. Terms that differ in case only are the same.
func (r *Rule) cleanTerms(faults *domain.Faults) {
	if len(r.Terms) > MaxTerms {
		faults.Add("/terms", "max_items", strconv.Itoa(MaxTerms))
		return
	}
	var cleaned []string
	seen := map[string]bool{}
	for i, term := range r.Terms {
		pointer := "/terms/" + strconv.Itoa(i)
		term, err := cleanTerm(pointer, term)
		faults.Merge(err)
		same := strings.ToLower(term)
		if err == nil && seen[same] {
			faults.Add(pointer, "unique", term)
		}
		seen[same] = true
		cleaned = append(cleaned, term)
	}
	r.Terms = cleaned
}

// cleanTerm puts single blanks between the words. A term without a letter or
// digit could occur nowhere.
func cleanTerm(pointer, term string) (string, error) {
	term, err := domain.CleanText(pointer, strings.Join(strings.Fields(term), " "), MaxTerm)
	switch {
	case err != nil:
		return "", err
	case utf8.RuneCountInString(term) < MinTerm:
		return "", domain.InvalidField(pointer, "length", strconv.Itoa(MinTerm)+"-"+strconv.Itoa(MaxTerm))
	case strings.Contains(term, TermSeparator):
		return "", domain.InvalidField(pointer, "excludes", TermSeparator)
	case !strings.ContainsFunc(term, isOfWord):
		return "", domain.InvalidField(pointer, "word", "")
	}
	return term, nil
}

func isOfWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
