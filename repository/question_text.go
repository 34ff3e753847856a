package repository

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"audiensi/domain"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

type textRow = usecase.QuestionText

var textColumns = []column[textRow]{
	idColumn("id", func(q *textRow) *domain.QuestionID { return &q.ID }),
	textColumn("text", func(q *textRow) *string { return &q.Text }),
}

var (
	selectTextsAfter     = "SELECT " + names(textColumns, "") + " FROM questions WHERE id > ? ORDER BY id LIMIT ?"
	selectCorrectedTexts = "SELECT " + names(textColumns, "q.") + " FROM text_corrections c JOIN questions q ON q.id = c.question_id " +
		"WHERE c.recorded_at >= ? ORDER BY c.recorded_at, q.id, c.seq"
)

// TextsAfter implements usecase.Questions.
func (t *txn) TextsAfter(ctx context.Context, id domain.QuestionID, limit int) ([]usecase.QuestionText, error) {
	return t.texts(ctx, selectTextsAfter, id.Bytes(), limit)
}

// CorrectedTexts implements usecase.Questions.
func (t *txn) CorrectedTexts(ctx context.Context, since time.Time) ([]usecase.QuestionText, error) {
	return t.texts(ctx, selectCorrectedTexts, since.UnixMicro())
}

func (t *txn) texts(ctx context.Context, query string, args ...any) (list []usecase.QuestionText, err error) {
	var row textRow
	to := dests(textColumns, &row)
	scan := func(rows *sql.Rows) error {
		err := rows.Scan(to...)
		list = append(list, row)
		return err
	}
	err = t.unit.query(ctx, scan, query, args...)
	return list, t.failed(ctx, "texts of questions", err)
}

const insertCorrection = "INSERT INTO text_corrections (recorded_at, question_id, seq) VALUES (?, ?, ?)"

// noteCorrections tells those who follow the texts that this one changed.
func (u *unit) noteCorrections(ctx context.Context, events []*ledger.Event) error {
	for _, e := range events {
		if e.Kind != question.KindTextCorrected {
			continue
		}
		if _, err := u.ExecContext(ctx, insertCorrection, e.RecordedAt.UnixMicro(), e.Stream.Bytes(), int64(e.Seq)); err != nil {
			return err
		}
	}
	return nil
}

// QuestionsByID implements usecase.Questions.
func (t *txn) QuestionsByID(ctx context.Context, ids []domain.QuestionID) ([]question.State, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id.Bytes()
	}
	found, err := t.queryStates(ctx, selectQuestion+"q.id IN (?"+strings.Repeat(", ?", len(ids)-1)+")", args...)
	states := make([]question.State, len(found))
	for i, s := range found {
		states[i] = *s
	}
	return states, t.failed(ctx, "questions by id", err)
}
