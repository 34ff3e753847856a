package refdata

import (
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing wrong with one place of one file. Line counts from 1; 0
// means the file as a whole. Column is empty where the whole line is meant.
type Fault struct {
	File   string
	Line   int
	Column string
	Reason string
}

// String returns the fault as file:line: column: reason.
func (f Fault) String() string {
	place := f.File
	if f.Line > 0 {
		place += fmt.Sprintf(":%d", f.Line)
	}
	if f.Column != "" {
		place += ": " + f.Column
	}
	return place + ": " + f.Reason
}

// Faults is all that is wrong with a folder.
type Faults []Fault

// Error implements error, a line for each fault.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i := range f {
		lines[i] = f[i].String()
	}
	return strings.Join(lines, "\n")
}

// add notes a fault, unless something is already noted for the same place.
func (f *Faults) add(file string, line int, column, reason string) {
	same := func(x Fault) bool { return x.File == file && x.Line == line && x.Column == column }
	if !slices.ContainsFunc(*f, same) {
		*f = append(*f, Fault{file, line, column, reason})
	}
}

// reasons says in words what a rule of the domain asks; %s is its bound.
var reasons = map[string]string{
	"required":  "is missing",
	"code":      "is not a well-formed code",
	"code_kind": "does not fit the code %s",
	"oneof":     "must be one of: %s",
	"min":       "must be at least %s",
	"max":       "must be at most %s",
	"date":      "is not a day of the calendar",
	"length":    "must be %s characters long",
	"max_items": "must hold at most %s",
	"excludes":  "must not contain %s",
	"word":      "has neither a letter nor a digit",
	"gtefield":  "is before %s",
	"overlap":   "overlaps the time in %s",
	"exists":    "names %s, which is not there",
	"unique":    "%s is there twice",
	"not_self":  "names itself",
	"utf8":      "is not valid UTF-8",
	"control":   "contains control characters",
	"bidi":      "contains characters that reverse the direction of reading",
}

func reason(rule, param string) string {
	words, ok := reasons[rule]
	if !ok {
		return strings.TrimSpace("breaks the rule " + rule + " " + param)
	}
	return strings.ReplaceAll(words, "%s", param)
}
