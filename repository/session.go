package repository

import (
	"context"
	"errors"
	"slices"

	"audiensi/domain"
	"audiensi/domain/session"
	"audiensi/domain/usecase"
)

type sessionRow struct {
	ID         []byte `gorm:"primaryKey"`
	Version    int64
	Title      string
	Place      string
	HeldOn     string
	Status     string
	AutoAssign string
	Kecamatan  string // JSON
	Resources  string // JSON
	Moderators string // JSON
	OpenedAt   *int64
	ClosedAt   *int64
}

// TableName implements GORM's Tabler.
func (sessionRow) TableName() string { return "sessions" }

func (r *sessionRow) session() (session.Session, error) {
	s := session.Session{Version: r.Version, Title: r.Title, Place: r.Place, Status: session.Status(r.Status),
		AutoAssign: session.AutoAssign(r.AutoAssign), OpenedAt: fromInstant(r.OpenedAt), ClosedAt: fromInstant(r.ClosedAt)}
	var faults [5]error
	s.ID, faults[0] = domain.IDFromBytes[domain.SessionKind](r.ID)
	faults[1] = s.Date.UnmarshalText([]byte(r.HeldOn))
	s.Kecamatan, faults[2] = fromJSON[string](r.Kecamatan)
	s.Resources, faults[3] = fromJSON[session.Resource](r.Resources)
	s.Moderators, faults[4] = fromJSON[domain.UserID](r.Moderators)
	return s, errors.Join(faults[:]...)
}

// LoadSession implements usecase.Sessions.
func (t *txn) LoadSession(ctx context.Context, id domain.SessionID) (*session.Session, error) {
	s, err := remembered(t, "session:"+id.String(), func() (session.Session, error) {
		row, err := load[sessionRow](ctx, t, "id", id.Bytes(), nil)
		if err != nil {
			return session.Session{}, err
		}
		s, err := row.session()
		return s, t.failed(ctx, "read session", err)
	})
	if err != nil {
		return nil, err
	}
	s.Kecamatan, s.Resources, s.Moderators = slices.Clone(s.Kecamatan), slices.Clone(s.Resources), slices.Clone(s.Moderators)
	return &s, nil
}

// SaveSession implements usecase.Sessions.
func (t *txn) SaveSession(ctx context.Context, s *session.Session) error {
	v := versioned{table: "sessions", key: "id", value: s.ID.Bytes(), name: s.ID.String(), version: &s.Version}
	return save(ctx, t, v, rowOfSession(s, s.Version+1))
}

func rowOfSession(s *session.Session, version int64) *sessionRow {
	return &sessionRow{ID: s.ID.Bytes(), Version: version, Title: s.Title, Place: s.Place,
		HeldOn: s.Date.String(), Status: string(s.Status), AutoAssign: string(s.AutoAssign),
		Kecamatan: toJSON(s.Kecamatan), Resources: toJSON(s.Resources), Moderators: toJSON(s.Moderators),
		OpenedAt: instant(s.OpenedAt), ClosedAt: instant(s.ClosedAt)}
}

// ListSessions implements usecase.Sessions: the latest day first.
func (t *txn) ListSessions(ctx context.Context, f usecase.SessionFilter, page usecase.Page) ([]session.Session, string, error) {
	k, err := order{list: "sessions", by: "held_on", byText: true, tie: "id", desc: true}.page(page, f)
	if err != nil {
		return nil, "", err
	}
	c := &conditions{}
	c.equal("status", string(f.Status))
	if !f.From.IsZero() {
		c.add("held_on >= ?", []any{f.From.String()})
	}
	if !f.To.IsZero() {
		c.add("held_on <= ?", []any{f.To.String()})
	}
	markOf := func(r sessionRow) mark { return mark{Text: r.HeldOn, Tie: r.ID} }
	return listAs(ctx, t, k, c, markOf, (*sessionRow).session)
}
