package api_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// targets writes the questions, each in its version of now, as items of a bulk call.
func (w *world) targets(paths ...string) string {
	w.t.Helper()
	items := make([]string, len(paths))
	for i, path := range paths {
		items[i] = fmt.Sprintf(`{"id":%q,"version":%v}`, strings.TrimPrefix(path, "/v1/questions/"), w.get("moderator", path).want(200).at("version"))
	}
	return `"items":[` + strings.Join(items, ",") + `]`
}

// outcomes lists what became of each item.
func (r reply) outcomes() (list []string) {
	for i := range r.list("items") {
		at := fmt.Sprintf("items/%d/", i)
		what := r.text(at + "outcome")
		if what == "refused" {
			what = r.text(at + "problem/code")
		}
		list = append(list, what)
	}
	return list
}

// Many at once, each for itself, in order; the key replays the whole reply.
func TestBulk(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		var p [5]string
		for i := range p {
			p[i], _ = w.capture(session, fmt.Sprintf("bulk-many-%d", i))
		}
		w.move("moderator", p[3], "dismiss", because, "dismissed")
		every := strings.TrimSuffix(w.targets(p[:4]...), "]") + `,{"id":"0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11","version":1},` +
			strings.Replace(strings.TrimPrefix(w.targets(p[4]), `"items":[`), `"version":1`, `"version":9`, 1)
		named := w.post("moderator", "/v1/questions:categorise", `{"category":"population_admin",`+every+`}`, key("bulk categorise")).want(200)
		want := []string{"done", "done", "done", "illegal_move", "not_found", "stale"}
		if diff := cmp.Diff(want, named.outcomes()); diff != "" || named.at("items/0/version") != 2.0 {
			t.Errorf("categorised (-want +got):\n%s%s", diff, named.body)
		}
		again := w.post("moderator", "/v1/questions:categorise", `{"category":"population_admin",`+every+`}`, key("bulk categorise")).want(200)
		if string(again.body) != string(named.body) || again.header.Get("Idempotency-Replayed") == "" {
			t.Errorf("again %s", again.body)
		}
		given := w.post("moderator", "/v1/questions:assign", `{"dinas":"dispendukcapil",`+w.targets(p[0], p[1], p[3])+`}`).want(200)
		if diff := cmp.Diff([]string{"done", "done", "illegal_move"}, given.outcomes()); diff != "" {
			t.Errorf("assigned (-want +got):\n%s", diff)
		}
		w.move("moderator", p[2], "assign", `{"dinas":"dpmd"}`, "assigned")
		w.move("staff", p[0], "accept", "", "in_progress")
		told := w.post("staff", "/v1/questions:answer", `{"text":"KK sudah terbit.",`+w.targets(p[0], p[1], p[2])+`}`).want(200)
		if diff := cmp.Diff([]string{"done", "illegal_move", "not_found"}, told.outcomes()); diff != "" {
			t.Errorf("answered (-want +got):\n%s", diff)
		}
		if got := w.get("moderator", p[0]); got.text("answer/text") != "KK sudah terbit." {
			t.Errorf("answer %s", got.body)
		}
		for _, path := range p {
			w.replays(path)
		}
	})
}

func TestBulkIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "bulk-refused")
		twice := w.post("moderator", "/v1/questions:assign", `{"dinas":"dpmd",`+w.targets(path, path)+`}`).want(422, "invalid_input")
		if diff := cmp.Diff([]string{"/items/1/id unique"}, twice.pointers()); diff != "" {
			t.Errorf("twice (-want +got):\n%s", diff)
		}
		item := strings.TrimSuffix(strings.TrimPrefix(w.targets(path), `"items":[`), "]")
		many := w.post("moderator", "/v1/questions:assign", `{"dinas":"dpmd","items":[`+strings.TrimSuffix(strings.Repeat(item+",", 10_000), ",")+`]}`).want(422, "invalid_input")
		if !strings.Contains(string(many.body), "maksimal 1.000 item") {
			t.Errorf("the limit is not named: %s", many.body)
		}
		w.post("moderator", "/v1/questions:assign", `{"dinas":"dpmd","items":[]}`).want(422, "invalid_input")
		w.post("moderator", "/v1/questions:categorise", `{"category":"other"}`).want(422, "invalid_input")
		w.post("staff", "/v1/questions:answer", `{"text":" ",`+w.targets(path)+`}`).want(422, "invalid_input")
		w.post("moderator", "/v1/questions:answer", `{"text":"Ya.",`+w.targets(path)+`}`).want(403, "forbidden")
		w.post("staff", "/v1/questions:assign", `{"dinas":"dpmd",`+w.targets(path)+`}`).want(403, "forbidden")
		retired := w.post("moderator", "/v1/questions:assign", `{"dinas":"bpmpd",`+w.targets(path)+`}`).want(200)
		if diff := cmp.Diff([]string{"dinas_retired"}, retired.outcomes()); diff != "" {
			t.Errorf("a dinas that is no more (-want +got):\n%s", diff)
		}
		if w.get("moderator", path).text("status") != "captured" {
			t.Error("a refused call changed the question")
		}
	})
}
