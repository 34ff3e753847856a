package cmd_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/repository/testdb"
)

// servers are the databases to which a laptop's sessions move.
var servers = map[string]func(*testing.T) string{
	"sqlite":  func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "server.db") },
	"mariadb": func(t *testing.T) string { return "mysql:" + testdb.MySQL(t) },
}

// The whole demo, with everything that can become of a question, arrives as it was:
// what people read of it, and what is exported of it again, is the same byte for byte.
func TestSession_of_a_laptop_arrives_at_a_server(t *testing.T) {
	laptop := newSetting(t, "AUDIENSI_DATABASE=sqlite:audiensi-demo.db")
	demo := laptop.serve(t, "demo")
	at := login(t, "http://"+demo.addr, "inspector", "demo-inspector")
	ids := questionIDs(t, at)
	want := timelines(t, at, ids)
	file := filepath.Join(laptop.dir, "all.zip")
	sessions := sessionIDs(laptop.must(t, "", "session", "list"))
	export := append(append([]string{"session", "export"}, sessions...), file)
	out := laptop.must(t, "", export...) // while it runs
	if !strings.Contains(out, "11 sessions, 142 attendees, 0 codes of desa, 153 questions, 33 accounts") {
		t.Error(out)
	}
	demo.stop()
	first, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, database := range servers {
		t.Run(name, func(t *testing.T) {
			dsn := database(t)
			s := server(t, dsn)
			empty := tables(t, dsn)
			dry := s.must(t, "", "session", "import", file, "--dry-run")
			for _, want := range []string{"questions: 153 new", "account moderator-2 (Bagus Prasetyo, moderator) is not here", "Nothing was written"} {
				if !strings.Contains(dry, want) {
					t.Errorf("want %q in\n%s", want, dry)
				}
			}
			if diff := cmp.Diff(empty, tables(t, dsn)); diff != "" {
				t.Errorf("a dry run wrote: %s", diff)
			}
			if out := s.must(t, "", "session", "import", file); !strings.Contains(out, "events of 11 sessions, 142 attendees and 153 questions; 33 accounts made") {
				t.Error(out)
			}
			chains(t, dsn) // rows are what their events replay to
			whole := tables(t, dsn)
			if out := s.must(t, "", "session", "import", file); !strings.Contains(out, "written: 0 events of 0 sessions, 0 attendees and 0 questions; 0 accounts") {
				t.Error(out)
			}
			if diff := cmp.Diff(whole, tables(t, dsn)); diff != "" {
				t.Errorf("imported again: %s", diff)
			}
			users := s.must(t, "", "user", "list")
			if !regexp.MustCompile(`moderator-2 +moderator +disabled`).MatchString(users) {
				t.Error(users)
			}
			p := s.serve(t, "serve")
			got := timelines(t, login(t, "http://"+p.addr, "moderator", goodPassword), ids)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			p.stop()
			checkSameQuestions(t, s, sessions, first)
		})
	}
}

// checkSameQuestions exports again and compares the entries of events.
func checkSameQuestions(t *testing.T, s setting, sessions []string, first []byte) {
	t.Helper()
	s.must(t, "", append(append([]string{"session", "export", "--force"}, sessions...), "back.zip")...)
	again, err := os.ReadFile(filepath.Join(s.dir, "back.zip"))
	if err != nil {
		t.Fatal(err)
	}
	a, b := entriesOf(t, first), entriesOf(t, again)
	for _, name := range []string{"sessions.jsonl", "attendees.jsonl", "desa_codes.jsonl", "questions.jsonl"} {
		if a[name] != b[name] {
			t.Errorf("%s differs", name)
		}
	}
}

// questionIDs returns every question that the caller may read.
func questionIDs(t *testing.T, c caller) (ids []string) {
	t.Helper()
	cursor := ""
	for {
		var page struct {
			Items []struct{ ID string }
			Next  string `json:"next_cursor"`
		}
		if err := json.Unmarshal([]byte(c.get(t, "/v1/questions?limit=100"+cursor)), &page); err != nil {
			t.Fatal(err)
		}
		for _, q := range page.Items {
			ids = append(ids, q.ID)
		}
		if page.Next == "" {
			return ids
		}
		cursor = "&cursor=" + page.Next
	}
}

func timelines(t *testing.T, c caller, ids []string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, id := range ids {
		all[id] = c.get(t, "/v1/questions/"+id+"/timeline")
	}
	return all
}

var sessionID = regexp.MustCompile(`(?m)^[0-9a-f]{8}-[0-9a-f-]{27}`)

func sessionIDs(list string) []string { return sessionID.FindAllString(list, -1) }

// moved is a laptop with a session and captured questions, and a server that has them.
type moved struct {
	laptop, server setting
	session        string
	ids            []string // of the questions, in order of their keys
	receipts       []string
	file           string
}

