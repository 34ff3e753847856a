package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/attendance"
	"audiensi/domain/intake"
	"audiensi/domain/session"
)

// AttendanceSample is how many attendees an import shows.
const AttendanceSample = 20

// AttendanceImport is what became of an attendance list, or would become of it.
// Sample are the first attendees, stored or to be stored; Places names their desa.
type AttendanceImport struct {
	Header     intake.Header
	Rows       int
	Added      int
	Sample     []attendance.Entry
	Duplicates []attendance.Duplicate
	Faults     intake.Faults
	Places     *intake.Places
}

// ImportAttendees puts the people of a table on the session's attendance list.
// Dry, it writes nothing and tells what it would do. Else it stores all who are
// not there yet, in one transaction, each with the event of AddAttendee; where a
// row has a fault it stores nobody and returns file_faults with the result, whose
// faults say what to mend. The same table again adds nobody.
func (a *App) ImportAttendees(ctx context.Context, p access.Principal, id domain.SessionID, rows intake.Rows, dry bool) (AttendanceImport, error) {
	if err := p.Require(access.SessionWrite); err != nil {
		return AttendanceImport{}, err
	}
	in, list, err := a.readAttendance(ctx, id, rows)
	if err != nil {
		return AttendanceImport{}, err
	}
	if list.Faults.Total > 0 && !dry {
		return in, domain.Fail(domain.Invalid, domain.ReasonFileFaults).With("total", list.Faults.Total)
	}
	if !dry {
		return in, a.storeAttendance(ctx, p, id, &in, list)
	}
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		_, err := in.plan(ctx, tx, id, list)
		return err
	})
	if err != nil {
		return AttendanceImport{}, err
	}
	return in, a.claim(ctx)
}

// readAttendance reads the table as the list of the session.
func (a *App) readAttendance(ctx context.Context, id domain.SessionID, rows intake.Rows) (in AttendanceImport, list attendance.List, err error) {
	var s *session.Session
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		if s, err = tx.LoadSession(ctx, id); err != nil {
			return err
		}
		in.Places, err = loadPlaces(ctx, tx)
		return err
	})
	if err != nil {
		return in, list, err
	}
	list, err = attendance.Reader{Session: s, Places: in.Places}.Read(rows)
	in.Header, in.Rows, in.Faults = list.Header, list.Rows, list.Faults
	return in, list, err
}

func loadPlaces(ctx context.Context, tx Tx) (*intake.Places, error) {
	kecamatan, _, err := tx.ListKecamatan(ctx, ReferenceFilter{}, Page{})
	if err != nil {
		return nil, err
	}
	desa, _, err := tx.ListDesa(ctx, ReferenceFilter{}, Page{})
	return intake.NewPlaces(desa, kecamatan), err
}

// plan compares the list with who is there and returns who is new.
func (in *AttendanceImport) plan(ctx context.Context, tx Tx, id domain.SessionID, list attendance.List) ([]attendance.Entry, error) {
	present, _, err := tx.ListAttendees(ctx, id, Page{})
	if err != nil {
		return nil, err
	}
	fresh, duplicates := attendance.NewKnown(present).New(list.Entries)
	in.Added, in.Duplicates = len(fresh), duplicates
	in.Sample = fresh[:min(AttendanceSample, len(fresh))]
	return fresh, nil
}

// storeAttendance stores who is new. The event on the session's own stream lets
// only one of two imports at once go on: the other runs again and finds them all.
func (a *App) storeAttendance(ctx context.Context, p access.Principal, id domain.SessionID, in *AttendanceImport, list attendance.List) error {
	now := a.now()
	for i := range list.Entries {
		list.Entries[i].Attendee.ID = domain.NewID[domain.AttendeeKind](now)
	}
	return a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		fresh, err := in.plan(ctx, tx, id, list)
		if err != nil || len(fresh) == 0 {
			return err
		}
		added := struct{ Rows, Added int }{in.Rows, in.Added}
		if err := recordSetting(ctx, tx, p.Actor(), id.Stream(), "session.attendees_imported", added, now); err != nil {
			return err
		}
		for _, e := range fresh {
			at := e.Attendee
			if err := checkAttendee(ctx, tx, &at); err != nil {
				return err
			}
			if err := tx.SaveAttendee(ctx, &at); err != nil {
				return err
			}
			if err := recordSetting(ctx, tx, p.Actor(), at.ID.Stream(), "attendee.added", at, now); err != nil {
				return err
			}
		}
		return nil
	})
}
