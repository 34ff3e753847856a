package repository

import (
	"context"
	"errors"

	"audiensi/domain"
	"audiensi/domain/session"
	"audiensi/domain/usecase"
)

type attendeeRow struct {
	ID        []byte `gorm:"primaryKey"`
	SessionID []byte
	Version   int64
	Name      string
	Phone     string
	Role      string
	Desa      string
	Kecamatan string
	Withdrawn bool
}

// TableName implements GORM's Tabler.
func (attendeeRow) TableName() string { return "attendees" }

func (r *attendeeRow) attendee() (session.Attendee, error) {
	a := session.Attendee{Version: r.Version, Name: r.Name, Phone: r.Phone, Role: domain.AskerRole(r.Role),
		Desa: r.Desa, Kecamatan: r.Kecamatan, Withdrawn: r.Withdrawn}
	var err, of error
	a.ID, err = domain.IDFromBytes[domain.AttendeeKind](r.ID)
	a.Session, of = domain.IDFromBytes[domain.SessionKind](r.SessionID)
	return a, errors.Join(err, of)
}

// LoadAttendee implements usecase.Sessions.
func (t *txn) LoadAttendee(ctx context.Context, id domain.AttendeeID) (*session.Attendee, error) {
	row, err := load[attendeeRow](ctx, t, "id", id.Bytes(), nil)
	if err != nil {
		return nil, err
	}
	a, err := row.attendee()
	return &a, t.failed(ctx, "read attendee", err)
}

// SaveAttendee implements usecase.Sessions.
func (t *txn) SaveAttendee(ctx context.Context, a *session.Attendee) error {
	v := versioned{table: "attendees", key: "id", value: a.ID.Bytes(), name: a.ID.String(), version: &a.Version}
	return save(ctx, t, v, rowOfAttendee(a, a.Version+1))
}

func rowOfAttendee(a *session.Attendee, version int64) *attendeeRow {
	return &attendeeRow{ID: a.ID.Bytes(), SessionID: a.Session.Bytes(), Version: version,
		Name: a.Name, Phone: a.Phone, Role: string(a.Role), Desa: a.Desa, Kecamatan: a.Kecamatan, Withdrawn: a.Withdrawn}
}

// ListAttendees implements usecase.Sessions: in the order in which they were
// added, withdrawn ones too.
func (t *txn) ListAttendees(ctx context.Context, id domain.SessionID, page usecase.Page) ([]session.Attendee, string, error) {
	k, err := order{list: "attendees", tie: "id"}.page(page, id)
	if err != nil {
		return nil, "", err
	}
	c := &conditions{}
	c.add("session_id = ?", []any{id.Bytes()})
	return listAs(ctx, t, k, c, func(r attendeeRow) mark { return mark{Tie: r.ID} }, (*attendeeRow).attendee)
}
