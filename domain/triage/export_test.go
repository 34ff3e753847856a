package triage

import (
	"iter"

	"audiensi/domain/category"
)

// Terms yields each term with its category.
func Terms() iter.Seq2[string, category.Code] {
	return func(yield func(string, category.Code) bool) {
		for _, c := range categories {
			for _, t := range c.terms {
				if !yield(t.words, c.code) {
					return
				}
			}
		}
	}
}
