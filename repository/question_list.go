package repository

import (
	"context"
	"database/sql"
	"time"

	"audiensi/domain"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// questionOrders are the orders that a list of questions can have. A question was
// captured when its clocks started: at start_at.
var questionOrders = map[string]order{
	"":                 {list: "questions", by: "q.start_at", tie: "q.id", desc: true},
	"captured_at":      {list: "questions", by: "q.start_at", tie: "q.id"},
	"-captured_at":     {list: "questions", by: "q.start_at", tie: "q.id", desc: true},
	usecase.SortByNeed: {list: "questions", by: "q.need", tie: "q.id"},
	"assigned_at":      {list: "questions", by: "q.assigned_at", tie: "q.id"},
	"-assigned_at":     {list: "questions", by: "q.assigned_at", tie: "q.id", desc: true},
}

// ListQuestions implements usecase.Questions. Sorted by assigned_at, questions
// that nobody holds come first, or last with a minus.
func (t *txn) ListQuestions(ctx context.Context, f usecase.QuestionFilter, page usecase.Page) ([]question.State, string, error) {
	k, err := questionPage(f, page)
	if err != nil {
		return nil, "", err
	}
	query, args := t.store.dialect.questionQuery(f, k)
	found, err := t.queryStates(ctx, query, args...)
	if err == nil && f.Former != "" {
		err = t.loadCustodies(ctx, found)
	}
	if err != nil {
		return nil, "", t.failed(ctx, "list questions", err)
	}
	found, next := cut(k, found, func(s *state) mark { return questionMark(k.order, s) })
	states := make([]question.State, len(found))
	for i, s := range found {
		states[i] = *s
	}
	return states, next, nil
}

func questionPage(f usecase.QuestionFilter, page usecase.Page) (keyset, error) {
	o, ok := questionOrders[page.Sort]
	if !ok {
		return keyset{}, domain.InvalidField("?sort", "oneof", "captured_at -captured_at assigned_at -assigned_at")
	}
	return o.page(page, f)
}

// questionQuery returns the statement of the page and its arguments.
func (d dialect) questionQuery(f usecase.QuestionFilter, k keyset) (string, []any) {
	c := d.questionConditions(f)
	c.add(k.where())
	query := selectQuestion + c.String() + k.ordered()
	return query, c.args
}

func questionMark(o order, s *state) mark {
	if o.by == "q.need" {
		return mark{Number: need(s), Tie: s.ID.Bytes()}
	}
	at := s.StartAt
	if o.by == "q.assigned_at" {
		at = s.AssignedAt
	}
	if at.IsZero() {
		return mark{Tie: s.ID.Bytes()}
	}
	return mark{Number: at.UnixMicro(), Tie: s.ID.Bytes()}
}

// CapturedIn implements usecase.Questions. Its second column is the condition of
// question.State.WaitsSinceCapture on what is captured, and that a rule may assign it.
func (t *txn) CapturedIn(ctx context.Context, id domain.SessionID) (ready []domain.QuestionID, waiting int, err error) {
	const query = "SELECT id, imported = 0 AND round = 1 AND first_assigned_at IS NULL AND answered_at IS NULL " +
		"AND (category <> '' OR proposal_category <> '' AND proposal_calibrated = 1) " +
		"FROM questions WHERE session_id = ? AND status = ? ORDER BY start_at, id"
	scan := func(rows *sql.Rows) error {
		var q domain.QuestionID
		var isReady bool
		err := rows.Scan(idScanner[domain.QuestionKind]{&q}, &isReady)
		waiting++
		if isReady {
			ready = append(ready, q)
		}
		return err
	}
	err = t.unit.query(ctx, scan, query, id.Bytes(), string(question.Captured))
	return ready, waiting, t.failed(ctx, "captured questions", err)
}

// DueByTime implements usecase.Questions; the longest due come first.
func (t *txn) DueByTime(ctx context.Context, now time.Time, limit int) (ids []domain.QuestionID, err error) {
	const query = "SELECT id FROM questions WHERE wakes_at <= ? ORDER BY wakes_at, id LIMIT ?"
	scan := func(rows *sql.Rows) error {
		var q domain.QuestionID
		err := rows.Scan(idScanner[domain.QuestionKind]{&q})
		ids = append(ids, q)
		return err
	}
	err = t.unit.query(ctx, scan, query, now.UnixMicro(), limit)
	return ids, t.failed(ctx, "questions due", err)
}
