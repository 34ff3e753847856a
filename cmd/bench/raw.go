package bench

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"audiensi/domain"
)

// raw does the same work straight on the database, through database/sql with
// prepared statements: the same rows and bytes, copied from rows that the
// server wrote. What it writes is no valid chain of events.
type raw struct {
	db       *sql.DB
	question table
	event    table
	inbox    *sql.Stmt
	byID     *sql.Stmt
	held     *sql.Stmt
	chain    *sql.Stmt
	move     *sql.Stmt
	custody  *sql.Stmt
	accepted []any // the event row of an accept
	answered []any // and of an answer
	names    *sql.Stmt
}

// table is one table's insert statement and a row that the server wrote.
type table struct {
	columns []string
	row     []any
	insert  *sql.Stmt
}

// newRaw copies the rows of the question, which was accepted and answered, and
// prepares the statements.
func newRaw(ctx context.Context, db *sql.DB, id domain.QuestionID) (*raw, error) {
	r := &raw{db: db}
	var err error
	if r.question, err = copyTable(ctx, db, "questions", "id = ?", id.Bytes()); err != nil {
		return nil, err
	}
	if r.event, err = copyTable(ctx, db, "events", "stream = ? AND seq = 1", id.Bytes()); err != nil {
		return nil, err
	}
	for seq, to := range map[int]*[]any{3: &r.accepted, 4: &r.answered} {
		t, err := copyTable(ctx, db, "events", "stream = ? AND seq = ?", id.Bytes(), seq)
		if err != nil {
			return nil, err
		}
		*to = t.row
	}
	for _, s := range []struct {
		to    **sql.Stmt
		query string
	}{
		{&r.inbox, "SELECT * FROM questions WHERE dinas = ? AND status IN ('assigned', 'in_progress', 'awaiting_asker') ORDER BY start_at, id LIMIT 51"},
		{&r.byID, "SELECT * FROM questions WHERE id = ?"},
		{&r.held, "SELECT * FROM custodies WHERE question_id = ? ORDER BY n"},
		{&r.chain, "SELECT * FROM events WHERE stream = ? ORDER BY seq"},
		{&r.move, "UPDATE questions SET version = ?, head = ?, last_recorded_at = ?, status = ?, answer_text = ?, answered_at = ?, window_ends_at = ? WHERE id = ? AND version = ?"},
		{&r.custody, "UPDATE custodies SET accepted_at = ?, ended_at = ?, ended = ?, end_seq = ? WHERE question_id = ? AND n = 1"},
		{&r.names, "SELECT name FROM users WHERE id = ?"},
	} {
		if *s.to, err = db.PrepareContext(ctx, s.query); err != nil {
			return nil, fmt.Errorf("prepare raw work: %w", err)
		}
	}
	return r, nil
}

func copyTable(ctx context.Context, db *sql.DB, name, where string, args ...any) (table, error) {
	rows, err := db.QueryContext(ctx, "SELECT * FROM "+name+" WHERE "+where, args...)
	if err != nil {
		return table{}, fmt.Errorf("copy a row of %s: %w", name, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil || !rows.Next() {
		return table{}, fmt.Errorf("copy a row of %s: none: %w", name, err)
	}
	values, to := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		to[i] = &values[i]
	}
	if err := rows.Scan(to...); err != nil {
		return table{}, fmt.Errorf("copy a row of %s: %w", name, err)
	}
	rows.Close()
	marks := strings.Repeat(", ?", len(columns))[2:]
	insert, err := db.PrepareContext(ctx, "INSERT INTO "+name+" ("+strings.Join(columns, ", ")+") VALUES ("+marks+")")
	return table{columns, values, insert}, err
}

// with returns the row with some columns replaced.
func (t table) with(row []any, replace map[string]any) []any {
	out := append([]any(nil), row...)
	for i, c := range t.columns {
		if v, ok := replace[c]; ok {
			out[i] = v
		}
	}
	return out
}

func random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // crypto/rand.Read never fails
	return b
}

func (r *raw) inTx(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// capture inserts the two rows of a captured question.
func (r *raw) capture(ctx context.Context, _ int) error {
	id := domain.NewID[domain.QuestionKind](time.Now()).Bytes()
	q := r.question.with(r.question.row, map[string]any{"id": id, "receipt": random(32), "capture_key": random(32),
		"version": 1, "status": "captured", "dinas": "", "answer_text": ""})
	return r.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.StmtContext(ctx, r.question.insert).ExecContext(ctx, q...); err != nil {
			return err
		}
		_, err := tx.StmtContext(ctx, r.event.insert).ExecContext(ctx, r.event.with(r.event.row, map[string]any{"stream": id})...)
		return err
	})
}

// readInbox reads the rows of an inbox page.
func (r *raw) readInbox(ctx context.Context, _ int) error {
	return r.read(ctx, r.inbox, string(inboxDinas))
}

func (r *raw) read(ctx context.Context, stmt *sql.Stmt, args ...any) error {
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, to := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		to[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// readQuestion reads a question with its custodies, events and actor.
func (r *raw) readQuestion(ctx context.Context, id, actor []byte) error {
	for _, s := range []*sql.Stmt{r.byID, r.held, r.chain} {
		if err := r.read(ctx, s, id); err != nil {
			return err
		}
	}
	return r.read(ctx, r.names, actor)
}

// acceptAndAnswer does the writes of an accept and of an answer, a transaction each.
func (r *raw) acceptAndAnswer(ctx context.Context, id []byte) error {
	now := time.Now().UnixMicro()
	err := r.inTx(ctx, func(tx *sql.Tx) error {
		return r.step(ctx, tx, id, 3, "in_progress", "", now, nil, "", r.accepted)
	})
	if err != nil {
		return err
	}
	return r.inTx(ctx, func(tx *sql.Tx) error {
		return r.step(ctx, tx, id, 4, "answered", answerText, now, now, "answered", r.answered)
	})
}

func (r *raw) step(ctx context.Context, tx *sql.Tx, id []byte, version int, status, answer string, now int64, ended any, how string, event []any) error {
	res, err := tx.StmtContext(ctx, r.move).ExecContext(ctx, version, random(32), now, status, answer, ended, ended, id, version-1)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return fmt.Errorf("raw move to %s: %d rows: %w", status, n, err)
	}
	if _, err := tx.StmtContext(ctx, r.custody).ExecContext(ctx, now, ended, how, version, id); err != nil {
		return err
	}
	_, err = tx.StmtContext(ctx, r.event.insert).ExecContext(ctx, r.event.with(event, map[string]any{"stream": id})...)
	return err
}