// inHall captures so many questions at a laptop.
func inHall(t *testing.T, dsn string, n int) *moved {
	t.Helper()
	h := &moved{laptop: newSetting(t, "AUDIENSI_DATABASE=sqlite:laptop.db"), server: server(t, dsn)}
	h.session = prepare(t, h.laptop)
	h.at(t, h.laptop, func(c caller) {
		for i := range n {
			h.capture(t, c, i)
		}
	})
	h.file = filepath.Join(h.laptop.dir, "hall.zip")
	return h
}

func (h *moved) capture(t *testing.T, c caller, n int) captured {
	t.Helper()
	_, reply, err := capture(c, h.session, n)
	if err != nil {
		t.Fatal(err)
	}
	if n == len(h.ids) {
		h.ids, h.receipts = append(h.ids, reply.ID), append(h.receipts, reply.Receipt)
	}
	return reply
}

// at runs the program of the setting and lets do call it as its moderator.
func (h *moved) at(t *testing.T, s setting, do func(caller)) {
	t.Helper()
	p := s.serve(t, "serve")
	do(login(t, "http://"+p.addr, "moderator", goodPassword))
	if code := p.stop(); code != 0 {
		t.Fatalf("exit %d\n%s", code, p.log())
	}
}

func (h *moved) export(t *testing.T) {
	t.Helper()
	h.laptop.must(t, "", "session", "export", "--force", h.session, h.file)
}

func TestSession_goes_on_at_both_places(t *testing.T) {
	for name, database := range servers {
		t.Run(name, func(t *testing.T) {
			dsn := database(t)
			h := inHall(t, dsn, 6)
			h.export(t)
			h.server.must(t, "", "session", "import", h.file)
			h.at(t, h.server, func(c caller) {
				for n := range 6 { // a device that does not know what arrived
					if got := h.capture(t, c, n); got.ID != h.ids[n] || got.Receipt != h.receipts[n] || !got.Replayed {
						t.Errorf("%d: %+v", n, got)
					}
				}
				tracked(t, c, h.receipts[0])
				c.move(t, h.ids[0], 1, "categorise", map[string]any{"category": "population_admin"})
				c.move(t, h.ids[1], 1, "dismiss", map[string]any{"reason": "Bukan pertanyaan."})
				h.capture(t, c, 7) // sent to the server
			})
			h.at(t, h.laptop, func(c caller) {
				c.move(t, h.ids[1], 1, "categorise", map[string]any{"category": "local_revenue"}) // at both
				c.move(t, h.ids[2], 1, "correct-text", map[string]any{"text": "Kapan SPPT dibagikan?", "reason": "salah dengar"})
				h.capture(t, c, 6)
				h.capture(t, c, 7) // and to the laptop
			})
			h.export(t)
			before := chains(t, dsn)
			got := h.server.run(t, "", "session", "import", h.file)
			for _, want := range []string{"questions: 1 new, 1 that go on in the file, 3 the same, 1 that went on here, 2 refused", "written: 2 events of 0 sessions, 0 attendees and 2 questions"} {
				if !strings.Contains(got.out, want) {
					t.Errorf("want %q in\n%s", want, got.out)
				}
			}
			for _, want := range []string{h.ids[1] + " refused: both places went on with it; last event here ", h.ids[7] + " refused: it was sent here too", "2 refused, as said above"} {
				if got.code != 1 || !strings.Contains(got.err, want) {
					t.Errorf("exit %d, want %q in\n%s", got.code, want, got.err)
				}
			}
			after := chains(t, dsn)
			if len(after) != len(before)+1 {
				t.Errorf("%d questions, then %d", len(before), len(after))
			}
			changed := 0
			for id, events := range before {
				if string(after[id]) != string(events) {
					changed++
				}
			}
			if changed != 1 {
				t.Errorf("%d questions changed, want the one that went on", changed)
			}
			whole := tables(t, dsn)
			if again := h.server.run(t, "", "session", "import", h.file); again.code != 1 || !strings.Contains(again.out, "written: 0 events") {
				t.Errorf("exit %d\n%s", again.code, again.out)
			}
			if diff := cmp.Diff(whole, tables(t, dsn)); diff != "" {
				t.Error(diff)
			}
			h.at(t, h.server, func(c caller) {
				similar := c.get(t, "/v1/questions/"+h.ids[0]+"/similar")
				if !strings.Contains(similar, h.ids[5]) {
					t.Errorf("similar to what came with the file: %s", similar)
				}
			})
		})
	}
}

// tracked follows a question by its receipt.
func tracked(t *testing.T, c caller, receipt string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.base+"/v1/tracking", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Audiensi-Receipt", receipt)
	reply, err := c.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if reply.Body.Close(); reply.StatusCode != http.StatusOK {
		t.Errorf("by its receipt: %s", reply.Status)
	}
}

