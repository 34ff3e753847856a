package examples

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/intake"
)

// Fault is one row that cannot be used, and why. Line is where the row begins.
type Fault struct {
	Line   int
	Reason string
}

// Error implements error.
func (f Fault) Error() string { return fmt.Sprintf("line %d: %s", f.Line, f.Reason) }

// maxLine bounds a line of a file: a text of 4,000 characters with escapes.
const maxLine = 256 << 10

// row is a line of JSONL. Category may have one also; both forms are read.
type row struct {
	Text     string   `json:"text"`
	Category string   `json:"category"`
	Class    string   `json:"class"`
	Also     []string `json:"also"`
	Matters  []string `json:"matters"`
}

// ReadJSONL reads one JSON object a line: text, category and, optionally, class,
// also and matters. Blank lines are skipped. Rows with a fault are told and not
// returned; the error is of reading alone.
func ReadJSONL(r io.Reader) (list []Example, faults []Fault, err error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), maxLine)
	n := 0
	for lines.Scan() {
		n++
		line := bytes.TrimSpace(lines.Bytes())
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if len(line) == 0 {
			continue
		}
		e, err := parse(line)
		if err != nil {
			faults = append(faults, Fault{n, err.Error()})
			continue
		}
		list = append(list, e)
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return list, append(faults, Fault{n + 1, fmt.Sprintf("longer than %d bytes; the rest of the file was not read", maxLine)}), nil
	}
	return list, faults, lines.Err()
}

func parse(line []byte) (Example, error) {
	if !utf8.Valid(line) {
		return Example{}, errors.New("not in UTF-8")
	}
	var v row
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&v); err != nil {
		return Example{}, fmt.Errorf("not a JSON object with text, category, class, also, matters: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return Example{}, errors.New("more than one JSON value")
	}
	e := Example{Text: v.Text, Category: v.Category, Class: v.Class, Also: v.Also, Matters: v.Matters}
	return e, e.check()
}

// ReadTable reads a table with a header that names the columns text, category
// and, optionally, class, in any order; see ReadJSONL. Say tells in words why a
// row cannot be read.
func ReadTable(rows intake.Rows, say func(intake.Fault) string) ([]Example, []Fault, error) {
	var t table
	for {
		line, cells, err := rows.Next()
		var broken *intake.Fault
		switch {
		case errors.Is(err, io.EOF):
			return t.examples, t.faults, nil
		case errors.As(err, &broken):
			t.faults = append(t.faults, Fault{broken.Row, say(*broken)})
			if t.header == nil {
				return nil, t.faults, nil
			}
		case err != nil:
			return t.examples, t.faults, err
		case !t.add(line, cells):
			return nil, t.faults, nil
		}
	}
}

// table gathers the rows of a table, the header first.
type table struct {
	header   []string
	examples []Example
	faults   []Fault
}

// add takes one row; it reports false where the header cannot be used.
func (t *table) add(line int, record []string) bool {
	if t.header == nil {
		for _, name := range record {
			t.header = append(t.header, strings.ToLower(strings.TrimSpace(name)))
		}
		for _, name := range []string{"text", "category"} {
			if !slices.Contains(t.header, name) {
				t.faults = append(t.faults, Fault{line, fmt.Sprintf("the header has no column %q (needed: text, category; optional: class)", name)})
				return false
			}
		}
		return true
	}
	if strings.TrimSpace(strings.Join(record, "")) == "" {
		return true
	}
	value := func(name string) string {
		if i := slices.Index(t.header, name); i >= 0 && i < len(record) {
			return strings.TrimSpace(record[i])
		}
		return ""
	}
	e := Example{Text: value("text"), Category: value("category"), Class: value("class")}
	if err := e.check(); err != nil {
		t.faults = append(t.faults, Fault{line, err.Error()})
		return true
	}
	t.examples = append(t.examples, e)
	return true
}

// check cleans the text and tells the first thing that is wrong.
func (e *Example) check() error {
	text, err := domain.CleanText("/text", e.Text, domain.MaxQuestionText)
	if err != nil {
		return reason("text", err)
	}
	e.Text = text
	for _, c := range append([]string{e.Category}, append(append([]string(nil), e.Also...), e.Matters...)...) {
		if _, err := category.ParseCode("/category", c); err != nil {
			return fmt.Errorf("category %.70q is no code: lower-case letters, digits and underscores", c)
		}
	}
	if _, err := category.ParseClass("/class", e.Class); err != nil {
		return fmt.Errorf("class %.70q is none of information, complaint, inspection, aspiration", e.Class)
	}
	return nil
}

func reason(member string, err error) error {
	var e *domain.Error
	if !errors.As(err, &e) || len(e.Fields) == 0 {
		return err
	}
	f := e.Fields[0]
	if f.Param != "" {
		return fmt.Errorf("%s breaks the rule %s %s", member, f.Rule, f.Param)
	}
	return fmt.Errorf("%s breaks the rule %s", member, f.Rule)
}
