package table

import (
	"bufio"
	"encoding/csv"
	"errors"
	"strconv"
	"strings"

	"audiensi/domain/intake"
)

type csvSource struct{ r *csv.Reader }

func openCSV(in *bufio.Reader, comma rune) (source, error) {
	in, err := decoded(in)
	if err != nil {
		return nil, err
	}
	if comma == 0 {
		if comma, err = delimiter(in); err != nil {
			return nil, err
		}
	}
	r := csv.NewReader(in)
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = comma, -1, false
	return &csvSource{r}, nil
}

// next returns the next record and the line where it begins.
func (c *csvSource) next() (int, []string, error) {
	cells, err := c.r.Read()
	var broken *csv.ParseError
	if errors.As(err, &broken) {
		return broken.StartLine, nil, &intake.Fault{Row: broken.StartLine, Rule: "quote", Param: strconv.Itoa(broken.Line)}
	}
	if err != nil {
		return 0, nil, err
	}
	line, _ := c.r.FieldPos(0)
	for i, cell := range cells {
		if at := invalidAt(cell); at >= 0 {
			on, _ := c.r.FieldPos(i)
			on += strings.Count(cell[:at], "\n")
			return line, nil, &intake.Fault{Row: line, Column: columnName(i), Rule: "file_encoding", Param: strconv.Itoa(on)}
		}
		cells[i] = unwrapped(cell)
	}
	return line, cells, nil
}

// unwrapped takes ="0812" for 0812: so spreadsheets are kept from making numbers
// of telephone numbers.
func unwrapped(cell string) string {
	if inner, ok := strings.CutPrefix(cell, `="`); ok {
		if inner, ok = strings.CutSuffix(inner, `"`); ok && !strings.Contains(inner, `"`) {
			return inner
		}
	}
	return cell
}

func (*csvSource) date1904() bool { return false }

// Close implements io.Closer.
func (*csvSource) Close() error { return nil }
