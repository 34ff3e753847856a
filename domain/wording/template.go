// Package wording holds the answers that a dinas keeps ready: templates with
// placeholders, and how they are filled for one question. Pure functions.
package wording

import (
	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
)

// MaxTitle bounds the title of a template, in characters.
const MaxTitle = 120

// Template is an answer that a dinas keeps ready, for one category or any. It is
// never deleted: it ends on a date. Version counts its stored changes; 0 is not
// stored yet.
type Template struct {
	ID        domain.TemplateID
	Dinas     dinas.Code
	Category  category.Code // empty: any
	Title     string
	Text      string // with placeholders, see Placeholders
	ValidFrom domain.Date
	ValidTo   domain.Date
	Version   int64
}

// Validity returns the days on which the template is in use.
func (t Template) Validity() domain.Period { return domain.Period{From: t.ValidFrom, To: t.ValidTo} }

// Validate cleans what people wrote and returns every fault. It cannot know
// whether the dinas and the category exist.
func (t *Template) Validate() error {
	var faults domain.Faults
	_, err := dinas.ParseCode("/dinas", string(t.Dinas))
	faults.Merge(err)
	if t.Category != "" {
		_, err := category.ParseCode("/category", string(t.Category))
		faults.Merge(err)
	}
	t.Title, err = domain.CleanText("/title", t.Title, MaxTitle)
	faults.Merge(err)
	t.Text, err = domain.CleanText("/text", t.Text, domain.MaxAnswerText)
	faults.Merge(err)
	checkPlaceholders(&faults, "/text", t.Text)
	faults.Merge(t.Validity().Validate("/valid_from", "/valid_to"))
	return faults.Err()
}
