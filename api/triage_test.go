package api_test

import (
	"strings"
	"testing"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/triage"
	"audiensi/domain/triage/examples"
	"audiensi/domain/usecase"
)

const moved = "Pak, KK warga kami yang pindah dari Jember belum jadi. Harus ke mana?"

func TestSuggestions(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		got := w.post("moderator", "/v1/triage/suggestions", `{"text":"`+moved+`"}`).want(200)
		if got.text("proposal/category") != "population_admin" || got.text("proposal/dinas") != "dispendukcapil" || got.text("proposal/class") == "" ||
			got.at("proposal/calibrated") != true || len(got.list("proposal/reasons")) == 0 || got.text("proposal/ranking/0/category") != "population_admin" {
			t.Errorf("suggestion %s", got.body)
		}
		sum := 0.0
		for _, r := range got.list("proposal/ranking") {
			sum += r.(map[string]any)["probability"].(float64)
		}
		if sum < 0.999 || sum > 1.001 {
			t.Errorf("the probabilities sum to %v: %s", sum, got.body)
		}
		with := `{"text":"` + moved + `","session_id":"` + strings.TrimPrefix(session, "/v1/sessions/") + `","asker":{"kind":"walk_in","name":"Suparno","role":"kades","desa":"35.10.13.2004"}}`
		if got := w.post("moderator", "/v1/triage/suggestions", with).want(200); got.text("proposal/dinas") != "dispendukcapil" {
			t.Errorf("with session and asker: %s", got.body)
		}
		made := w.post("moderator", session+"/questions", question, key("as suggested")).want(201)
		if made.text("proposal/category") != got.text("proposal/category") || made.at("proposal/confidence") != got.at("proposal/confidence") {
			t.Errorf("a capture proposes %v, the suggestion was %s", made.at("proposal"), got.body)
		}
		// a category that the world does not have is no proposal, but stays in the ranking
		other := w.post("moderator", "/v1/triage/suggestions", `{"text":"Kapan SPPT PBB dibagikan ke desa dan target PBB tahun ini berapa?"}`).want(200)
		if other.at("proposal/category") != nil || other.text("proposal/ranking/0/category") != "local_revenue" {
			t.Errorf("unknown category: %s", other.body)
		}
	})
}

// Whatever is typed gets a defined answer.
func TestSuggestionsForAnything(t *testing.T) {
	w := newWorld(t, "sqlite:"+t.TempDir()+"/anything.db")
	for name, text := range map[string]string{
		"empty": "", "blank": "  ", "emoji": "🙏🙏🙏", "one word": "halo", "symbols": "?!,.;--", "English": "where is the nearest cinema tonight",
		"Javanese": "kulo nyuwun pirsa", "NUL": `a\u0000b`, "long": strings.Repeat("jalan rusak ", 8000), "one long word": strings.Repeat("x", 100000),
	} {
		got := w.post("moderator", "/v1/triage/suggestions", `{"text":"`+text+`"}`).want(200)
		if (name == "empty" || name == "blank" || name == "emoji" || name == "symbols") && (got.at("proposal/category") != nil || len(got.list("proposal/ranking")) > 0) {
			t.Errorf("%s: %s", name, got.body)
		}
	}
	w.post("moderator", "/v1/triage/suggestions", `{"text":"`+strings.Repeat("x", 100001)+`"}`).want(422, "invalid_input")
	w.post("staff", "/v1/triage/suggestions", `{"text":"x"}`).want(403)
}

func TestConfirmTriage(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, made := w.capture(session, "confirm-1")
		w.post("moderator", path+"/triage", `{}`, match(`"9"`)).want(412)
		done := w.post("moderator", path+"/triage", `{}`, match(made.etag())).want(200)
		if done.text("status") != "assigned" || done.text("category") != "population_admin" || done.text("dinas") != "dispendukcapil" ||
			done.text("class") != made.text("proposal/class") {
			t.Errorf("confirmed %s", done.body)
		}
		w.post("moderator", path+"/triage", `{}`, match(done.etag())).want(409, "illegal_move")
		path, made = w.capture(session, "confirm-2")
		w.post("moderator", path+"/triage", `{"category":"nowhere"}`, match(made.etag())).want(422)
		w.post("moderator", path+"/triage", `{"category":"other"}`, match(made.etag())).want(422) // no rule gives a dinas
		if got := w.get("moderator", path).want(200); got.etag() != made.etag() {
			t.Errorf("a refused correction wrote %s", got.body)
		}
		corrected := w.post("moderator", path+"/triage", `{"category":"other","class":"inspection","dinas":"dpmd"}`, match(made.etag())).want(200)
		if corrected.text("category") != "other" || corrected.text("class") != "inspection" || corrected.text("dinas") != "dpmd" ||
			corrected.text("proposal/category") != "population_admin" {
			t.Errorf("corrected %s", corrected.body)
		}
		w.post("staff", path+"/triage", `{}`, match(corrected.etag())).want(403)
	})
}

