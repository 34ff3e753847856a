package refdata

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"audiensi/domain"
	"audiensi/domain/intake"
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

// unreadable notes that a file cannot be read any further.
func (f *Faults) unreadable(file string, err error) {
	var e *domain.Error
	rule := ""
	if errors.As(err, &e) && len(e.Fields) > 0 {
		rule = e.Fields[0].Rule
	}
	switch rule {
	case "file_empty":
		f.add(file, 1, "", "has no header")
	case "file_encoding":
		f.add(file, 1, "", notUTF8)
	default:
		f.add(file, 0, "", "cannot be read: "+err.Error())
	}
}

// broken notes a row that cannot be read.
func (f *Faults) broken(file string, row intake.Fault) {
	line, err := strconv.Atoi(row.Param)
	if err != nil {
		line = row.Row
	}
	switch row.Rule {
	case "file_encoding":
		f.add(file, line, "", notUTF8)
	case "quote":
		f.add(file, line, "", "extraneous or missing \" in quoted-field; the rest of the file was not read")
	default:
		f.add(file, row.Row, row.Column, reason(row.Rule, row.Param)+"; the rest of the file was not read")
	}
}

const notUTF8 = "is not valid UTF-8; save the file as UTF-8"

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
