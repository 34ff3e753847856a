// Package intake makes sense of the tables that people keep outside the program,
// attendance lists and minutes: which column is which, what the words in a cell
// name, and what is wrong with a row, told so that it can be mended there.
package intake

import (
	"fmt"

	"audiensi/domain"
)

// Fault is one thing wrong with one row of a table. Row counts from 1 as
// spreadsheets do; Field is the name that the program gives the column, Column
// the one in the file; both are empty where the whole row is meant. Rule and
// Param are those of domain.FieldError, Near is what may have been meant.
type Fault struct {
	Row    int
	Field  string
	Column string
	Rule   string
	Param  string
	Near   []string
}

// Error implements error, for logs.
func (f *Fault) Error() string {
	return fmt.Sprintf("row %d [%s %s %s]", f.Row, f.Field, f.Rule, f.Param)
}

// MaxFaults bounds how many faults are kept; all are counted.
const MaxFaults = 100

// Faults are the faults of a table, the first MaxFaults of Total.
type Faults struct {
	List  []Fault
	Total int
}

// Add notes faults.
func (f *Faults) Add(more ...Fault) {
	f.Total += len(more)
	if room := MaxFaults - len(f.List); room > 0 {
		f.List = append(f.List, more[:min(room, len(more))]...)
	}
}

// Rows is a table that is read row by row.
type Rows interface {
	// Next returns the next row that is not blank: its number and its cells. The
	// error is io.EOF after the last one. A *Fault concerns that row alone, and
	// the next one may be read; any other error ends the reading.
	Next() (row int, cells []string, err error)
	// Date returns the day that a cell of this table names, also by the number
	// that a spreadsheet keeps for it; none where it names no day.
	Date(cell string) domain.Date
}
