// Package routing finds the dinas that a question belongs to, by ordered rules
// that are valid for a time. It is pure: the same rules and case give the same
// answer, in whatever order the rules come.
package routing

import (
	"bytes"
	"cmp"
	"strconv"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/region"
)

// MaxPosition bounds the position of a rule.
const MaxPosition = 100000

// Rule proposes a dinas for the questions that meet all its conditions; an empty
// condition always holds. Version counts its stored changes; 0 is not stored yet.
type Rule struct {
	ID        domain.RuleID
	Position  int // the smallest is tried first
	Category  category.Code
	Class     category.Class
	Kecamatan string // code
	AskerRole domain.AskerRole
	Terms     []string // words or short phrases; one of them has to occur
	Dinas     dinas.Code
	ValidFrom domain.Date
	ValidTo   domain.Date
	Note      string // why, for administrators
	Version   int64
}

// Case is what rules look at: the question and the day it was asked. Says reports
// whether a word or phrase occurs in the question's text as whole words, however
// spelt; nil where the text is not known: then only rules without terms match.
type Case struct {
	Date      domain.Date
	Category  category.Code
	Class     category.Class // unknown counts as information
	Kecamatan string
	AskerRole domain.AskerRole // empty if not known: only rules for any role match
	Says      func(term string) bool
}

// Route returns the first rule by position, then ID, that is valid on the case's
// day and whose conditions all hold; false if none is.
func Route(rules []Rule, c Case) (Rule, bool) {
	first := -1
	for i := range rules {
		if (first < 0 || Compare(rules[i], rules[first]) < 0) && rules[i].Matches(c) {
			first = i
		}
	}
	if first < 0 {
		return Rule{}, false
	}
	return rules[first], true
}

// Compare orders rules as they are tried: by position, then ID.
func Compare(a, b Rule) int {
	return cmp.Or(cmp.Compare(a.Position, b.Position), bytes.Compare(a.ID.Bytes(), b.ID.Bytes()))
}

// Validity returns the days on which the rule holds.
func (r Rule) Validity() domain.Period { return domain.Period{From: r.ValidFrom, To: r.ValidTo} }

// Matches reports whether the rule is valid on the case's day and all its
// conditions hold.
func (r Rule) Matches(c Case) bool {
	return r.Validity().Contains(c.Date) &&
		(r.Category == "" || r.Category == c.Category) &&
		(r.Class == "" || r.Class == c.Class.Effective()) &&
		(r.Kecamatan == "" || r.Kecamatan == c.Kecamatan) &&
		(r.AskerRole == "" || r.AskerRole == c.AskerRole) &&
		(len(r.Terms) == 0 || c.saysOneOf(r.Terms))
}

// Validate cleans what people wrote and returns every fault. It cannot know
// whether the category, kecamatan and dinas exist.
func (r *Rule) Validate() error {
	var faults domain.Faults
	if r.Position < 1 {
		faults.Add("/position", "min", "1")
	}
	if r.Position > MaxPosition {
		faults.Add("/position", "max", strconv.Itoa(MaxPosition))
	}
	if r.Category != "" {
		_, err := category.ParseCode("/category", string(r.Category))
		faults.Merge(err)
	}
	_, err := category.ParseClass("/class", string(r.Class))
	faults.Merge(err)
	if r.Kecamatan != "" {
		_, err := region.ParseKecamatanCode("/kecamatan", r.Kecamatan)
		faults.Merge(err)
	}
	if r.AskerRole != "" {
		_, err := domain.ParseAskerRole("/asker_role", string(r.AskerRole))
		faults.Merge(err)
	}
	r.cleanTerms(&faults)
	_, err = dinas.ParseCode("/dinas", string(r.Dinas))
	faults.Merge(err)
	faults.Merge(r.Validity().Validate("/valid_from", "/valid_to"))
	r.Note, err = domain.CleanOptional("/note", r.Note, domain.MaxReasonText)
	faults.Merge(err)
	return faults.Err()
}
