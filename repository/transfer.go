package repository

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"gorm.io/gorm"

	"audiensi/domain"
	"audiensi/domain/ledger"
	"audiensi/domain/session"
	"audiensi/domain/usecase"
)

// StreamEvents implements usecase.Transfers: every chain of events is read alike.
func (t *txn) StreamEvents(ctx context.Context, id domain.StreamID) ([]*ledger.Event, error) {
	return t.QuestionEvents(ctx, domain.QuestionID(id), 0)
}

// AppendEvents implements usecase.Transfers.
func (t *txn) AppendEvents(ctx context.Context, events []*ledger.Event) error {
	err := t.unit.insertEvents(ctx, events)
	if _, taken := duplicate(err); taken {
		return t.rerun(err)
	}
	return t.failed(ctx, "append events of elsewhere", err)
}

// PlaceSession implements usecase.Transfers.
func (t *txn) PlaceSession(ctx context.Context, s *session.Session, was int64) error {
	return placeRow(ctx, t, versioned{table: "sessions", value: s.ID.Bytes(), name: s.ID.String()}, was, rowOfSession(s, s.Version))
}

// PlaceAttendee implements usecase.Transfers.
func (t *txn) PlaceAttendee(ctx context.Context, a *session.Attendee, was int64) error {
	return placeRow(ctx, t, versioned{table: "attendees", value: a.ID.Bytes(), name: a.ID.String()}, was, rowOfAttendee(a, a.Version))
}

// placeRow is save for a row that comes with its version; its key is its id.
func placeRow[R any](ctx context.Context, t *txn, v versioned, was int64, row *R) error {
	t.unit.settings = true
	if was == 0 {
		return v.taken(t.failed(ctx, "insert into "+v.table, gorm.G[R](t.orm).Create(ctx, row)))
	}
	n, err := gorm.G[R](t.orm).Where("id = ? AND version = ?", v.value, was).Select("*").Updates(ctx, *row)
	if err == nil && n == 0 {
		return t.stale(ctx, v.table, "id", v.value)
	}
	return t.failed(ctx, "update "+v.table, err)
}

// ListDesaCodes implements usecase.Transfers.
func (t *txn) ListDesaCodes(ctx context.Context, id domain.SessionID) (list []usecase.DesaCode, err error) {
	scan := func(rows *sql.Rows) error {
		c := usecase.DesaCode{Session: id}
		err := rows.Scan(&c.Desa, bytesScanner{c.Hash[:]}, timeScanner{to: &c.IssuedAt})
		list = append(list, c)
		return err
	}
	err = t.unit.query(ctx, scan, "SELECT desa, hash, issued_at FROM desa_codes WHERE session_id = ? ORDER BY desa", id.Bytes())
	return list, t.failed(ctx, fmt.Sprintf("desa codes of %s", id), err)
}

// NoteText implements usecase.Transfers.
func (t *txn) NoteText(ctx context.Context, id domain.QuestionID, seq uint64, at time.Time) error {
	_, err := t.unit.ExecContext(ctx, insertCorrection, at.UnixMicro(), id.Bytes(), int64(seq))
	return t.failed(ctx, "note text of elsewhere", err)
}
