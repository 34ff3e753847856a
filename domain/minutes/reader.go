package minutes

import (
	"encoding/hex"
	"errors"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/intake"
	"audiensi/domain/ledger"
	"audiensi/domain/session"
)

// Settings say how minutes are to be read. With Session all rows are of it;
// else each names its day, and its meeting unless Title does for all.
type Settings struct {
	Session    *session.Session
	Title      string
	Map        map[string]string // headers by field
	Today      domain.Date
	Places     *intake.Places
	Categories []category.Category
	Dinas      []dinas.Dinas
}

// Reader reads minutes row by row. It remembers 16 bytes of each row, and no row.
type Reader struct {
	Header     intake.Header
	Settings   Settings
	rows       intake.Rows
	categories *intake.Choice
	dinas      *intake.Choice
	agencies   map[dinas.Code]dinas.Dinas
	seen       map[[16]byte]int
}

// NewReader finds the header; without one the faults say why.
func NewReader(rows intake.Rows, s Settings) (*Reader, []intake.Fault, error) {
	columns := Columns()
	for i := range columns {
		switch columns[i].Field {
		case fieldDate:
			columns[i].Required = s.Session == nil
		case fieldSession:
			columns[i].Required = s.Session == nil && s.Title == ""
		}
	}
	h, faults, err := intake.FindHeader(rows, columns, s.Map)
	r := &Reader{Header: h, Settings: s, rows: rows, seen: map[[16]byte]int{}, agencies: map[dinas.Code]dinas.Dinas{}}
	r.choices()
	return r, faults, err
}

func (r *Reader) choices() {
	var categories, agencies []intake.Named
	for _, c := range r.Settings.Categories {
		categories = append(categories, intake.Named{Code: string(c.Code), Label: c.NameID, Names: []string{c.NameID, c.NameEN}})
	}
	for _, d := range r.Settings.Dinas {
		r.agencies[d.Code] = d
		agencies = append(agencies, intake.Named{Code: string(d.Code), Label: d.ShortName + " (" + string(d.Code) + ")", Names: []string{d.Name, d.ShortName}})
	}
	r.categories, r.dinas = intake.NewChoice(categories), intake.NewChoice(agencies)
}

// Next returns the next entry, or io.EOF. A row with faults has no entry.
func (r *Reader) Next() (Entry, []intake.Fault, error) {
	n, cells, err := r.rows.Next()
	var fault *intake.Fault
	if errors.As(err, &fault) {
		return Entry{}, []intake.Fault{*fault}, nil
	}
	if err != nil {
		return Entry{}, nil, err
	}
	if faults := r.Header.Formulas(n, cells); len(faults) > 0 {
		return Entry{}, faults, nil
	}
	e := Entry{Row: n}
	w := row{r: r, cells: cells, e: &e}
	w.read()
	if len(w.faults) > 0 {
		return Entry{}, w.faults, nil
	}
	e.Nth = r.count(&e)
	return e, nil, nil
}

// count returns which row of its content the entry is: 1, 2, ...
func (r *Reader) count(e *Entry) int {
	key := [16]byte(e.Content[:16])
	r.seen[key]++
	return r.seen[key]
}

func hexOf(h ledger.Hash) string { return hex.EncodeToString(h[:]) }
