package repository

import (
	"fmt"
	"strings"
	"time"

	"audiensi/domain"
	"audiensi/domain/ledger"
)

// column says how one member of S is stored: the same table of columns makes
// the statements that insert, update and select, and reads the rows.
type column[S any] struct {
	name    string
	value   func(*S) any // for the driver
	dest    func(*S) any // for Scan; nil for a column that is only written
	changes bool         // after the row was inserted
}

// mutable returns the columns as ones that updates write.
func mutable[S any](columns ...column[S]) []column[S] {
	for i := range columns {
		columns[i].changes = true
	}
	return columns
}

func textColumn[S any, T ~string](name string, at func(*S) *T) column[S] {
	return column[S]{name: name,
		value: func(s *S) any { return string(*at(s)) },
		dest:  func(s *S) any { return scanner[T]{at(s), func(v string) T { return T(v) }} }}
}

func intColumn[S any, T ~int | ~int64 | ~uint64](name string, at func(*S) *T) column[S] {
	return column[S]{name: name,
		value: func(s *S) any { return int64(*at(s)) },
		dest:  func(s *S) any { return at(s) }}
}

func boolColumn[S any](name string, at func(*S) *bool) column[S] {
	return column[S]{name: name,
		value: func(s *S) any {
			if *at(s) {
				return int64(1)
			}
			return int64(0)
		},
		dest: func(s *S) any { return at(s) }}
}

// timeColumn stores an instant, NULL for none.
func timeColumn[S any](name string, at func(*S) *time.Time) column[S] {
	return column[S]{name: name,
		value: func(s *S) any { return micros(*at(s)) },
		dest:  func(s *S) any { return timeScanner{to: at(s)} }}
}

// zeroTimeColumn stores an instant, 0 for none: an index in which NULL does not
// occur can be paged through with one comparison.
func zeroTimeColumn[S any](name string, at func(*S) *time.Time) column[S] {
	return column[S]{name: name,
		value: func(s *S) any { return unixMicro(*at(s)) },
		dest:  func(s *S) any { return timeScanner{to: at(s), zero: true} }}
}

func hashColumn[S any](name string, at func(*S) *ledger.Hash) column[S] {
	return column[S]{name: name,
		value: func(s *S) any { return at(s)[:] },
		dest:  func(s *S) any { return bytesScanner{at(s)[:]} }}
}

// idColumn stores an identifier, NULL for none.
func idColumn[S, K any](name string, at func(*S) *domain.ID[K]) column[S] {
	return column[S]{name: name,
		value: func(s *S) any { return idValue(*at(s)) },
		dest:  func(s *S) any { return idScanner[K]{at(s)} }}
}

func idValue[K any](id domain.ID[K]) any {
	if id.IsZero() {
		return nil
	}
	return id.Bytes()
}

// micros returns the stored form of an instant.
func micros(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMicro()
}

// unixMicro returns the stored form of an instant where 0 is none.
func unixMicro(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// fromMicro reads what unixMicro made.
func fromMicro(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}

// names lists the columns that are read, each with the prefix in front.
func names[S any](columns []column[S], prefix string) string {
	var list []string
	for _, c := range columns {
		if c.dest != nil {
			list = append(list, prefix+c.name)
		}
	}
	return strings.Join(list, ", ")
}

// insertSQL returns the statement that inserts one row with all columns.
func insertSQL[S any](table string, columns []column[S]) string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = c.name
	}
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", table, strings.Join(list, ", "), marks(len(list)))
}

// updateSQL returns the statement that writes all columns that change.
func updateSQL[S any](table string, columns []column[S], where string) string {
	var list []string
	for _, c := range columns {
		if c.changes {
			list = append(list, c.name+" = ?")
		}
	}
	return fmt.Sprintf("UPDATE %s SET %s WHERE %s", table, strings.Join(list, ", "), where)
}

// values returns the arguments of insertSQL, or of updateSQL if onlyChanges.
func values[S any](columns []column[S], s *S, onlyChanges bool) []any {
	args := make([]any, 0, len(columns)+2)
	for _, c := range columns {
		if c.changes || !onlyChanges {
			args = append(args, c.value(s))
		}
	}
	return args
}

// dests returns where Scan puts the columns that are read.
func dests[S any](columns []column[S], s *S) []any {
	list := make([]any, 0, len(columns)+1)
	for _, c := range columns {
		if c.dest != nil {
			list = append(list, c.dest(s))
		}
	}
	return list
}

// marks returns n placeholders.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }
