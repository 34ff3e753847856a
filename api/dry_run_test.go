package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	model "audiensi/domain/question"
	"audiensi/repository/testdb"
)

const dryRun = "/v1/routing-rules:dry-run"

// sessionOn plans and opens a session of the day and returns its address.
func (w *world) sessionOn(day string) string {
	w.t.Helper()
	planned := w.post("moderator", "/v1/sessions", `{"title":"Rakorsus","date":"`+day+`","kecamatan":["35.10.13"],"auto_assign":"never"}`).want(201)
	path := "/v1/sessions/" + planned.text("id")
	w.post("moderator", path+"/open", "", match(planned.etag())).want(200)
	return path
}

// say logs an anonymous question and returns its address.
func (w *world) say(session, words string) string {
	w.t.Helper()
	body := fmt.Sprintf(`{"text":%q,"asker":{"kind":"anonymous"}}`, words)
	return "/v1/questions/" + w.post("moderator", session+"/questions", body, key("say "+words)).want(201).text("id")
}

// effects writes the counts as "examined matched taken changed", then each
// change as "from>to count".
func (r reply) effects() []string {
	list := []string{fmt.Sprint(r.at("examined"), r.at("matched"), r.at("taken"), r.at("changed"))}
	for _, c := range r.list("by_dinas") {
		m := c.(map[string]any)
		list = append(list, fmt.Sprint(text(m["from"]), ">", text(m["to"]), " ", m["count"]))
	}
	return list
}

// asked logs five questions, the newest last, and returns their addresses: about
// a family card in 2013; the same today; the same today, which a moderator made
// another category and class; about village land; and about nothing that triage knows.
func (w *world) asked() []string {
	w.t.Helper()
	then, today := w.sessionOn("2013-05-01"), w.sessionOn("2026-11-19")
	old, _ := w.capture(then, "dry-run-1")
	card, _ := w.capture(today, "dry-run-2")
	other, _ := w.capture(today, "dry-run-3")
	w.move("moderator", other, "categorise", `{"category":"other"}`, "captured")
	w.move("moderator", other, "classify", `{"class":"inspection"}`, "captured")
	w.login()
	return []string{old, card, other, w.say(today, "Tanah kas desa kami (bengkok) siapa yang kelola"), w.say(today, "Matur nuwun")}
}

// words proposes by single words, so that the test knows what is proposed.
type words struct{}

func (words) Propose(text string) model.Proposal {
	p := model.Proposal{Model: words{}.Version()}
	switch {
	case strings.Contains(text, "KK"):
		p.Category, p.Class = "population_admin", "complaint"
	case strings.Contains(text, "bengkok"):
		p.Category, p.Class = "village_asset", "information"
	}
	return p
}

func (words) Version() string { return "words" }

