package attendance

import (
	"errors"
	"io"

	"audiensi/domain"
	"audiensi/domain/intake"
	"audiensi/domain/session"
)

// Entry is one row of a list: the person as they would be stored.
type Entry struct {
	Row      int
	Attendee session.Attendee
}

// List is what a table was read to.
type List struct {
	Header  intake.Header
	Rows    int // below the header
	Entries []Entry
	Faults  intake.Faults
}

// Reader reads the list of one session: its day and the kecamatan that it covers
// say which desa a name means.
type Reader struct {
	Session *session.Session
	Places  *intake.Places
}

// Read reads the whole table. Rows with a fault are told and have no entry; the
// error is of reading alone.
func (r Reader) Read(rows intake.Rows) (list List, err error) {
	var faults []intake.Fault
	if list.Header, faults, err = intake.FindHeader(rows, Columns(), nil); err != nil || len(faults) > 0 {
		list.Faults.Add(faults...)
		return list, err
	}
	for {
		row, cells, err := rows.Next()
		var fault *intake.Fault
		switch {
		case errors.Is(err, io.EOF):
			return list, nil
		case errors.As(err, &fault):
			list.Rows++
			list.Faults.Add(*fault)
			continue
		case err != nil:
			return list, err
		}
		list.Rows++
		e, faults := r.entry(&list.Header, row, cells)
		if len(faults) > 0 {
			list.Faults.Add(faults...)
			continue
		}
		list.Entries = append(list.Entries, e)
	}
}

func (r Reader) entry(h *intake.Header, row int, cells []string) (Entry, []intake.Fault) {
	if faults := h.Formulas(row, cells); len(faults) > 0 {
		return Entry{}, faults
	}
	at := session.Attendee{Session: r.Session.ID, Name: h.Cell(cells, fieldName), Phone: intake.Phone(h.Cell(cells, fieldPhone))}
	var faults []intake.Fault
	if words := h.Cell(cells, fieldRole); words != "" {
		role, miss := intake.Role(words)
		if at.Role = role; miss != nil {
			at.Role = domain.OtherRole // told once
			faults = append(faults, h.Miss(row, fieldRole, words, miss))
		}
	}
	faults = append(faults, h.Faults(row, at.Validate())...)
	desa, kecamatan, missed := r.place(h, row, cells)
	at.Desa, at.Kecamatan = desa, kecamatan
	return Entry{row, at}, append(faults, missed...)
}

// place returns the desa of the row and its kecamatan on the day of the session.
func (r Reader) place(h *intake.Header, row int, cells []string) (desa, kecamatan string, faults []intake.Fault) {
	within := r.Session.Kecamatan
	if words := h.Cell(cells, fieldKecamatan); words != "" {
		code, miss := r.Places.Kecamatan(words)
		if miss != nil {
			faults = append(faults, h.Miss(row, fieldKecamatan, words, miss))
		} else {
			within = []string{code}
		}
	}
	words := h.Cell(cells, fieldDesa)
	if words == "" {
		return "", "", faults
	}
	desa, kecamatan, miss := r.Places.Desa(r.Session.Date, words, within)
	if miss != nil {
		if miss.Rule == "not_valid_on" {
			words = r.Session.Date.String()
		}
		faults = append(faults, h.Miss(row, fieldDesa, words, miss))
	}
	return desa, kecamatan, faults
}
