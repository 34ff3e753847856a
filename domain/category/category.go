// Package category holds what a question can be about and which class of
// deadline it falls under. Categories are data: administrators add, rename and
// retire them, and none is ever deleted.
package category

import (
	"strconv"

	"audiensi/domain"
)

// Code is the lasting name of a category: a lower-case slug with underscores,
// such as "poverty_letter".
type Code string

// ParseCode returns the code, or invalid with the rule "code". Pointer names the
// member in the error.
func ParseCode(pointer, s string) (Code, error) {
	if !domain.IsSlug(s, '_') {
		return "", domain.InvalidField(pointer, "code", "")
	}
	return Code(s), nil
}

// Limits of a category.
const (
	MaxDescription = 4000 // characters
	MaxPosition    = 10000
)

// Category is one subject. Lists show categories by Position, the smallest
// first. Version counts the stored changes; 0 is not stored yet.
type Category struct {
	Code        Code
	NameID      string // in Indonesian
	NameEN      string // in English
	Description string // what belongs to it, for whoever categorises
	ValidFrom   domain.Date
	ValidTo     domain.Date
	Position    int
	Version     int64
}

// Validity returns the days on which the category is in use.
func (c Category) Validity() domain.Period { return domain.Period{From: c.ValidFrom, To: c.ValidTo} }

// ActiveOn reports whether the category is in use on the day.
func (c Category) ActiveOn(date domain.Date) bool { return c.Validity().Contains(date) }

// Validate cleans what people wrote and returns every fault.
func (c *Category) Validate() error {
	var faults domain.Faults
	_, err := ParseCode("/code", string(c.Code))
	faults.Merge(err)
	c.NameID, err = domain.CleanText("/name/id", c.NameID, domain.MaxNameText)
	faults.Merge(err)
	c.NameEN, err = domain.CleanText("/name/en", c.NameEN, domain.MaxNameText)
	faults.Merge(err)
	c.Description, err = domain.CleanText("/description", c.Description, MaxDescription)
	faults.Merge(err)
	faults.Merge(c.Validity().Validate("/valid_from", "/valid_to"))
	if c.Position < 1 {
		faults.Add("/position", "min", "1")
	}
	if c.Position > MaxPosition {
		faults.Add("/position", "max", strconv.Itoa(MaxPosition))
	}
	return faults.Err()
}