func TestTriageQueue(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		ask := func(name, text string) (string, reply) {
			made := w.post("moderator", session+"/questions", `{"text":"`+text+`","asker":{"kind":"anonymous"}}`, key("queue "+name)).want(201)
			return made.text("id"), made
		}
		sure, _ := ask("sure", moved)
		unsure, _ := ask("unsure", "Nuwun sewu, kapan?")
		back, backMade := ask("back", moved)
		path := "/v1/questions/" + back
		assigned := w.post("moderator", path+"/triage", `{}`, match(backMade.etag())).want(200)
		w.post("staff", path+"/return", `{"reason":"Bukan kewenangan kami."}`, match(assigned.etag())).want(200)
		categorised, made := ask("categorised", "Nuwun sewu.")
		w.post("moderator", "/v1/questions/"+categorised+"/categorise", `{"category":"other"}`, match(made.etag())).want(200)
		want := []string{back, unsure, sure, categorised}
		var got []string
		for next := "/v1/triage/queue?limit=1"; next != ""; {
			page := w.get("moderator", next).want(200)
			got = append(got, page.text("items/0/id"))
			next = ""
			if cursor := page.text("next_cursor"); cursor != "" {
				next = "/v1/triage/queue?limit=1&cursor=" + cursor
			}
		}
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("queue %v, want %v", got, want)
		}
		w.get("staff", "/v1/triage/queue").want(403)
	})
}

func TestBulkConfirm(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		_, one := w.capture(session, "bulk-0001")
		_, two := w.capture(session, "bulk-0002")
		body := `{"items":[{"id":"` + one.text("id") + `","version":1},{"id":"` + two.text("id") + `","version":7},
			{"id":"0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11","version":1}]}`
		got := w.post("moderator", "/v1/triage/queue:confirm", body, key("bulk confirm")).want(200)
		if got.text("items/0/outcome") != "done" || got.text("items/1/problem/code") != "stale" || got.text("items/2/problem/code") != "not_found" {
			t.Errorf("outcomes %s", got.body)
		}
		again := w.post("moderator", "/v1/triage/queue:confirm", body, key("bulk confirm")).want(200)
		if string(again.body) != string(got.body) || again.header.Get("Idempotency-Replayed") == "" {
			t.Errorf("again %s", again.body)
		}
		w.post("moderator", "/v1/triage/queue:confirm", `{"items":[]}`).want(422)
	})
}

// A correction and a retraining change the model, and no record of the past.
func TestModelVersions(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		engines, err := usecase.NewEngines(domaintest.Triage().Normaliser(), triage.DefaultConfidence)
		must(t, err)
		w.app.Triage = engines // its own: what it activates must not reach other tests
		session, _ := w.openSession("never")
		path, made := w.capture(session, "models-1")
		if got := w.get("inspector", "/v1/triage/models").want(200); got.text("in_force") != w.builtin() || len(got.list("items")) != 0 {
			t.Errorf("at first %s", got.body)
		}
		w.get("admin", "/v1/triage/models/none").want(404)
		list := []examples.Example{}
		for i, text := range strings.Fields("jalan sawah kali gunung laut kebun pasar kota") {
			list = append(list, examples.Example{Text: text + " pindah KK Jember", Category: []string{"other", "population_admin"}[i%2], Group: text})
		}
		v, err := w.app.TrainModel(t.Context(), domain.Actor{Kind: domain.ActorSystem}, domaintest.Triage().Normaliser(), list, 0, nil)
		must(t, err)
		w.post("inspector", "/v1/triage/models/"+v.Name+"/activate", "").want(403)
		active := w.post("admin", "/v1/triage/models/"+v.Name+"/activate", "").want(200)
		if active.text("activated_at") == "" || active.at("evaluation/categories/macro_f1") == nil {
			t.Errorf("activated %s", active.body)
		}
		must(t, engines.Refresh(t.Context(), w.store))
		if got := w.get("admin", "/v1/triage/models").want(200); got.text("in_force") != v.Name || got.at("items/0/in_force") != true {
			t.Errorf("in force %s", got.body)
		}
		if got := w.get("moderator", path).want(200); got.text("proposal/model") != w.builtin() || got.text("proposal/model") != made.text("proposal/model") {
			t.Errorf("the past: %s", got.body)
		}
		if _, again := w.capture(session, "models-2"); again.text("proposal/model") != v.Name {
			t.Errorf("from now on: %s", again.body)
		}
		w.post("admin", "/v1/triage/models/"+w.builtin()+"/activate", "").want(200)
	})
}

func (w *world) builtin() string {
	name, _ := triage.Builtin()
	return name
}
