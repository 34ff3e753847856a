// Package table reads tables from people's files, CSV and XLSX, row by row: the
// one reader of the program. It trusts nothing: what a file is, is seen from its
// bytes; its size when unpacked, its rows, columns and cells are bounded; and
// what cannot be read is told so that it can be mended in the file.
package table

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"audiensi/domain"
	"audiensi/domain/intake"
)

// Limits bound a table; zero members are the defaults.
type Limits struct {
	Rows    int   // that are not blank, the header too: 20,000
	Columns int   // up to the last that is not blank: 200
	Whole   bool  // rows keep the blank cells at their end
	Cell    int   // characters of one cell: 32,767, as many as a spreadsheet keeps
	Bytes   int64 // of the file as it is, and of a workbook when unpacked eight times that: 32 MiB
}

// unpacked is how many times its bytes a workbook may take up when unpacked.
const unpacked = 8

func (l Limits) orDefault() Limits {
	set(&l.Rows, 20_000)
	set(&l.Columns, 200)
	set(&l.Cell, 32_767)
	set(&l.Bytes, 32<<20)
	return l
}

func set[T comparable](to *T, value T) {
	var zero T
	if *to == zero {
		*to = value
	}
}

// Sheet is a table that is read row by row; it implements intake.Rows. Close it.
type Sheet struct {
	source source
	limits Limits
	rows   int
	seen   int // cells of all rows so far, blank ones too
}

// source is where rows come from.
type source interface {
	next() (row int, cells []string, err error)
	date1904() bool
	Close() error
}

// Open returns the table that r holds. It fails with the reason file_unreadable
// where that is none; the fields say why.
func Open(r io.Reader, kind Kind, l Limits) (*Sheet, error) { return open(r, kind, 0, l) }

// OpenCSV is Open for a CSV text whose cells are divided by the delimiter.
func OpenCSV(r io.Reader, comma rune, l Limits) (*Sheet, error) { return open(r, CSV, comma, l) }

// open finds the delimiter out where comma is 0.
func open(r io.Reader, kind Kind, comma rune, l Limits) (*Sheet, error) {
	l = l.orDefault()
	in := bufio.NewReaderSize(&bounded{r: r, left: l.Bytes}, 64<<10)
	head, err := in.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if err := kind.check(head); err != nil {
		return nil, err
	}
	s := &Sheet{limits: l}
	if kind == XLSX {
		s.source, err = openXLSX(in, l)
	} else {
		s.source, err = openCSV(in, comma)
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Close gives back what reading took.
func (s *Sheet) Close() error { return s.source.Close() }

// Next implements intake.Rows.
func (s *Sheet) Next() (int, []string, error) {
	for {
		row, cells, err := s.source.next()
		if err != nil {
			return row, nil, err
		}
		if s.seen += len(cells); s.seen > s.limits.Rows*s.limits.Columns {
			return row, nil, unreadable("too_large", strconv.FormatInt(s.limits.Bytes>>20, 10), nil)
		}
		filled := trimmed(cells)
		if len(filled) == 0 {
			continue
		}
		if !s.limits.Whole {
			cells = filled
		}
		if s.rows++; s.rows > s.limits.Rows {
			return row, nil, unreadable("too_many_rows", strconv.Itoa(s.limits.Rows), nil)
		}
		return row, cells, s.check(row, cells)
	}
}

// trimmed cuts off the cells after the last that is not blank.
func trimmed(cells []string) []string {
	n := len(cells)
	for n > 0 && strings.TrimSpace(cells[n-1]) == "" {
		n--
	}
	return cells[:n]
}

// check returns the fault of a row that is too wide, or of its cells.
func (s *Sheet) check(row int, cells []string) error {
	if len(cells) > s.limits.Columns {
		return &intake.Fault{Row: row, Rule: "too_many_columns", Param: strconv.Itoa(s.limits.Columns)}
	}
	for i, cell := range cells {
		if len(cell) > s.limits.Cell && utf8.RuneCountInString(cell) > s.limits.Cell {
			return &intake.Fault{Row: row, Column: columnName(i), Rule: "max", Param: strconv.Itoa(s.limits.Cell)}
		}
	}
	return nil
}

// columnName returns the letters that spreadsheets give a column.
func columnName(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// unreadable is the error that the file as a whole cannot be read.
func unreadable(rule, param string, cause error) error {
	return &domain.Error{Code: domain.Invalid, Reason: domain.ReasonFileUnreadable, Err: cause,
		Fields: []domain.FieldError{{Rule: rule, Param: param}}}
}

// bounded fails where more is read than it may.
type bounded struct {
	r    io.Reader
	left int64
	all  int64
}

// Read implements io.Reader.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.all += int64(n)
	if b.left -= int64(n); b.left < 0 {
		return 0, unreadable("too_large", strconv.FormatInt((b.all+b.left)>>20, 10), nil)
	}
	return n, err
}
