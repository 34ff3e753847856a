package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/api"
	"audiensi/repository/testdb"
)

func TestBadBodies(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		asker := `"asker":{"kind":"anonymous"}`
		for name, tt := range map[string]struct {
			body   string
			status int
			want   []string
		}{
			"no JSON":            {"text=x", 400, []string{" syntax"}},
			"unknown member":     {`{"text":"x",` + asker + `,"nik":"1"}`, 400, []string{"/nik unknown"}},
			"wrong type":         {`{"text":7,` + asker + `}`, 400, []string{"/text type"}},
			"trailing":           {`{"text":"x",` + asker + `}]`, 400, []string{" trailing"}},
			"invalid UTF-8":      {"{\"text\":\"\xc3\x28\"," + asker + "}", 400, []string{" utf8"}},
			"half a character":   {`{"text":"\ud83d",` + asker + `}`, 400, []string{" surrogate"}},
			"the wrong half":     {`{"text":"\udE4f\ud83d",` + asker + `}`, 400, []string{" surrogate"}},
			"nothing to see":     {`{"text":"\u200b\u2800",` + asker + `}`, 422, []string{"/text required"}},
			"NUL":                {`{"text":"a\u0000b",` + asker + `}`, 422, []string{"/text control"}},
			"escape character":   {`{"text":"a\u001bb",` + asker + `}`, 422, []string{"/text control"}},
			"bidi":               {`{"text":"a\u202eb",` + asker + `}`, 422, []string{"/text bidi"}},
			"blank":              {`{"text":" \n ",` + asker + `}`, 422, []string{"/text required"}},
			"too long":           {`{"text":"` + strings.Repeat("x", 4001) + `",` + asker + `}`, 422, []string{"/text max"}},
			"anonymous, named":   {`{"text":"x","asker":{"kind":"anonymous","name":"Suparno"}}`, 422, []string{"/asker/name forbidden"}},
			"attendee, no id":    {`{"text":"x","asker":{"kind":"attendee"}}`, 422, []string{"/asker/attendee_id required"}},
			"unknown attendee":   {`{"text":"x","asker":{"kind":"attendee","attendee_id":"0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11"}}`, 422, []string{"/asker/attendee_id exists"}},
			"walk-in, no name":   {`{"text":"x","asker":{"kind":"walk_in"}}`, 422, []string{"/asker/name required", "/asker/role required"}},
			"unknown desa":       {`{"text":"x","asker":{"kind":"walk_in","name":"y","role":"kades","desa":"35.10.13.2999"}}`, 422, []string{"/asker/desa exists"}},
			"malformed desa":     {`{"text":"x","asker":{"kind":"walk_in","name":"y","role":"kades","desa":"a b"}}`, 422, []string{"/asker/desa code"}},
			"too long, trimmed":  {`{"text":"  ` + strings.Repeat("x", 4001) + `  ",` + asker + `}`, 422, []string{"/text max"}},
			"two things at once": {`{"text":"","asker":{"kind":"anonymous"},"spoken_order":0}`, 422, []string{"/spoken_order min", "/text required"}},
		} {
			t.Run(name, func(t *testing.T) {
				w.t = t
				got := w.post("moderator", session+"/questions", tt.body, key("bad-body-"+strings.ReplaceAll(name, " ", "-"))).want(tt.status)
				if diff := cmp.Diff(tt.want, got.pointers()); diff != "" {
					t.Errorf("errors (-want +got):\n%s", diff)
				}
			})
		}
		w.t = t
		if n := len(w.get("moderator", "/v1/questions").list("items")); n != 0 {
			t.Errorf("%d questions were written", n)
		}
	})
}

