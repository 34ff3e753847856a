package refdata

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"audiensi/domain"
)

// row is one line of a file under its header.
type row struct {
	file   string
	line   int
	cells  map[string]string
	faults *Faults
}

func (r row) fault(column, reason string) { r.faults.add(r.file, r.line, column, reason) }

func (r row) text(column string) string { return r.cells[column] }

func (r row) date(column string) domain.Date {
	var d domain.Date
	if err := d.UnmarshalText([]byte(r.cells[column])); err != nil {
		r.fault(column, "is not a date of the form YYYY-MM-DD")
	}
	return d
}

func (r row) number(column string) int {
	n, err := strconv.Atoi(r.cells[column])
	if err != nil {
		r.fault(column, "is not a whole number")
	}
	return n
}

// list reads texts with the separator between them; an empty cell has none.
func (r row) list(column, separator string) []string {
	if strings.TrimSpace(r.cells[column]) == "" {
		return nil
	}
	return strings.Split(r.cells[column], separator)
}

// flag reads true or false; empty is false.
func (r row) flag(column string) bool {
	switch r.cells[column] {
	case "true":
		return true
	case "false", "":
	default:
		r.fault(column, reason("oneof", "true false"))
	}
	return false
}

// readTable returns the rows of a file. What cannot be read is a fault; rows
// after it are read as far as possible.
func readTable(dir fs.FS, file string, faults *Faults) []row {
	body, err := fs.ReadFile(dir, file)
	if errors.Is(err, fs.ErrNotExist) {
		faults.add(file, 0, "", "is missing")
		return nil
	}
	if err != nil {
		faults.add(file, 0, "", "cannot be read: "+err.Error())
		return nil
	}
	if at := invalidUTF8(body); at >= 0 {
		faults.add(file, 1+bytes.Count(body[:at], []byte("\n")), "", "is not valid UTF-8; save the file as UTF-8")
		return nil
	}
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(body, []byte("\ufeff"))))
	header, err := reader.Read()
	if err != nil {
		faults.add(file, 1, "", "has no header")
		return nil
	}
	if !checkHeader(file, header, faults) {
		return nil
	}
	return readRows(reader, file, header, faults)
}

func readRows(reader *csv.Reader, file string, header []string, faults *Faults) []row {
	var rows []row
	for {
		record, err := reader.Read()
		var broken *csv.ParseError
		switch {
		case err == io.EOF:
			return rows
		case errors.Is(err, csv.ErrFieldCount):
			line, _ := reader.FieldPos(0)
			faults.add(file, line, "", fmt.Sprintf("has %d cells, the header %d", len(record), len(header)))
			continue
		case errors.As(err, &broken):
			faults.add(file, broken.Line, "", broken.Err.Error()+"; the rest of the file was not read")
			return rows
		case err != nil:
			faults.add(file, 0, "", "cannot be read: "+err.Error())
			return rows
		}
		line, _ := reader.FieldPos(0)
		r := row{file: file, line: line, cells: map[string]string{}, faults: faults}
		for i, column := range header {
			r.cells[column] = record[i]
		}
		rows = append(rows, r)
	}
}

func checkHeader(file string, header []string, faults *Faults) bool {
	before := len(*faults)
	if len(header) == 1 && strings.Contains(header[0], ";") {
		faults.add(file, 1, "", "is separated by semicolons; separate the cells by commas")
		return false
	}
	for i, column := range header {
		if slices.Contains(header[:i], column) {
			faults.add(file, 1, column, "is there twice")
		} else if column != sourceColumn && !slices.Contains(columns[file], column) {
			faults.add(file, 1, column, "is no column of this file")
		}
	}
	for _, column := range columns[file] {
		if column != termsColumn && !slices.Contains(header, column) {
			faults.add(file, 1, column, "is missing")
		}
	}
	return len(*faults) == before
}

// invalidUTF8 returns the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(b []byte) int {
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}
