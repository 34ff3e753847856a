package repository_test

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/domaintest"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
	"audiensi/repository"
	"audiensi/repository/testdb"
)

// The lists that people wait for come out of an index in their order: neither
// database sorts.
func TestQuestionListsAreReadByIndex(t *testing.T) {
	for name, dsn := range map[string]string{"sqlite": "sqlite:" + testdb.SQLiteFile(t), "mariadb": "mysql:" + testdb.MySQL(t)} {
		t.Run(name, func(t *testing.T) {
			store := open(t, dsn)
			session := fillQuestions(t, store)
			if store.Dialect() == repository.MySQL {
				multiply(t, store)
			}
			from := domaintest.Now.Add(time.Hour)
			for _, l := range []struct {
				name, index string
				f           usecase.QuestionFilter
				sort        string
			}{
				{"all", "questions_start", usecase.QuestionFilter{}, "-captured_at"},
				{"all, oldest first", "questions_start", usecase.QuestionFilter{}, "captured_at"},
				{"of a time", "questions_start", usecase.QuestionFilter{CapturedFrom: from, CapturedTo: from.Add(time.Hour)}, "-captured_at"},
				{"session", "questions_session_start", usecase.QuestionFilter{Session: session}, "-captured_at"},
				{"status", "questions_status_start", usecase.QuestionFilter{Statuses: []question.Status{question.Captured}}, "captured_at"},
				{"inbox", "questions_dinas_start", usecase.QuestionFilter{Holder: "d1", Statuses: []question.Status{question.Assigned}}, "captured_at"},
				{"inbox by assignment", "questions_assigned", usecase.QuestionFilter{Holder: "d1"}, "assigned_at"},
			} {
				plan := explain(t, store, l.f, usecase.Page{Limit: 10, Sort: l.sort})
				if !readsInOrder(plan, l.index) {
					t.Errorf("%s does not read %s in its order: %s", l.name, l.index, plan)
				}
			}
		})
	}
}

// readsInOrder reports whether the plan has a step that uses the index, and none
// that sorts: "filesort" in MySQL's words, "TEMP B-TREE" in SQLite's.
func readsInOrder(plan, index string) bool {
	return regexp.MustCompile(`\b`+index+`\b`).MatchString(regexp.MustCompile(`possible_keys=\S*`).ReplaceAllString(plan, "")) &&
		!strings.Contains(plan, "filesort") && !strings.Contains(plan, "TEMP B-TREE")
}

// fillQuestions stores enough questions for an index to be worth it and returns
// a session of some.
func fillQuestions(t *testing.T, store *repository.Store) domain.SessionID {
	t.Helper()
	sessions := make([]domain.SessionID, 8)
	for i := range sessions {
		sessions[i] = domain.NewID[domain.SessionKind](domaintest.Now)
	}
	err := store.InTx(t.Context(), func(ctx context.Context, tx usecase.Tx) error {
		for i := range 1250 {
			at := domaintest.Now.Add(time.Duration(i) * time.Minute)
			q := domaintest.Captured(sessions[i%len(sessions)], at)
			if i%3 > 0 {
				if err := q.Assign(domaintest.Act(at), dinas.Code(fmt.Sprint("d", i%5))); err != nil {
					return err
				}
			}
			if err := tx.SaveQuestion(ctx, q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return sessions[0]
}

// multiply makes sixteen of every question: MariaDB, which weighs the cost, would
// rather read and sort a table of a few thousand.
func multiply(t *testing.T, store *repository.Store) {
	t.Helper()
	for round := range 4 {
		for _, statement := range []string{
			"CREATE TABLE more AS SELECT * FROM questions",
			`UPDATE more SET id = LEFT(UNHEX(SHA2(CONCAT(id, 'ROUND'), 256)), 16), receipt = UNHEX(SHA2(CONCAT(receipt, 'ROUND'), 256)),
				capture_key = UNHEX(SHA2(CONCAT(capture_key, 'ROUND'), 256))`,
			"INSERT INTO questions SELECT * FROM more",
			"DROP TABLE more",
		} {
			if _, err := store.DB().ExecContext(t.Context(), strings.ReplaceAll(statement, "ROUND", strconv.Itoa(round))); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := store.DB().ExecContext(t.Context(), "ANALYZE TABLE questions"); err != nil {
		t.Fatal(err)
	}
}

// explain returns the database's plan for the list, in one line.
func explain(t *testing.T, store *repository.Store, f usecase.QuestionFilter, page usecase.Page) string {
	t.Helper()
	query, args, err := store.QuestionQuery(f, page)
	if err != nil {
		t.Fatal(err)
	}
	command := map[string]string{repository.SQLite: "EXPLAIN QUERY PLAN ", repository.MySQL: "EXPLAIN "}[store.Dialect()]
	rows, err := store.DB().QueryContext(t.Context(), command+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var plan []string
	for rows.Next() {
		values, dests := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			dests[i] = &values[i]
		}
		if err := rows.Scan(dests...); err != nil {
			t.Fatal(err)
		}
		for i, v := range values {
			if text, ok := v.([]byte); ok {
				v = string(text)
			}
			plan = append(plan, fmt.Sprint(columns[i], "=", v))
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(plan, " ")
}
