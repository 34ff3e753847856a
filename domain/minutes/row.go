package minutes

import (
	"strconv"
	"strings"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/intake"
	"audiensi/domain/question"
)

// row is one row while it is read.
type row struct {
	r      *Reader
	cells  []string
	e      *Entry
	faults []intake.Fault
}

func (r *row) text(field string) string { return r.r.Header.Cell(r.cells, field) }

func (r *row) fault(field, rule, param string) {
	r.faults = append(r.faults, r.r.Header.Fault(r.e.Row, field, rule, param))
}

func (r *row) miss(field, words string, miss *intake.Miss) {
	r.faults = append(r.faults, r.r.Header.Miss(r.e.Row, field, words, miss))
}

func (r *row) read() {
	r.e.Text = r.clean(fieldText, domain.MaxQuestionText, true)
	r.when()
	r.asker()
	r.subject()
	r.answer()
	r.stand()
	r.holder()
	r.e.Content = content(r.e, &r.r.Header, r.cells)
}

// clean returns the cell by the rules of domain.CleanText.
func (r *row) clean(field string, limit int, required bool) string {
	clean := domain.CleanOptional
	if required {
		clean = domain.CleanText
	}
	text, err := clean("/"+field, r.text(field), limit)
	r.faults = append(r.faults, r.r.Header.Faults(r.e.Row, err)...)
	return text
}

// when reads the day and the meeting.
func (r *row) when() {
	s := r.r.Settings
	r.e.Date = r.day(fieldDate)
	if s.Session != nil {
		if r.text(fieldDate) == "" {
			r.e.Date = s.Session.Date
		}
		return
	}
	if r.text(fieldDate) == "" {
		r.fault(fieldDate, "required", "")
	}
	if r.e.Session = s.Title; s.Title == "" || r.text(fieldSession) != "" {
		r.e.Session = r.clean(fieldSession, domain.MaxNameText, true)
	}
}

// day reads a day that is not yet to come.
func (r *row) day(field string) (day domain.Date) {
	words := r.text(field)
	if words == "" {
		return day
	}
	day = r.r.rows.Date(words)
	switch {
	case day.IsZero():
		r.fault(field, "day", words)
	case day.After(r.r.Settings.Today):
		r.fault(field, "future", day.String())
	}
	return day
}

// asker reads who asked. Where the minutes name an office and no person, its
// words stand for the name; where they name neither, nobody is known.
func (r *row) asker() {
	a := question.Asker{Kind: question.WalkIn, Role: domain.OtherRole, Name: r.clean(fieldName, domain.MaxNameText, false)}
	phone, err := domain.CleanOptional("/"+fieldPhone, intake.Phone(r.text(fieldPhone)), 40)
	r.faults = append(r.faults, r.r.Header.Faults(r.e.Row, err)...)
	a.Phone = phone
	if words := r.text(fieldRole); words != "" {
		role, miss := intake.Role(words)
		if a.Role = role; miss != nil {
			r.miss(fieldRole, words, miss)
		}
	}
	r.place(&a)
	if a.Name == "" {
		office, err := domain.CleanOptional("/"+fieldRole, r.text(fieldRole)+" "+r.text(fieldDesa), domain.MaxNameText)
		r.faults = append(r.faults, r.r.Header.Faults(r.e.Row, err)...)
		a.Name = office
	}
	if a.Name == "" && a.Phone == "" {
		a = question.Asker{Kind: question.Anonymous}
	}
	r.e.Asker = a
}

func (r *row) place(a *question.Asker) {
	var within []string
	if r.r.Settings.Session != nil {
		within = r.r.Settings.Session.Kecamatan
	}
	places := r.r.Settings.Places
	if words := r.text(fieldKecamatan); words != "" {
		code, miss := places.Kecamatan(words)
		if miss != nil {
			r.miss(fieldKecamatan, words, miss)
		} else {
			a.Kecamatan, within = code, []string{code}
		}
	}
	words := r.text(fieldDesa)
	if words == "" || r.e.Date.IsZero() {
		return
	}
	desa, kecamatan, miss := places.Desa(r.e.Date, words, within)
	if miss != nil {
		if miss.Rule == "not_valid_on" {
			words = r.e.Date.String()
		}
		r.miss(fieldDesa, words, miss)
		return
	}
	a.Desa, a.Kecamatan = desa, kecamatan
}

// subject reads the spoken number and the category.
func (r *row) subject() {
	if words := strings.TrimSuffix(r.text(fieldSpokenNo), ".0"); words != "" {
		n, err := strconv.Atoi(strings.TrimRight(words, "."))
		if err != nil || n < 1 || n > 1_000_000 {
			r.fault(fieldSpokenNo, "range", "1-1000000")
		}
		r.e.SpokenNo = n
	}
	if words := r.text(fieldCategory); words != "" {
		code, miss := r.r.categories.Find(words, nil)
		if miss != nil {
			r.miss(fieldCategory, words, miss)
		}
		r.e.Category = category.Code(code)
	}
}

// answer reads the answer, who gave it and on which day: that of the question
// where none is said.
func (r *row) answer() {
	r.e.Answer = r.clean(fieldAnswer, domain.MaxAnswerText, false)
	r.e.AnsweredBy = r.clean(fieldAnsweredBy, domain.MaxNameText, false)
	r.e.AnsweredOn = r.day(fieldAnsweredOn)
	switch {
	case r.e.Answer == "":
		r.e.AnsweredOn = domain.Date{}
	case r.e.AnsweredOn.IsZero():
		r.e.AnsweredOn = r.e.Date
	case r.e.AnsweredOn.Before(r.e.Date):
		r.fault(fieldAnsweredOn, "gtefield", r.e.Date.String())
	}
}

// holder reads the dinas: it must have been there on the day of the question,
// and where it is to hold the question from now on, today.
func (r *row) holder() {
	day := r.e.Date
	if r.e.Answer == "" {
		day = r.r.Settings.Today
	}
	words := r.text(fieldDinas)
	if words == "" {
		if r.e.AnsweredLater() {
			r.fault(fieldDinas, "answered_later", "")
		}
		return
	}
	code, miss := r.r.dinas.Find(words, func(code string) bool { return r.r.agencies[dinas.Code(code)].ActiveOn(day) })
	if miss != nil {
		r.miss(fieldDinas, words, miss)
		return
	}
	r.e.Dinas = dinas.Code(code)
	if !r.r.agencies[r.e.Dinas].ActiveOn(day) {
		r.fault(fieldDinas, "not_valid_on", day.String())
	}
}
