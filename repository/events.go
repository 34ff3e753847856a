package repository

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"time"

	"audiensi/domain"
	"audiensi/domain/ledger"
)

const (
	eventColumnCount = 8
	insertEvent      = "INSERT INTO events (stream, seq, kind, occurred_at, recorded_at, body, hash, seals) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)

// eventValues returns the arguments of insertEvent. What decides is body, the
// canonical bytes; the columns beside it serve queries.
func eventValues(e *ledger.Event) []any {
	body := e.Encode()
	hash := sha256.Sum256(body)
	return []any{e.Stream.Bytes(), int64(e.Seq), string(e.Kind),
		e.OccurredAt.UnixMicro(), e.RecordedAt.UnixMicro(), body, hash[:], ledger.EncodeSeals(e.Seals)}
}

// insertEvents appends the events.
func (u *unit) insertEvents(ctx context.Context, events []*ledger.Event) error {
	rows := make([][]any, len(events))
	for i, e := range events {
		rows[i] = eventValues(e)
	}
	return u.insertRows(ctx, insertEvents, rows)
}

// QuestionEvents implements usecase.Questions.
func (t *txn) QuestionEvents(ctx context.Context, id domain.QuestionID, seq uint64) ([]*ledger.Event, error) {
	query, args := "SELECT body, seals FROM events WHERE stream = ?", []any{id.Bytes()}
	if seq > 0 {
		query, args = query+" AND seq <= ?", append(args, int64(seq))
	}
	var events []*ledger.Event
	scan := func(rows *sql.Rows) error {
		var body, seals sql.RawBytes
		if err := rows.Scan(&body, &seals); err != nil {
			return err
		}
		e, err := decodeEvent(body, seals)
		events = append(events, e)
		return err
	}
	err := t.unit.query(ctx, scan, query+" ORDER BY seq", args...)
	if err != nil {
		return nil, t.failed(ctx, fmt.Sprintf("events of question %s", id), err)
	}
	return events, nil
}

// decodeEvent copies what it keeps: the bytes belong to the driver.
func decodeEvent(body, seals []byte) (*ledger.Event, error) {
	e, err := ledger.Decode(append([]byte(nil), body...))
	if err != nil {
		return nil, err
	}
	e.Seals, err = ledger.DecodeSeals(seals)
	return e, err
}

const selectHead = "SELECT seq, hash, recorded_at FROM events WHERE stream = ? ORDER BY seq DESC LIMIT 1"

// AppendSetting implements usecase.Tx. Two at once find the same last event;
// the second is refused by the key and runs its unit again. Like a question's,
// the event is recorded never before the stream's last.
func (t *txn) AppendSetting(ctx context.Context, e *ledger.Event) error {
	e.Seq, e.Prev = 1, ledger.Hash{}
	e.OccurredAt, e.RecordedAt = e.OccurredAt.UTC().Truncate(time.Microsecond), e.RecordedAt.UTC().Truncate(time.Microsecond)
	scan := func(rows *sql.Rows) error {
		var seq uint64
		var recorded time.Time
		if err := rows.Scan(&seq, bytesScanner{e.Prev[:]}, timeScanner{to: &recorded}); err != nil {
			return err
		}
		e.Seq = seq + 1
		if e.RecordedAt.Before(recorded) {
			e.RecordedAt = recorded
		}
		return nil
	}
	err := t.unit.query(ctx, scan, selectHead, e.Stream.Bytes())
	if err == nil {
		err = t.unit.insertEvents(ctx, []*ledger.Event{e})
	}
	if _, taken := duplicate(err); taken {
		return t.rerun(err)
	}
	return t.failed(ctx, "append event of a setting", err)
}

// number returns the first column of the first row.
func (t *txn) number(ctx context.Context, query string, args ...any) (n int64, found bool, err error) {
	scan := func(rows *sql.Rows) error {
		found = true
		return rows.Scan(&n)
	}
	err = t.unit.query(ctx, scan, query, args...)
	return n, found, err
}
