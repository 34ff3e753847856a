package api

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"audiensi/api/bind"
	"audiensi/api/oas"
	"audiensi/api/problem"
	"audiensi/api/request"
	"audiensi/domain"
	"audiensi/domain/attendance"
	"audiensi/domain/intake"
	"audiensi/domain/usecase"
	"audiensi/table"
)

// attendanceLimits are those of an attendance list: a hall holds fewer people.
var attendanceLimits = table.Limits{Rows: 5001, Columns: 100, Cell: 4000, Bytes: bind.MaxFile}

// ImportAttendees puts the people of a file on the attendance list.
func (s *server) ImportAttendees(ctx context.Context, r oas.ImportAttendeesRequestObject) (oas.ImportAttendeesResponseObject, error) {
	id, err := idOf[domain.SessionKind](r.SessionID)
	if err != nil {
		return nil, err
	}
	sheet, err := openUpload(ctx, attendanceLimits)
	if err != nil {
		return nil, err
	}
	dry := value(r.Params.DryRun) != oas.TrueOrFalseFalse
	in, err := s.app.ImportAttendees(ctx, principal(ctx), id, sheet, dry)
	if closed := sheet.Close(); closed != nil && err == nil {
		err = closed
	}
	if err != nil {
		return nil, faulty(err, in.Faults)
	}
	return oas.ImportAttendees200JSONResponse(attendanceImport(ctx, in, dry)), nil
}

func attendanceImport(ctx context.Context, in usecase.AttendanceImport, dry bool) oas.AttendanceImport {
	lang := request.From(ctx).Language
	v := oas.AttendanceImport{DryRun: dry, Rows: in.Rows, Added: in.Added, DuplicatesTotal: len(in.Duplicates), FaultsTotal: in.Faults.Total,
		Columns: each(in.Header.Found, func(c intake.Recognised) oas.RecognisedColumn {
			return oas.RecognisedColumn{Field: oas.RecognisedColumnField(c.Field), Header: c.Header}
		}),
		IgnoredColumns: append([]string{}, in.Header.Ignored...),
		Sample:         each(in.Sample, func(e attendance.Entry) oas.ImportedAttendee { return importedAttendee(e, in.Places) }),
		Faults:         each(in.Faults.List, func(f intake.Fault) oas.RowFault { return rowFault(f, lang) }),
		Duplicates: each(in.Duplicates[:min(len(in.Duplicates), intake.MaxFaults)], func(d attendance.Duplicate) oas.DuplicateRow {
			return oas.DuplicateRow{Row: d.Row, Where: oas.DuplicateWhere(d.Where), OfRow: optional(d.Of)}
		})}
	for _, d := range in.Duplicates {
		if d.Where != attendance.InFile {
			v.Present++
		}
	}
	return v
}

func importedAttendee(e attendance.Entry, places *intake.Places) oas.ImportedAttendee {
	a := e.Attendee
	return oas.ImportedAttendee{Row: e.Row, Name: a.Name, Role: oas.AskerRole(a.Role), Desa: optional(a.Desa),
		DesaName: optional(places.Name(a.Desa)), Kecamatan: optional(a.Kecamatan), Phone: optional(a.Phone)}
}

func rowFault(f intake.Fault, lang request.Language) oas.RowFault {
	column := f.Column
	if column == "" {
		column = f.Field
	}
	return oas.RowFault{Row: f.Row, Column: optional(column), Rule: f.Rule, Detail: faultWords(f)[lang], Near: f.Near}
}

// nearWords stand before what may have been meant.
var nearWords = problem.Words{request.Indonesian: "Mungkin maksudnya: ", request.English: "Perhaps: "}

// faultWords say what to change, and what may have been meant.
func faultWords(f intake.Fault) problem.Words {
	words := problem.Words{}
	for lang, begin := range nearWords {
		words[lang] = problem.Sentence(domain.FieldError{Rule: f.Rule, Param: f.Param}, lang)
		if len(f.Near) > 0 {
			words[lang] += " " + begin + strings.Join(f.Near, "; ") + "."
		}
	}
	return words
}

// faulty puts the faults of the rows into an error that the file has some.
func faulty(err error, faults intake.Faults) error {
	var e *domain.Error
	if !errors.As(err, &e) || e.Reason != domain.ReasonFileFaults {
		return err
	}
	told := *e
	told.Fields = nil
	w := &problem.Worded{Cause: &told}
	for _, f := range faults.List {
		pointer := "/" + strconv.Itoa(f.Row)
		if f.Field != "" {
			pointer += "/" + f.Field
		}
		told.Fields = append(told.Fields, domain.FieldError{Pointer: pointer, Rule: f.Rule, Param: f.Param})
		w.Fields = append(w.Fields, faultWords(f))
	}
	return w
}
