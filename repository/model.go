package repository

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/triage"
)

var modelColumns = []column[triage.Version]{
	textColumn("version", func(v *triage.Version) *string { return &v.Name }),
	timeColumn("created_at", func(v *triage.Version) *time.Time { return &v.CreatedAt }),
	intColumn("examples", func(v *triage.Version) *int { return &v.Examples }),
	intColumn("confirmed", func(v *triage.Version) *int { return &v.Confirmed }),
	{name: "evaluation", value: func(v *triage.Version) any { b, _ := json.Marshal(v.Evaluation); return string(b) }, // numbers always marshal
		dest: func(v *triage.Version) any { return evaluationScanner{v} }},
	timeColumn("activated_at", func(v *triage.Version) *time.Time { return &v.ActivatedAt }),
}

// evaluationScanner reads what modelColumns writes.
type evaluationScanner struct{ to *triage.Version }

// Scan implements sql.Scanner.
func (s evaluationScanner) Scan(value any) error {
	text, err := scanText(value)
	if err != nil {
		return err
	}
	return json.Unmarshal([]byte(text), &s.to.Evaluation)
}

var (
	selectModels = "SELECT " + names(modelColumns, "") + " FROM triage_models"
	dataColumn   = column[triage.Version]{name: "data", value: func(v *triage.Version) any { return v.Data }}
	insertModel  = insertSQL("triage_models", append(modelColumns[:len(modelColumns):len(modelColumns)], dataColumn))
)

// ActiveModel implements usecase.Models.
func (t *txn) ActiveModel(ctx context.Context) (name string, err error) {
	scan := func(rows *sql.Rows) error { return rows.Scan(&name) }
	err = t.unit.query(ctx, scan, "SELECT version FROM triage_models WHERE activated_at IS NOT NULL ORDER BY activated_at DESC, version LIMIT 1")
	return name, t.failed(ctx, "active model", err)
}

// ListModels implements usecase.Models.
func (t *txn) ListModels(ctx context.Context) ([]triage.Version, error) {
	var list []triage.Version
	scan := func(rows *sql.Rows) error {
		var v triage.Version
		err := rows.Scan(dests(modelColumns, &v)...)
		list = append(list, v)
		return err
	}
	err := t.unit.query(ctx, scan, selectModels+" ORDER BY created_at DESC, version")
	return list, t.failed(ctx, "list models", err)
}

// LoadModel implements usecase.Models.
func (t *txn) LoadModel(ctx context.Context, name string) (*triage.Version, error) {
	var found *triage.Version
	scan := func(rows *sql.Rows) error {
		v := &triage.Version{}
		err := rows.Scan(append(dests(modelColumns, v), &v.Data)...)
		found = v
		return err
	}
	err := t.unit.query(ctx, scan, "SELECT "+names(modelColumns, "")+", data FROM triage_models WHERE version = ?", name)
	if err != nil {
		return nil, t.failed(ctx, "load model", err)
	}
	if found == nil || found.Name != name {
		return nil, notFound()
	}
	return found, nil
}

// SaveModel implements usecase.Models.
func (t *txn) SaveModel(ctx context.Context, v *triage.Version) error {
	_, err := t.LoadModel(ctx, v.Name)
	if domain.CodeOf(err) != domain.NotFound {
		return err
	}
	_, err = t.unit.ExecContext(ctx, insertModel, append(values(modelColumns, v, false), v.Data)...)
	if _, taken := duplicate(err); taken {
		return t.rerun(err)
	}
	return t.failed(ctx, "insert model", err)
}

// ActivateModel implements usecase.Models.
func (t *txn) ActivateModel(ctx context.Context, name string, at time.Time) error {
	result, err := t.unit.ExecContext(ctx, "UPDATE triage_models SET activated_at = ? WHERE version = ?", at.UnixMicro(), name)
	if err != nil {
		return t.failed(ctx, "activate model", err)
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		return notFound()
	}
	return t.failed(ctx, "activate model", err)
}

// ConfirmedQuestions implements usecase.Models.
func (t *txn) ConfirmedQuestions(ctx context.Context, after domain.QuestionID, limit int) (list []triage.Confirmed, last domain.QuestionID, err error) {
	const query = "SELECT id, text, category, class FROM questions WHERE id > ? AND category <> '' ORDER BY id LIMIT ?"
	last = after
	scan := func(rows *sql.Rows) error {
		var c triage.Confirmed
		err := rows.Scan(idScanner[domain.QuestionKind]{&last}, &c.Text,
			scanner[category.Code]{&c.Category, func(s string) category.Code { return category.Code(s) }},
			scanner[category.Class]{&c.Class, func(s string) category.Class { return category.Class(s) }})
		list = append(list, c)
		return err
	}
	err = t.unit.query(ctx, scan, query, after.Bytes(), limit)
	return list, last, t.failed(ctx, "confirmed questions", err)
}
