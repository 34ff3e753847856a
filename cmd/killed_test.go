package cmd_test

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"audiensi/domain"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
	"audiensi/repository"
	"audiensi/repository/testdb"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// The load: so many captures by so many devices, and after how many
// acknowledged ones the program is killed.
const (
	captures   = 300
	devices    = 8
	killedPast = 100
)

// captured is the reply to a capture, as far as it matters here.
type captured struct {
	ID       string
	Receipt  string
	Replayed bool
}

func TestKilled_during_a_capture_load_loses_and_doubles_nothing(t *testing.T) {
	for name, database := range map[string]func(*testing.T) string{
		"sqlite":  func(t *testing.T) string { return "sqlite:" + testdb.SQLiteFile(t) },
		"mariadb": func(t *testing.T) string { return "mysql:" + testdb.MySQL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			dsn := database(t)
			s := newSetting(t, "AUDIENSI_DATABASE="+dsn, "AUDIENSI_LOG_LEVEL=info")
			session := prepare(t, s)
			acknowledged := loadAndKill(t, s, session)
			again := captureAgain(t, s, session)
			for key, first := range acknowledged {
				if got := again[key]; got.ID != first.ID || got.Receipt != first.Receipt || !got.Replayed {
					t.Errorf("%s: first %+v, again %+v", key, first, got)
				}
			}
			checkStored(t, dsn, again)
		})
	}
}

// prepare makes a database with an open session and returns the session's id.
func prepare(t *testing.T, s setting) string {
	t.Helper()
	s.must(t, "", "migrate", "up")
	s.must(t, "", "reference", "load")
	s.must(t, goodPassword, "user", "add", "moderator", "--name", "Moderator", "--role", "moderator", "--password-stdin")
	p := s.serve(t, "serve")
	moderator := login(t, "http://"+p.addr, "moderator", goodPassword)
	var session struct{ ID string }
	h := moderator.must(t, http.StatusCreated, "/v1/sessions", nil, map[string]any{"title": "Rakorsus",
		"date": domain.DateOf(time.Now()).String(), "kecamatan": []string{"35.10.10"}}, &session)
	moderator.must(t, http.StatusOK, "/v1/sessions/"+session.ID+"/open", map[string]string{"If-Match": h.Get("ETag")}, nil, &session)
	if code := p.stop(); code != 0 {
		t.Fatalf("exit %d\n%s", code, p.log())
	}
	return session.ID
}

func captureKey(n int) string { return fmt.Sprintf("load-question-%04d", n) }

// capture logs question n of the load; the same n gives the same key and body.
func capture(c caller, session string, n int) (key string, reply captured, err error) {
	key = captureKey(n)
	body := map[string]any{"text": fmt.Sprintf("Pertanyaan %d: KTP warga kami belum jadi, nggih?", n),
		"asker": map[string]any{"kind": "walk_in", "name": "Misnawi", "role": "kades"}, "spoken_order": n + 1}
	_, _, err = c.post("/v1/sessions/"+session+"/questions", map[string]string{"Idempotency-Key": key}, body, &reply)
	return key, reply, err
}

// loadAndKill captures with all devices at once, kills the program in the
// middle, and returns what it had acknowledged.
func loadAndKill(t *testing.T, s setting, session string) map[string]captured {
	t.Helper()
	p := s.serve(t, "serve")
	c := login(t, "http://"+p.addr, "moderator", goodPassword)
	var mu sync.Mutex
	acknowledged := map[string]captured{}
	enough := make(chan struct{})
	each(func(n int) bool {
		key, reply, err := capture(c, session, n)
		if err != nil {
			return false // the program is gone
		}
		mu.Lock()
		defer mu.Unlock()
		acknowledged[key] = reply
		if len(acknowledged) == killedPast {
			close(enough)
		}
		return true
	}, func() {
		select {
		case <-enough:
		case <-time.After(time.Minute):
			t.Errorf("no %d captures in a minute\n%s", killedPast, p.log())
		}
		p.kill()
	})
	if n := len(acknowledged); n < killedPast || n >= captures {
		t.Errorf("killed after %d of %d captures: not during the load", n, captures)
	}
	return acknowledged
}

// captureAgain starts the program and sends everything once more, as devices do
// that do not know what arrived.
func captureAgain(t *testing.T, s setting, session string) map[string]captured {
	t.Helper()
	p := s.serve(t, "serve")
	c := login(t, "http://"+p.addr, "moderator", goodPassword)
	var mu sync.Mutex
	all := map[string]captured{}
	each(func(n int) bool {
		key, reply, err := capture(c, session, n)
		if err != nil {
			t.Errorf("%s: %v", key, err)
			return false
		}
		mu.Lock()
		defer mu.Unlock()
		all[key] = reply
		return true
	}, func() {})
	if code := p.stop(); code != 0 {
		t.Errorf("exit %d\n%s", code, p.log())
	}
	return all
}

// each calls do for every capture of the load, each device taking its share
// until do is false, and meanwhile once; it returns when all have ended.
func each(do func(n int) bool, meanwhile func()) {
	var group sync.WaitGroup
	for device := range devices {
		group.Go(func() {
			for n := device; n < captures; n += devices {
				if !do(n) {
					return
				}
			}
		})
	}
	meanwhile()
	group.Wait()
}

// checkStored checks that the database holds exactly the questions, each once,
// with a chain that verifies and a row that its replay gives.
func checkStored(t *testing.T, dsn string, want map[string]captured) {
	t.Helper()
	store, err := repository.Open(t.Context(), repository.Config{DSN: dsn})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	ids := map[string]bool{}
	for _, reply := range want {
		ids[reply.ID] = true
	}
	if len(ids) != captures {
		t.Errorf("%d questions for %d captures", len(ids), captures)
	}
	err = store.View(t.Context(), func(ctx context.Context, tx usecase.Tx) error {
		rows, _, err := tx.ListQuestions(ctx, usecase.QuestionFilter{}, usecase.Page{})
		if len(rows) != captures {
			t.Errorf("%d rows, want %d", len(rows), captures)
		}
		for _, row := range rows {
			if !ids[row.ID.String()] {
				t.Errorf("%s was acknowledged to nobody", row.ID)
			}
			checkChain(t, ctx, tx, row.ID)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkChain(t *testing.T, ctx context.Context, tx usecase.Tx, id domain.QuestionID) {
	t.Helper()
	q, err := tx.LoadQuestion(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	row := q.State()
	events, err := tx.QuestionEvents(ctx, row.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	replayed, err := question.Replay(events)
	if err != nil {
		t.Errorf("%s: %v", row.ID, err)
	}
	if diff := cmp.Diff(row, replayed, cmpopts.EquateComparable(domain.QuestionID{}, domain.SessionID{}, domain.AttendeeID{}),
		cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: row and replay differ: %s", row.ID, diff)
	}
}
