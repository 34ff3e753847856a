package intake

import (
	"errors"
	"io"
	"slices"
	"strings"

	"audiensi/domain"
)

// Column is one column that a kind of table may have. Names are what people
// write over it, in Indonesian and English; case and punctuation do not matter.
type Column struct {
	Field    string
	Names    []string
	Required bool
}

// Recognised is a column that was found: its field and its header in the file.
type Recognised struct{ Field, Header string }

// Header says where the columns of a table are. Row is its number.
type Header struct {
	Row     int
	Found   []Recognised // in the order of the file
	Ignored []string     // headers of columns that mean nothing here
	index   map[string]int
	names   map[string]string
}

// Cell returns what stands in the field's column, without blanks at both ends;
// "" where the table or the row has no such cell.
func (h *Header) Cell(cells []string, field string) string {
	if i, ok := h.index[field]; ok && i < len(cells) {
		return strings.TrimSpace(cells[i])
	}
	return ""
}

// Has reports whether the table has the field's column.
func (h *Header) Has(field string) bool { _, ok := h.index[field]; return ok }

// Fault returns a fault of the field in the row.
func (h *Header) Fault(row int, field, rule, param string) Fault {
	return Fault{Row: row, Field: field, Column: h.names[field], Rule: rule, Param: param}
}

// headerRows is how many rows are looked at for the header: titles, dates and
// places often stand above it.
const headerRows = 10

// FindHeader reads rows until one of the first few names every column that is
// required. Overrides name columns by field, as the user says they are called.
// Where there is none, the faults are those of the row that came nearest.
func FindHeader(rows Rows, columns []Column, overrides map[string]string) (Header, []Fault, error) {
	var best Header
	var missing []Fault
	for range headerRows {
		row, cells, err := rows.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		var fault *Fault
		if errors.As(err, &fault) {
			return Header{}, []Fault{*fault}, nil
		}
		if err != nil {
			return Header{}, nil, err
		}
		h, faults := recognise(row, cells, columns, overrides)
		if len(faults) == 0 {
			return h, nil, nil
		}
		if best.Row == 0 || len(h.Found) > len(best.Found) {
			best, missing = h, faults
		}
	}
	if best.Row == 0 {
		return best, []Fault{{Row: 1, Rule: "file_empty"}}, nil
	}
	return best, missing, nil
}

func recognise(row int, cells []string, columns []Column, overrides map[string]string) (Header, []Fault) {
	h := Header{Row: row, index: map[string]int{}, names: map[string]string{}}
	var faults []Fault
	for i, cell := range cells {
		name := strings.TrimSpace(cell)
		field := fieldOf(name, columns, overrides)
		switch {
		case name == "":
		case field == "":
			h.Ignored = append(h.Ignored, name)
		case h.Has(field):
			faults = append(faults, Fault{Row: row, Field: field, Column: name, Rule: "column_twice", Param: h.names[field]})
		default:
			h.index[field], h.names[field] = i, name
			h.Found = append(h.Found, Recognised{field, name})
		}
	}
	return h, append(faults, missing(h, columns, overrides)...)
}

// fieldOf returns the field of the column with the header, "" for none.
func fieldOf(header string, columns []Column, overrides map[string]string) string {
	key := tight(header)
	for field, name := range overrides {
		if tight(name) == key {
			return field
		}
	}
	for _, c := range columns {
		same := func(name string) bool { return tight(name) == key }
		if _, named := overrides[c.Field]; !named && (tight(c.Field) == key || slices.ContainsFunc(c.Names, same)) {
			return c.Field
		}
	}
	return ""
}

// missing are the faults of a header without a column that it must have.
func missing(h Header, columns []Column, overrides map[string]string) (faults []Fault) {
	for _, c := range columns {
		name, named := overrides[c.Field]
		if h.Has(c.Field) || !c.Required && !named {
			continue
		}
		if !named {
			name = c.Names[0]
		}
		faults = append(faults, Fault{Row: h.Row, Field: c.Field, Rule: "column_missing", Param: name, Near: h.Ignored[:min(len(h.Ignored), maxNear)]})
	}
	return faults
}

// Miss returns the fault that the words of a cell name nothing.
func (h *Header) Miss(row int, field, words string, miss *Miss) Fault {
	f := h.Fault(row, field, miss.Rule, words)
	f.Near = miss.Near
	return f
}

// Faults returns the fields of an invalid error as faults of the row: a pointer
// of one member names the field.
func (h *Header) Faults(row int, err error) (faults []Fault) {
	var e *domain.Error
	if errors.As(err, &e) {
		for _, f := range e.Fields {
			faults = append(faults, h.Fault(row, strings.TrimPrefix(f.Pointer, "/"), f.Rule, f.Param))
		}
	}
	return faults
}
