// Package triage proposes what a question is about.
package triage

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"audiensi/domain/category"
	"audiensi/domain/question"
)

// Keyword is a plain keyword rule, and says so: each category has words, each
// with a weight by how surely it points there; the category with the largest sum
// wins. Its confidence is the winner's share of all sums, not a probability, so
// it is never marked calibrated and nothing is ever assigned on its word.
type Keyword struct{}

// KeywordModel is the name under which the rule's proposals are stored.
const KeywordModel = "keyword-1"

type term struct {
	words  string // one word, or several that follow one another
	weight float64
}

// Propose returns the category and class that the words of the text point to,
// with the words that decided. Without any such word both stay empty.
func (Keyword) Propose(text string) question.Proposal {
	folded := fold(text)
	p := question.Proposal{Model: KeywordModel, Class: classOf(folded, text)}
	var best, sum float64
	for _, c := range categories {
		score, reasons := weigh(folded, c.terms)
		sum += score
		if score > best {
			best, p.Category, p.Reasons = score, c.code, reasons
		}
	}
	if best > 0 {
		p.Confidence = best / sum
	}
	return p
}

// weigh sums the weights of the terms that occur, heaviest first.
func weigh(folded string, terms []term) (float64, []question.Reason) {
	var sum float64
	var reasons []question.Reason
	for _, t := range terms {
		if strings.Contains(folded, " "+t.words+" ") {
			sum += t.weight
			reasons = append(reasons, question.Reason{Term: t.words, Weight: t.weight})
		}
	}
	slices.SortStableFunc(reasons, func(a, b question.Reason) int { return cmp.Compare(b.Weight, a.Weight) })
	return sum, reasons
}

// classOf guesses the class by cue words, in the order of how much each asks
// for: a visit, then a complaint, then a wish, then a question.
func classOf(folded, text string) category.Class {
	for _, c := range cues {
		for _, words := range c.words {
			if strings.Contains(folded, " "+words+" ") {
				return c.class
			}
		}
	}
	if strings.Contains(text, "?") {
		return category.Information
	}
	return ""
}

// fold lower-cases the text and keeps words only, a single blank around each;
// the enclitics -nya, -kah and -lah fall off.
func fold(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	for i, w := range words {
		for _, enclitic := range []string{"nya", "kah", "lah"} {
			if stem, ok := strings.CutSuffix(w, enclitic); ok && len(stem) >= 3 {
				words[i] = stem
				break
			}
		}
	}
	return " " + strings.Join(words, " ") + " "
}
