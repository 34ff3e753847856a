package repository

import (
	"context"
	"database/sql"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/usecase"
)

type routed = usecase.RoutedQuestion

var routedColumns = []column[routed]{
	idColumn("id", func(q *routed) *domain.QuestionID { return &q.ID }),
	idColumn("session_id", func(q *routed) *domain.SessionID { return &q.Session }),
	textColumn("text", func(q *routed) *string { return &q.Text }),
	textColumn("asker_role", func(q *routed) *domain.AskerRole { return &q.AskerRole }),
	textColumn("asker_kecamatan", func(q *routed) *string { return &q.Kecamatan }),
	textColumn("category", func(q *routed) *category.Code { return &q.Category }),
	textColumn("class", func(q *routed) *category.Class { return &q.Class }),
	textColumn("proposal_category", func(q *routed) *category.Code { return &q.ProposedCategory }),
	textColumn("proposal_class", func(q *routed) *category.Class { return &q.ProposedClass }),
}

var selectLastQuestions = "SELECT " + names(routedColumns, "") + " FROM questions ORDER BY recorded_at DESC, id DESC LIMIT ?"

// LastQuestions implements usecase.Questions.
func (t *txn) LastQuestions(ctx context.Context, limit int) (questions []usecase.RoutedQuestion, err error) {
	var row routed
	to := dests(routedColumns, &row)
	scan := func(rows *sql.Rows) error {
		row = routed{}
		err := rows.Scan(to...)
		questions = append(questions, row)
		return err
	}
	err = t.unit.query(ctx, scan, selectLastQuestions, limit)
	return questions, t.failed(ctx, "last questions", err)
}
