package table_test

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/intake"
	"audiensi/table"
)

// read returns the rows as "number: cell|cell", and the faults and the error that
// ended the reading as "number: rule param".
func read(t *testing.T, text string, kind table.Kind, l table.Limits) (got []string) {
	t.Helper()
	sheet, err := table.Open(strings.NewReader(text), kind, l)
	if err != nil {
		return []string{told(t, err)}
	}
	defer func() {
		if err := sheet.Close(); err != nil {
			t.Error(err)
		}
	}()
	for {
		row, cells, err := sheet.Next()
		var fault *intake.Fault
		switch {
		case errors.Is(err, io.EOF):
			return got
		case errors.As(err, &fault):
			got = append(got, strconv.Itoa(fault.Row)+": "+strings.TrimSpace(fault.Column+" "+fault.Rule+" "+fault.Param))
			continue
		case err != nil:
			return append(got, told(t, err))
		}
		got = append(got, strconv.Itoa(row)+": "+strings.Join(cells, "|"))
	}
}

// told says the rule of an error that the file cannot be read.
func told(t *testing.T, err error) string {
	t.Helper()
	var e *domain.Error
	if !errors.As(err, &e) || e.Reason != domain.ReasonFileUnreadable || len(e.Fields) != 1 {
		t.Fatalf("error %v", err)
	}
	return strings.TrimSpace(e.Fields[0].Rule + " " + e.Fields[0].Param)
}

func utf16(text string, little bool) string {
	b := []byte{0xfe, 0xff}
	if little {
		b = []byte{0xff, 0xfe}
	}
	for _, r := range text {
		high, low := byte(r>>8), byte(r)
		if little {
			high, low = low, high
		}
		b = append(b, high, low)
	}
	return string(b)
}

func TestCSV(t *testing.T) {
	for name, tt := range map[string]struct {
		file string
		want []string
	}{
		"commas":               {"a,b\n1,\n", []string{"1: a|b", "2: 1"}},
		"semicolons":           {"a;b;c,d\n1;2\n", []string{"1: a|b|c,d", "2: 1|2"}},
		"below a title":        {"Hadir, Srono\n\na;b\n1;2\n", []string{"1: Hadir, Srono", "3: a|b", "4: 1|2"}},
		"commas in texts":      {"a;b\n1;x, y, z\n2;x, y\n3;\"p;q\"\n", []string{"1: a|b", "2: 1|x, y, z", "3: 2|x, y", "4: 3|p;q"}},
		"tabs":                 {"a\tb\n1\t2", []string{"1: a|b", "2: 1|2"}},
		"one column":           {"a\n1\n", []string{"1: a", "2: 1"}},
		"byte order mark":      {"\ufeffa,b\n", []string{"1: a|b"}},
		"UTF-16, little":       {utf16("né,b\n1,2\n", true), []string{"1: né|b", "2: 1|2"}},
		"UTF-16, big":          {utf16("né;b\n1;2\n", false), []string{"1: né|b", "2: 1|2"}},
		"UTF-16 without mark":  {utf16("a,b\n", true)[2:], []string{"file_encoding 1"}},
		"Windows-1252":         {"a,b\nx,\"y\nJos\xe9\"\nz,w\n", []string{"1: a|b", "2: B file_encoding 3", "4: z|w"}},
		"quoted lines":         {"a,b\n\"1\n2\",3\n4,5\n", []string{"1: a|b", "2: 1\n2|3", "4: 4|5"}},
		"quote inside":         {"a,b\nx\"y,z\n1,2\n", []string{"1: a|b", "2: quote 2", "3: 1|2"}},
		"a quote never closed": {"a,b\n\"1,2\n3,4\n", []string{"1: a|b", "2: quote 3"}},
		"blank rows":           {"\n,,\na,b\n \t,\n\nc,d\n", []string{"3: a|b", "6: c|d"}},
		"kept from numbers":    {"a,b\n\"=\"\"0812\"\"\",x\n", []string{"1: a|b", "2: 0812|x"}},
		"carriage returns":     {"a,b\r\n1,2\r\n", []string{"1: a|b", "2: 1|2"}},
		"empty":                {"", []string{"file_empty"}},
		"blanks":               {" \r\n\n", []string{"file_empty"}},
		"a workbook":           {"PK\x03\x04....", []string{"file_kind CSV"}},
		"an old workbook":      {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", []string{"file_kind CSV"}},
		"a web page":           {"\ufeff<html><table>", []string{"file_kind CSV"}},
		"ragged":               {"a,b,c\n1\n1,2,3,4\n", []string{"1: a|b|c", "2: 1", "3: 1|2|3|4"}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, read(t, tt.file, table.CSV, table.Limits{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	for name, tt := range map[string]struct {
		file   string
		limits table.Limits
		want   []string
	}{
		"rows":                 {"a\nb\n\nc\nd\n", table.Limits{Rows: 3}, []string{"1: a", "2: b", "4: c", "too_many_rows 3"}},
		"columns":              {"a,b\n1,2,3\n1,2,,\n", table.Limits{Columns: 2}, []string{"1: a|b", "2: too_many_columns 2", "3: 1|2"}},
		"cell":                 {"a\nééé\néé\n", table.Limits{Cell: 2}, []string{"1: a", "2: A max 2", "3: éé"}},
		"bytes":                {"a\n" + strings.Repeat("x\n", 1<<20), table.Limits{Bytes: 1 << 20, Rows: 1}, []string{"1: a", "too_many_rows 1"}},
		"one line without end": {strings.Repeat("x", 3<<20), table.Limits{Bytes: 1 << 20}, []string{"too_large 1"}},
		"blank cells without end": {strings.Repeat(strings.Repeat(",", 1000)+"\n", 100), table.Limits{Rows: 10, Columns: 10},
			[]string{"too_large 32"}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, read(t, tt.file, table.CSV, tt.limits)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
