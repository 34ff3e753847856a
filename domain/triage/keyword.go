// Package triage proposes what a question is about.
package triage

import (
	"cmp"
	"slices"
	"strings"
	"sync"
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
// with the words that decided, heaviest first. Without any such word both stay
// empty. Of two categories with the same sum the earlier in words.go wins.
func (Keyword) Propose(text string) question.Proposal {
	folded := fold(text)
	p := question.Proposal{Model: KeywordModel, Class: classOf(folded, text)}
	sums, found := weigh(folded)
	var best, sum float64
	for i, c := range categories {
		sum += sums[i]
		if sums[i] > best {
			best, p.Category, p.Reasons = sums[i], c.code, found[i]
		}
	}
	slices.SortStableFunc(p.Reasons, func(a, b question.Reason) int { return cmp.Compare(b.Weight, a.Weight) })
	if best > 0 {
		p.Confidence = best / sum
	}
	return p
}

// entry is one term of the i-th category.
type entry struct {
	category int
	weight   float64
}

// index finds the entries of a term; longest is the most words a term has.
var index = sync.OnceValue(func() map[string]entry {
	terms := map[string]entry{}
	for i, c := range categories {
		for _, t := range c.terms {
			terms[t.words] = entry{i, t.weight}
		}
	}
	return terms
})

const longest = 4

// weigh sums, for each category, the weights of its terms that occur; a term
// counts once.
func weigh(folded string) ([]float64, [][]question.Reason) {
	sums, found := make([]float64, len(categories)), make([][]question.Reason, len(categories))
	seen := map[string]bool{}
	words := strings.Fields(folded)
	start := 1
	for i, w := range words {
		end := start + len(w)
		for n := 0; n < longest && i+n < len(words); n++ {
			if n > 0 {
				end += 1 + len(words[i+n])
			}
			phrase := folded[start:end]
			if e, ok := index()[phrase]; ok && !seen[phrase] {
				seen[phrase] = true
				sums[e.category] += e.weight
				found[e.category] = append(found[e.category], question.Reason{Term: phrase, Weight: e.weight})
			}
		}
		start += len(w) + 1
	}
	return sums, found
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