func TestDryRun(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.app.Triage = words{}
		w.post("admin", "/v1/categories", `{"code":"village_asset","name":{"id":"Aset desa","en":"Village assets"},"description":"Tanah kas desa.","position":9}`).want(201)
		rule := w.get("admin", "/v1/routing-rules").text("items/0/id") // population_admin to dispendukcapil
		questions := w.asked()
		before := w.get("admin", "/v1/routing-rules").json
		for name, tt := range map[string]struct {
			body string
			want []string
		}{
			"terms":                    {`{"position":1,"terms":["kk","BENGKOK","nuwun"],"dinas":"dpmd"}`, []string{"5 5 4 4", ">dpmd 2", "dispendukcapil>dpmd 2"}},
			"no such term":             {`{"position":1,"terms":["bpjs"],"dinas":"dpmd"}`, []string{"5 0 0 0"}},
			"confirmed category":       {`{"position":1,"category":"other","dinas":"dpmd"}`, []string{"5 1 1 1", ">dpmd 1"}},
			"proposed category":        {`{"position":1,"category":"population_admin","dinas":"dpmd"}`, []string{"5 2 2 2", "dispendukcapil>dpmd 2"}},
			"confirmed class":          {`{"position":1,"class":"inspection","dinas":"dpmd"}`, []string{"5 1 1 1", ">dpmd 1"}},
			"proposed class":           {`{"position":1,"class":"complaint","dinas":"dpmd"}`, []string{"5 2 2 2", "dispendukcapil>dpmd 2"}},
			"role":                     {`{"position":1,"asker_role":"kades","dinas":"dpmd"}`, []string{"5 3 3 3", "dispendukcapil>dpmd 2", ">dpmd 1"}},
			"kecamatan":                {`{"position":1,"kecamatan":"35.10.13","dinas":"dpmd"}`, []string{"5 3 3 3", "dispendukcapil>dpmd 2", ">dpmd 1"}},
			"behind the other":         {`{"position":11,"dinas":"dpmd"}`, []string{"5 5 2 2", ">dpmd 2"}},
			"to the same dinas":        {`{"position":1,"category":"population_admin","dinas":"dispendukcapil"}`, []string{"5 2 2 0"}},
			"valid today":              {`{"position":1,"terms":["kk"],"dinas":"dpmd","valid_from":"2020-01-01"}`, []string{"5 2 2 2", ">dpmd 1", "dispendukcapil>dpmd 1"}},
			"valid then":               {`{"position":1,"terms":["kk"],"dinas":"dpmd","valid_to":"2013-05-01"}`, []string{"5 1 1 1", "dispendukcapil>dpmd 1"}},
			"a dinas that existed":     {`{"position":1,"dinas":"bpmpd"}`, []string{"5 5 1 1", "dispendukcapil>bpmpd 1"}},
			"in place of the other":    {`{"position":10,"category":"population_admin","terms":["akta"],"dinas":"dispendukcapil","replaces":"` + rule + `"}`, []string{"5 0 0 2", "dispendukcapil> 2"}},
			"in place, behind nothing": {`{"position":900,"category":"population_admin","dinas":"dpmd","replaces":"` + rule + `"}`, []string{"5 2 2 2", "dispendukcapil>dpmd 2"}},
			"the last two":             {`{"position":1,"dinas":"dpmd","last":2}`, []string{"2 2 1 1", ">dpmd 1"}},
		} {
			t.Run(strings.ReplaceAll(name, " ", "_"), func(t *testing.T) {
				w.t = t
				got := w.post("admin", dryRun, tt.body).want(200)
				if diff := cmp.Diff(tt.want, got.effects()); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
		w.t = t
		w.dryRunExamples(questions)
		if diff := cmp.Diff(before, w.get("admin", "/v1/routing-rules").json); diff != "" {
			t.Errorf("rules were written: %s", diff)
		}
	})
}

// dryRunExamples asserts that the changed are named newest first, and only named.
func (w *world) dryRunExamples(questions []string) {
	w.t.Helper()
	got := w.post("admin", dryRun, `{"position":1,"dinas":"dpmd"}`).want(200)
	var want []any
	for i, from := range map[int]any{0: "dispendukcapil", 1: "dispendukcapil", 2: nil, 3: nil} {
		example := map[string]any{"id": strings.TrimPrefix(questions[i], "/v1/questions/"), "to": "dpmd"}
		if from != nil {
			example["from"] = from
		}
		want = append(want, example)
	}
	place := func(v any) int { return slices.Index(questions, "/v1/questions/"+v.(map[string]any)["id"].(string)) }
	slices.SortFunc(want, func(a, b any) int { return place(b) - place(a) })
	if diff := cmp.Diff(want, got.list("examples")); diff != "" {
		w.t.Errorf("examples (-want +got):\n%s", diff)
	}
}

func TestDryRunNamesTwenty(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	empty := w.post("admin", dryRun, `{"position":1,"dinas":"dpmd"}`).want(200)
	if diff := cmp.Diff([]string{"0 0 0 0"}, empty.effects()); diff != "" || empty.list("examples") == nil || empty.list("by_dinas") == nil {
		t.Errorf("%s %s", diff, empty.body)
	}
	session, _ := w.openSession("never")
	var newest []string
	for i := range 25 {
		path, _ := w.capture(session, fmt.Sprintf("twenty-%04d", i))
		newest = append([]string{strings.TrimPrefix(path, "/v1/questions/")}, newest...)
	}
	got := w.post("admin", dryRun, `{"position":1,"dinas":"dpmd"}`).want(200)
	var ids []string
	for _, example := range got.list("examples") {
		ids = append(ids, text(example.(map[string]any)["id"]))
	}
	if diff := cmp.Diff(newest[:20], ids); diff != "" || got.at("changed") != 25.0 {
		t.Errorf("%v changed, examples %s", got.at("changed"), diff)
	}
}

// A dry run under a key is given again, and its key is good for no other.
func TestDryRunAgain(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		body, again := `{"position":1,"dinas":"dpmd"}`, key("dry-run-again")
		first := w.post("admin", dryRun, body, again).want(200)
		session, _ := w.openSession("never")
		w.capture(session, "in between")
		if got := w.post("admin", dryRun, body, again).want(200); string(got.body) != string(first.body) || got.header.Get("Idempotency-Replayed") != "true" {
			t.Errorf("replayed %v %s", got.header, got.body)
		}
		if got := w.post("admin", dryRun, body).want(200); got.at("examined") != 1.0 {
			t.Errorf("without a key %s", got.body)
		}
		w.post("admin", dryRun, `{"position":2,"dinas":"dpmd"}`, again).want(422, "key_reused")
	})
}

