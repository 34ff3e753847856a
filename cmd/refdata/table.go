package refdata

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"audiensi/domain"
	"audiensi/domain/intake"
	"audiensi/table"
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

// fileLimits are those of a file; a province has ten thousand desa.
var fileLimits = table.Limits{Rows: 1_000_000, Bytes: 256 << 20, Whole: true}

// readTable returns the rows of a file. What cannot be read is a fault; rows
// after it are read as far as possible.
func readTable(dir fs.FS, file string, faults *Faults) (rows []row) {
	body, err := dir.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		faults.add(file, 0, "", "is missing")
		return nil
	}
	if err != nil {
		faults.add(file, 0, "", "cannot be read: "+err.Error())
		return nil
	}
	defer body.Close()
	sheet, err := table.OpenCSV(body, ',', fileLimits)
	if err != nil {
		faults.unreadable(file, err)
		return nil
	}
	_, header, err := sheet.Next()
	if err != nil {
		faults.add(file, 1, "", "has no header")
		return nil
	}
	if !checkHeader(file, header, faults) {
		return nil
	}
	return readRows(sheet, file, header, faults)
}

func readRows(sheet *table.Sheet, file string, header []string, faults *Faults) []row {
	rows := []row{}
	for {
		line, record, err := sheet.Next()
		var broken *intake.Fault
		switch {
		case errors.Is(err, io.EOF):
			return rows
		case errors.As(err, &broken):
			faults.broken(file, *broken)
			if broken.Rule == "file_encoding" {
				return nil
			}
			return rows
		case err != nil:
			faults.unreadable(file, err)
			return rows
		}
		if len(record) != len(header) {
			faults.add(file, line, "", fmt.Sprintf("has %d cells, the header %d", len(record), len(header)))
			continue
		}
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
		if !slices.Contains(mayLack, column) && !slices.Contains(header, column) {
			faults.add(file, 1, column, "is missing")
		}
	}
	return len(*faults) == before
}
