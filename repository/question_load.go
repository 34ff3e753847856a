package repository

import (
	"context"
	"database/sql"

	"audiensi/domain"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// LoadQuestion implements usecase.Questions.
func (t *txn) LoadQuestion(ctx context.Context, id domain.QuestionID) (*question.Question, error) {
	return t.mustLoad(ctx, "q.id = ?", id.Bytes())
}

// QuestionByReceipt implements usecase.Questions.
func (t *txn) QuestionByReceipt(ctx context.Context, hash ledger.Hash) (*question.Question, error) {
	return t.mustLoad(ctx, "q.receipt = ?", hash[:])
}

// QuestionByKey implements usecase.Questions.
func (t *txn) QuestionByKey(ctx context.Context, id domain.SessionID, key ledger.Hash) (*question.Question, error) {
	return t.loadQuestion(ctx, "q.session_id = ? AND q.capture_key = ?", id.Bytes(), key[:])
}

func (t *txn) mustLoad(ctx context.Context, where string, args ...any) (*question.Question, error) {
	q, err := t.loadQuestion(ctx, where, args...)
	if q == nil && err == nil {
		return nil, notFound()
	}
	return q, err
}

// loadQuestion returns nil if there is none.
func (t *txn) loadQuestion(ctx context.Context, where string, args ...any) (*question.Question, error) {
	states, err := t.queryStates(ctx, selectQuestion+where, args...)
	if err == nil {
		err = t.loadCustodies(ctx, states)
	}
	if err != nil || len(states) == 0 {
		return nil, t.failed(ctx, "load question", err)
	}
	return question.FromState(*states[0]), nil
}

// queryStates runs a query of questionColumns; custodies are read apart.
func (t *txn) queryStates(ctx context.Context, query string, args ...any) ([]*state, error) {
	var states []*state
	var row state
	to := dests(questionColumns, &row)
	scan := func(rows *sql.Rows) error {
		row = state{}
		err := rows.Scan(to...)
		found := row
		states = append(states, &found)
		return err
	}
	err := t.unit.query(ctx, scan, query, args...)
	return states, err
}

func notFound() error { return domain.Fail(domain.NotFound, domain.ReasonNotFound) }