// Who may write rules may try one, and nobody else learns what it would do.
func TestDryRunAccess(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	body := `{"position":1,"dinas":"dpmd"}`
	w.asked()
	w.post("", dryRun, body).want(401, "unauthenticated")
	for _, u := range people {
		if u.Username != "admin" {
			w.post(u.Username, dryRun, body).want(403, "forbidden")
		}
	}
	for permission, status := range map[string]int{"reference.read": 403, "reference.write": 200} {
		made := w.post("admin", "/v1/me/tokens", `{"name":"x","expires_in_days":1,"permissions":["`+permission+`"]}`).want(201)
		w.tokens[permission] = made.text("secret")
		w.post(permission, dryRun, body).want(status)
	}
	got := w.post("admin", dryRun, body).want(200)
	for _, secret := range []string{"Suparno", "Jember", "bengkok", "0812"} {
		if strings.Contains(string(got.body), secret) {
			t.Errorf("%q in %s", secret, got.body)
		}
	}
}

func TestBadDryRuns(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for name, tt := range map[string]struct {
			body   string
			status int
			want   []string
		}{
			"nothing":          {`{}`, 422, []string{"/dinas required", "/position required"}},
			"unknown member":   {`{"position":1,"dinas":"dpmd","first":1}`, 400, []string{"/first unknown"}},
			"last 0":           {`{"position":1,"dinas":"dpmd","last":0}`, 422, []string{"/last min"}},
			"last 1001":        {`{"position":1,"dinas":"dpmd","last":1001}`, 422, []string{"/last max"}},
			"last of a kind":   {`{"position":1,"dinas":"dpmd","last":"10"}`, 400, []string{"/last type"}},
			"replaces no id":   {`{"position":1,"dinas":"dpmd","replaces":"7"}`, 422, []string{"/replaces uuid"}},
			"replaces empty":   {`{"position":1,"dinas":"dpmd","replaces":""}`, 422, []string{"/replaces uuid"}},
			"replaces zero":    {`{"position":1,"dinas":"dpmd","replaces":"00000000-0000-0000-0000-000000000000"}`, 422, []string{"/replaces uuid"}},
			"replaces nothing": {`{"position":1,"dinas":"dpmd","replaces":"0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11"}`, 422, []string{"/replaces exists"}},
			"all at once": {`{"position":1,"dinas":"nowhere","category":"none","kecamatan":"35.10.99","terms":["?!"],"valid_from":"2026-02-01",
				"valid_to":"2026-01-01","replaces":"0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11"}`, 422,
				[]string{"/terms/0 word", "/valid_to gtefield", "/dinas exists", "/category exists", "/kecamatan exists", "/replaces exists"}},
		} {
			t.Run(strings.ReplaceAll(name, " ", "_"), func(t *testing.T) {
				w.t = t
				got := w.post("admin", dryRun, tt.body, key("bad "+name)).want(tt.status)
				if diff := cmp.Diff(tt.want, got.pointers()); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
		w.t = t
		w.post("admin", dryRun, `{"position":1,"dinas":"dpmd"}`, key("bad last 0")).want(200) // what was refused left its key free
		w.get("admin", dryRun).want(405, "method_not_allowed")
	})
}
