package cmd_test

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"audiensi/cmd"
	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/domaintest"
	"audiensi/domain/question"
	"audiensi/domain/session"
	"audiensi/domain/usecase"
	"audiensi/domain/worktime"
	"audiensi/repository"
)

// get returns the body of a reply, which must be a good one.
func (c caller) get(t *testing.T, path string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.base+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+c.token)
	reply, err := c.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err != nil || reply.StatusCode != http.StatusOK {
		t.Fatalf("GET %s: %s, %v\n%s", path, reply.Status, err, text)
	}
	return string(text)
}

// move makes a move on a version of a question.
func (c caller) move(t *testing.T, id string, version int, move string, body any) {
	t.Helper()
	var into map[string]any
	c.must(t, http.StatusOK, "/v1/questions/"+id+"/"+move, map[string]string{"If-Match": fmt.Sprintf(`"%d"`, version)}, body, &into)
}

// server returns a setting with reference data, and one account beside those that
// come: a moderator's, whose name another has at the laptop.
func server(t *testing.T, dsn string) setting {
	t.Helper()
	s := newSetting(t, "AUDIENSI_DATABASE="+dsn)
	s.must(t, "", "migrate", "up")
	s.must(t, "", "reference", "load")
	s.must(t, goodPassword, "user", "add", "moderator", "--name", "Petugas", "--role", "moderator", "--password-stdin")
	return s
}

// tables returns every row of the database, for comparison.
func tables(t *testing.T, dsn string) string {
	t.Helper()
	store, err := repository.Open(t.Context(), repository.Config{DSN: dsn, Existing: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	query := "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
	if store.Dialect() == repository.MySQL {
		query = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name"
	}
	var dump strings.Builder
	for _, row := range rowsOf(t, store, query) {
		name := row[len(`"`) : len(row)-len(`"`)]
		fmt.Fprintf(&dump, "%s\n%s\n", name, strings.Join(rowsOf(t, store, "SELECT * FROM "+name), "\n"))
	}
	return dump.String()
}

func rowsOf(t *testing.T, store *repository.Store, query string) (list []string) {
	t.Helper()
	rows, err := store.DB().QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		values, to := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			to[i] = &values[i]
		}
		if err := rows.Scan(to...); err != nil {
			t.Fatal(err)
		}
		var row []string
		for _, v := range values {
			if b, ok := v.([]byte); ok {
				if v = string(b); !utf8.Valid(b) {
					v = hex.EncodeToString(b)
				}
			}
			row = append(row, fmt.Sprintf("%q", fmt.Sprint(v)))
		}
		list = append(list, strings.Join(row, " "))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return list
}

// seed captures so many questions in a session of its own, each with some life,
// and returns the session's identifier.
func seed(t *testing.T, dsn string, n int) domain.SessionID {
	t.Helper()
	store, err := repository.Open(t.Context(), repository.Config{DSN: dsn, Existing: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	app := &usecase.App{Store: store, Now: time.Now, Calendar: worktime.Default(), Passwords: cmd.NewPasswords()}
	by := access.Principal{User: domaintest.Moderator, Role: access.Moderator}
	s, err := app.PlanSession(t.Context(), by, session.Session{Title: "Rakorsus", Date: domaintest.Day(3, 2)})
	if err != nil {
		t.Fatal(err)
	}
	for left := n; left > 0; left -= 250 {
		err := store.InTx(t.Context(), func(ctx context.Context, tx usecase.Tx) error {
			for range min(left, 250) {
				if err := tx.SaveQuestion(ctx, seeded(t, s.ID)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return s.ID
}

func seeded(t *testing.T, of domain.SessionID) *question.Question {
	q := domaintest.Captured(of, domaintest.Now, func(c *question.Capture) { c.Proposal.Dinas = "dinsosppkb" })
	act := domaintest.Act(domaintest.Now.Add(time.Hour))
	for _, err := range []error{q.Categorise(act, "poverty_letter"), q.Assign(act, "dinsosppkb"), q.Accept(act),
		q.Publish(act, "Silakan datang ke kantor desa.", domaintest.Now.Add(240*time.Hour))} {
		if err != nil {
			t.Error(err)
		}
	}
	return q
}

// databaseOf returns the database that the setting names.
func databaseOf(s setting) string { return strings.TrimPrefix(s.env[0], "AUDIENSI_DATABASE=") }