// What is kept, and how: the same on both databases.
func TestTextIsKeptAsWritten(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		n := 0
		for sent, want := range map[string]string{
			`  Kapan?\r\n\tBesok \n`: "Kapan?\n\tBesok", `\ud83d\ude4f \\ud83d`: "🙏 \\ud83d", "Terima kasih 🙏🏽 \U0001F9D1\u200d🌾": "Terima kasih 🙏🏽 \U0001F9D1\u200d🌾",
			`é é ꦗꦮ`: "é é ꦗꦮ", `'; DROP TABLE questions; -- %_\\`: `'; DROP TABLE questions; -- %_\`,
		} {
			n++
			made := w.post("moderator", session+"/questions", `{"text":"`+sent+`","asker":{"kind":"anonymous"}}`, key(fmt.Sprintf("text-%04d", n))).want(201)
			if got := w.get("moderator", "/v1/questions/"+made.text("id")).text("text"); got != want {
				t.Errorf("kept %q, want %q", got, want)
			}
		}
	})
}

// Limits count what is kept: blanks at both ends and the CR of CRLF are not.
func TestLimitsCountWhatIsKept(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		lines := strings.Repeat("x", 1999) + `\r\n` + strings.Repeat("y", 2000)
		for name, text := range map[string]string{"blanks": `  \n` + strings.Repeat("é", 4000) + ` \t `, "line ends": lines} {
			made := w.post("moderator", session+"/questions", `{"text":"`+text+`","asker":{"kind":"anonymous"}}`, key("limits "+name)).want(201)
			if got := []rune(w.get("moderator", "/v1/questions/"+made.text("id")).text("text")); len(got) != 4000 {
				t.Errorf("%s: kept %d characters", name, len(got))
			}
		}
		name := strings.Repeat("n", 200)
		w.post("moderator", session+"/attendees", `{"name":"  `+name+`  ","role":"kades","phone":" `+strings.Repeat("0", 40)+` "}`).want(201)
		w.post("moderator", session+"/attendees", `{"name":"  `+name+`n ","role":"kades"}`).want(422, "invalid_input")
	})
}

// A number that is there but too small is not missing.
func TestSmallNumbers(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	for body, want := range map[string]string{
		`{"position":0,"dinas":"dpmd"}`:  "/position min",
		`{"position":-1,"dinas":"dpmd"}`: "/position min",
		`{"dinas":"dpmd"}`:               "/position required",
	} {
		if diff := cmp.Diff([]string{want}, w.post("admin", "/v1/routing-rules", body).want(422).pointers()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", body, diff)
		}
	}
	got := w.post("admin", "/v1/routing-rules", `{"position":0,"dinas":"dpmd"}`, with("Accept-Language", "en")).text("errors/0/detail")
	if !strings.Contains(got, "At least 1.") {
		t.Errorf("detail %q", got)
	}
}

func TestBodiesAndTypes(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	session, _ := w.openSession("never")
	path := session + "/questions"
	w.post("moderator", path, question).want(400, "key_required")
	w.post("moderator", path, question, key("short")).want(422, "invalid_input")
	w.post("moderator", path, question, key("kunci é")).want(422, "invalid_input")
	w.post("moderator", path, question, key("type-0001"), with("Content-Type", "text/plain")).want(415, "unsupported_media_type")
	w.post("moderator", path, question, key("type-0001"), with("Content-Type", "application/json; charset=latin1")).want(415)
	w.post("moderator", path, question, key("type-0001"), with("Content-Encoding", "gzip")).want(415)
	w.post("moderator", path, "", key("type-0001")).want(415)
	w.post("moderator", path, "", key("type-0001"), with("Content-Type", "application/json")).want(400, "malformed_body")
	large := `{"text":"` + strings.Repeat("x", 1<<20) + `"}`
	w.post("moderator", path, large, key("type-0001")).want(413, "body_too_large")
	w.post("moderator", path+":batch", `{"items":["`+strings.Repeat("x", 1<<20)+`"]}`).want(200)
	w.post("moderator", path+":batch", `{"items":["`+strings.Repeat("x", 8<<20)+`"]}`).want(413, "body_too_large")
	w.post("moderator", path, question, key("type-0001"), with("Content-Type", "application/json; charset=UTF-8")).want(201)
}

func TestParameters(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	for query, want := range map[string]struct {
		status int
		errors []string
	}{
		"nonsense=1":                          {400, []string{"?nonsense unknown"}},
		"a=%zz":                               {400, []string{"? query"}},
		"limit=0":                             {422, []string{"?limit range"}},
		"limit=201":                           {422, []string{"?limit range"}},
		"limit=many":                          {422, []string{"?limit type"}},
		"limit=1&limit=2":                     {422, []string{"?limit single"}},
		"status=lost":                         {422, []string{"?status oneof"}},
		"status=captured&status=captured":     {422, []string{"?status unique"}},
		"category=%00":                        {422, []string{"?category control"}},
		"q=%ff":                               {422, []string{"?q utf8"}},
		"q=":                                  {422, []string{"?q required"}},
		"q=+%20%C2%A0%E3%80%80":               {422, []string{"?q required"}},
		"q=" + strings.Repeat("x", 201):       {422, []string{"?q max"}},
		"session_id=7":                        {422, []string{"?session_id uuid"}},
		"captured_from=yesterday":             {422, []string{"?captured_from datetime"}},
		"sort=text":                           {422, []string{"?sort oneof"}},
		"limit=0&class=x":                     {422, []string{"?class oneof", "?limit range"}},
		"status=captured&status=answered&q=a": {200, nil},
		"captured_from=2026-11-19T00:00:00%2B07:00&captured_to=2026-11-20T00:00:00Z": {200, nil},
	} {
		t.Run(query[:min(len(query), 40)], func(t *testing.T) {
			w.t = t
			got := w.get("moderator", "/v1/questions?"+query).want(want.status)
			if diff := cmp.Diff(want.errors, got.pointers()); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
		})
	}
	w.t = t
	w.get("moderator", "/v1/questions?cursor=nonsense").want(400, "bad_cursor")
	broken := w.get("moderator", "/v1/questions?a=%zz", with("Accept-Language", "en")).want(400, "malformed_query")
	if broken.text("title") != "The query string cannot be read" {
		t.Errorf("broken query: %s", broken.body)
	}
	w.get("moderator", "/v1/dinas?on=2026-02-30").want(422, "invalid_input")
	for _, id := range []string{"7", "%00", "0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11x", "0199C3A0-5D1E-7C4B-9A2F-3F6F0F0A7B11", "..%2f"} {
		w.get("moderator", "/v1/questions/"+id).want(404, "not_found")
	}
	w.get("moderator", "/v1/dinas/%ff").want(404, "not_found")
}

func TestVersions(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, made := w.capture(session, "versions-1")
		body := `{"category":"other"}`
		w.post("moderator", path+"/categorise", body).want(428, "version_required")
		for _, etag := range []string{"1", "*", `W/"1"`, `"x"`, `""`, `"1", "2"`, `"99999999999999999999"`, `"-1"`} {
			if got := w.post("moderator", path+"/categorise", body, match(etag)).want(422).pointers(); len(got) != 1 || got[0] != "#If-Match etag" {
				t.Errorf("%s: %v", etag, got)
			}
		}
		w.post("moderator", path+"/categorise", body, match(`"7"`)).want(412, "stale")
		w.post("moderator", path+"/categorise", body, match(made.etag()), add("If-Match", `"2"`)).want(422)
		now := w.post("moderator", path+"/categorise", body, match(made.etag())).want(200)
		w.post("moderator", path+"/categorise", body, match(made.etag())).want(412, "stale")
		w.post("moderator", path+"/categorise", body, match(now.etag())).want(409, "nothing_changed")
		illegal := w.post("moderator", path+"/confirm", "", match(now.etag())).want(409, "illegal_move")
		if illegal.text("state") != "captured" || len(illegal.list("legal_moves")) == 0 {
			t.Errorf("illegal move: %s", illegal.body)
		}
		w.post("moderator", path+"/assign", `{"dinas":"bpmpd"}`, match(now.etag())).want(422, "dinas_retired")
		w.post("moderator", path+"/assign", `{"dinas":"nowhere"}`, match(now.etag())).want(422, "invalid_input")
		w.do("moderator", http.MethodPut, path, "{}").want(405, "method_not_allowed")
		correct := w.post("moderator", path+"/correct-asker", `{"asker":{"kind":"walk_in","name":"\u0000","role":"kades"}}`, match(now.etag())).want(422)
		if diff := cmp.Diff([]string{"/asker/name control"}, correct.pointers()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestLanguages(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t), func(c *api.Config) { c.TrustProxy = true })
	for accept, want := range map[string]string{"": "id", "id-ID": "id", "en": "en", "en-GB,id;q=0.5": "en", "id;q=0.9,en;q=0.1": "id",
		"fr": "id", "jv, en;q=0.2": "en", "nonsense;;q": "id", "*": "id"} {
		got := w.get("", "/v1/me", with("Accept-Language", accept)).want(401)
		title := map[string]string{"id": "Belum dikenali", "en": "Not authenticated"}[want]
		if got.header.Get("Content-Language") != want || got.text("title") != title {
			t.Errorf("%q: %s, %q", accept, got.header.Get("Content-Language"), got.text("title"))
		}
	}
	got := w.post("", "/v1/login", `{"username":"x"}`).want(422)
	if d := got.text("errors/0/detail"); !strings.Contains(d, "wajib diisi") {
		t.Errorf("detail %q", d)
	}
}