// The laptop's session, attendance and codes go on; what was merged arrives merged, or
// not at all.
func TestSession_ties_and_attendance(t *testing.T) {
	for name, database := range servers {
		t.Run(name, func(t *testing.T) {
			dsn := database(t)
			h := inHall(t, dsn, 4)
			h.export(t)
			h.server.must(t, "", "session", "import", h.file)
			h.at(t, h.laptop, func(c caller) {
				var into map[string]any
				c.must(t, http.StatusCreated, "/v1/sessions/"+h.session+"/attendees", nil, map[string]any{"name": "Suparno", "role": "kades", "desa": "35.10.10.2001"}, &into)
				merge(t, c, h.ids[0], h.ids[1])
				merge(t, c, h.ids[2], h.ids[3])
				c.must(t, http.StatusOK, "/v1/sessions/"+h.session+"/close", map[string]string{"If-Match": `"2"`}, nil, &into)
			})
			h.at(t, h.server, func(c caller) {
				c.move(t, h.ids[1], 1, "categorise", map[string]any{"category": "population_admin"})
			})
			h.export(t)
			got := h.server.run(t, "", "session", "import", h.file)
			for _, want := range []string{"sessions: 0 new, 1 that go on", "attendees: 1 new", "questions: 0 new, 2 that go on in the file, 0 the same, 0 that went on here, 2 refused"} {
				if got.code != 1 || !strings.Contains(got.out, want) {
					t.Errorf("exit %d, want %q in\n%s%s", got.code, want, got.out, got.err)
				}
			}
			if want := h.ids[0] + " refused: it is merged or split with question " + h.ids[1]; !strings.Contains(got.err, want) {
				t.Errorf("want %q in\n%s", want, got.err)
			}
			h.at(t, h.server, func(c caller) {
				if s := c.get(t, "/v1/sessions/"+h.session); !strings.Contains(s, `"status":"closed"`) {
					t.Error(s)
				}
				if q := c.get(t, "/v1/questions/"+h.ids[2]); !strings.Contains(q, `"status":"merged"`) {
					t.Error(q)
				}
				if q := c.get(t, "/v1/questions/"+h.ids[0]); !strings.Contains(q, `"status":"captured"`) {
					t.Error(q)
				}
			})
			checkReplaysOf(t, dsn)
		})
	}
}

func checkReplaysOf(t *testing.T, dsn string) {
	t.Helper()
	if n := len(chains(t, dsn)); n != 4 {
		t.Errorf("%d questions", n)
	}
}

func merge(t *testing.T, c caller, id, into string) {
	t.Helper()
	c.move(t, id, 1, "merge", map[string]any{"into": into, "into_version": 1})
}

func TestSession_refuses(t *testing.T) {
	h := inHall(t, "sqlite:"+filepath.Join(t.TempDir(), "server.db"), 2)
	h.export(t)
	s := h.laptop
	s.refused(t, 1, "it exists already", "session", "export", h.session, h.file)
	s.refused(t, 1, "not a UUID", "session", "export", "x", "new.zip")
	s.refused(t, 2, "requires at least 2 arg(s)", "session", "export", h.session)
	s.refused(t, 1, "`audiensi session list` shows what is there", "session", "export", "0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11", "new.zip")
	s.refused(t, 1, "no such file", "session", "import", "none.zip")
	if left, _ := filepath.Glob(filepath.Join(s.dir, "*new.zip*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	content, err := os.ReadFile(h.file)
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/2] ^= 1
	file(t, s.dir, "changed.zip", string(content))
	h.server.refused(t, 1, "the file is not as it was written", "session", "import", filepath.Join(s.dir, "changed.zip"))
	file(t, s.dir, "short.zip", string(content[:len(content)-9]))
	h.server.refused(t, 1, "this is no session file, or its end is missing", "session", "import", filepath.Join(s.dir, "short.zip"))
	bare := migrated(t)
	got := bare.run(t, "", "session", "import", h.file)
	for _, want := range []string{"the file names what is not here", "\n  kecamatan: 35.10.10"} {
		if got.code != 1 || !strings.Contains(got.err, want) {
			t.Errorf("exit %d, want %q in\n%s", got.code, want, got.err)
		}
	}
	if list := bare.must(t, "", "session", "list"); len(sessionIDs(list)) != 0 {
		t.Errorf("written nevertheless:\n%s", list)
	}
}

// Questions tied across sessions travel with both sessions, or not at all.
func TestSession_ties_across_sessions(t *testing.T) {
	h := inHall(t, "sqlite:"+filepath.Join(t.TempDir(), "server.db"), 1)
	var other struct{ ID string }
	h.at(t, h.laptop, func(c caller) {
		e := c.must(t, http.StatusCreated, "/v1/sessions", nil, map[string]any{"title": "Lain", "date": "2026-03-02", "kecamatan": []string{"35.10.10"}}, &other)
		c.must(t, http.StatusOK, "/v1/sessions/"+other.ID+"/open", map[string]string{"If-Match": e.Get("ETag")}, nil, &other)
		_, second, err := capture(c, other.ID, 0)
		if err != nil {
			t.Fatal(err)
		}
		merge(t, c, h.ids[0], second.ID)
	})
	h.laptop.refused(t, 1, fmt.Sprintf("of session %s: export that session with it", other.ID), "session", "export", h.session, h.file)
	h.laptop.must(t, "", "session", "export", h.session, other.ID, h.file)
	if out := h.server.must(t, "", "session", "import", h.file); !strings.Contains(out, "2 sessions, 0 attendees and 2 questions") {
		t.Error(out)
	}
}
