package repository

import (
	"context"
	"database/sql"
	"time"

	"audiensi/domain"
	"audiensi/domain/usecase"
)

type reading = usecase.Reading

var readingColumns = []column[reading]{
	idColumn("id", func(r *reading) *domain.ReadingID { return &r.ID }),
	timeColumn("read_at", func(r *reading) *time.Time { return &r.At }),
	idColumn("user_id", func(r *reading) *domain.UserID { return &r.By }),
	textColumn("read_in", func(r *reading) *usecase.ReadingIn { return &r.In }),
	idColumn("question_id", func(r *reading) *domain.QuestionID { return &r.Question }),
	idColumn("session_id", func(r *reading) *domain.SessionID { return &r.Session }),
	idColumn("attendee_id", func(r *reading) *domain.AttendeeID { return &r.Attendee }),
}

var (
	insertReadings = doublings(insertSQL("readings", readingColumns), marks(len(readingColumns)))
	selectReadings = "SELECT " + names(readingColumns, "") + " FROM readings WHERE "
)

// InsertReadings implements usecase.Readings.
func (t *txn) InsertReadings(ctx context.Context, list []usecase.Reading) error {
	rows := make([][]any, len(list))
	for i := range list {
		rows[i] = values(readingColumns, &list[i], false)
	}
	return t.failed(ctx, "log readings", t.unit.insertRows(ctx, insertReadings, rows))
}

// ListReadings implements usecase.Readings. Identifiers grow with time.
func (t *txn) ListReadings(ctx context.Context, f usecase.ReadingFilter, page usecase.Page) (list []usecase.Reading, next string, err error) {
	k, err := order{list: "readings", tie: "id", desc: true}.page(page, f)
	if err != nil {
		return nil, "", err
	}
	c := readingConditions(f)
	c.add(k.where())
	query := selectReadings + c.String() + k.ordered()
	var row reading
	to := dests(readingColumns, &row)
	scan := func(rows *sql.Rows) error {
		err := rows.Scan(to...)
		list = append(list, row)
		return err
	}
	if err := t.unit.query(ctx, scan, query, c.args...); err != nil {
		return nil, "", t.failed(ctx, "list readings", err)
	}
	list, next = cut(k, list, func(r reading) mark { return mark{Tie: r.ID.Bytes()} })
	return list, next, nil
}

func readingConditions(f usecase.ReadingFilter) *conditions {
	c := &conditions{}
	if !f.Question.IsZero() {
		c.add("question_id = ?", []any{f.Question.Bytes()})
	}
	if !f.By.IsZero() {
		c.add("user_id = ?", []any{f.By.Bytes()})
	}
	if !f.From.IsZero() {
		c.add("read_at >= ?", []any{f.From.UnixMicro()})
	}
	if !f.To.IsZero() {
		c.add("read_at < ?", []any{f.To.UnixMicro()})
	}
	return c
}
