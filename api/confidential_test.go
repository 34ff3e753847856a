package api_test

import (
	"strings"
	"testing"
)

// identity is all of the asker in question that tells who it was.
var identity = []string{"Suparno", "0812", "35.10.13.2004", `"kades"`, `"kecamatan"`}

// tells asserts whether the reply tells of the asker.
func (r reply) tells(want bool) reply {
	r.t.Helper()
	for _, part := range identity {
		if got := strings.Contains(string(r.body), part); got != want {
			r.t.Errorf("%s: %q shown: %v, want %v in %s", r.call, part, got, want, r.body)
		}
	}
	return r
}

// Once it is marked, nobody but the holder and the inspectorate learns who asked:
// not by the question, its timeline, a list, a filter or a refusal.
func TestConfidential(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, logged := w.capture(session, "confidential-1")
		w.move("moderator", path, "assign", `{"dinas":"dpmd"}`, "assigned")
		w.move("dpmd", path, "return", because, "captured")
		w.move("moderator", path, "add-support", `{"dinas":"bpkad"}`, "captured")
		w.move("moderator", path, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
		w.get("moderator", path).want(200).tells(true)
		marked := w.move("moderator", path, "mark-confidential", `{"reason":"Melaporkan atasan."}`, "assigned").tells(false)
		if marked.at("flags/confidential") != true || marked.at("asker/hidden") != true || marked.text("asker/kind") != "walk_in" {
			t.Errorf("marked: %s", marked.body)
		}
		for who, shown := range map[string]bool{"staff": true, "approver": true, "inspector": true, "moderator": false, "admin": false, "bpkad": false, "dpmd": false} {
			w.get(who, path).want(200).tells(shown)
		}
		w.get("dinsos", path).want(404, "not_found")
		w.get("moderator", path+"/timeline").want(200).tells(false)
		w.get("moderator", "/v1/questions").want(200).tells(false)
		w.get("bpkad", "/v1/questions?custody=supporting").want(200).tells(false)
		w.get("dpmd", "/v1/questions?custody=former").want(200).tells(false)
		if own := w.get("", "/v1/tracking", receipt(logged.text("receipt"))).want(200); own.text("status") != "assigned" {
			t.Errorf("the asker sees %s", own.body)
		}
		now := w.get("moderator", path).etag()
		w.post("moderator", path+"/correct-asker", `{"asker":{"kind":"walk_in","name":"Suparno","role":"kades","desa":"35.10.13.2004","phone":"0812-5550-0101"}}`,
			match(now)).want(409, "confidential_asker").tells(false)
		w.post("moderator", path+"/mark-confidential", `{"reason":"`+strings.Repeat("x", 1001)+`"}`, match(now)).want(422)
		w.move("moderator", path, "unmark-confidential", `{}`, "assigned").tells(true)
	})
}

// A filter by asker finds what is confidential only for those who see its asker.
func TestConfidentialFilters(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		at := w.post("moderator", session+"/attendees", `{"name":"Suparno","role":"kades","desa":"35.10.13.2004"}`).want(201).text("id")
		body := `{"text":"Dana desa kami dipakai sendiri oleh bendahara.","confidential":true,"asker":{"kind":"attendee","attendee_id":"` + at + `"}}`
		logged := w.post("moderator", session+"/questions", body, key("told-0001")).want(201)
		if logged.at("flags/confidential") != true {
			t.Errorf("captured %s", logged.body)
		}
		path := "/v1/questions/" + logged.text("id")
		if again := w.post("moderator", session+"/questions", body, key("told-0001")).want(201); again.at("replayed") != true || again.at("flags/confidential") != true {
			t.Errorf("captured again: %s", again.body)
		}
		w.move("moderator", path, "add-support", `{"dinas":"bpkad"}`, "captured")
		w.move("moderator", path, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
		for _, filter := range []string{"attendee_id=" + at, "desa=35.10.13.2004", "kecamatan=35.10.13", "asker_role=kades"} {
			for who, want := range map[string]int{"moderator": 0, "admin": 0, "inspector": 1, "staff": 1} {
				if got := w.get(who, "/v1/questions?"+filter).want(200); len(got.list("items")) != want {
					t.Errorf("%s by %s: %s", who, filter, got.body)
				}
			}
			if got := w.get("bpkad", "/v1/questions?custody=supporting&"+filter).want(200); len(got.list("items")) != 0 {
				t.Errorf("supporting by %s: %s", filter, got.body)
			}
		}
		if got := w.get("moderator", "/v1/questions?session_id="+strings.TrimPrefix(session, "/v1/sessions/")).want(200); len(got.list("items")) != 1 {
			t.Errorf("of the session: %s", got.body)
		}
		batch := `{"items":[{"key":"told-0002","captured_at":"2026-11-19T02:00:00Z","confidential":true,"text":"Bantuan kami dipotong.","asker":{"kind":"anonymous"}}]}`
		if got := w.post("moderator", session+"/questions:batch", batch).want(200); got.at("items/0/captured/flags/confidential") != true {
			t.Errorf("batch: %s", got.body)
		}
	})
}

// Neither the list of the desa nor what is proposed to be similar tells of it.
func TestConfidentialIsNotListed(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "listed-01")
		other, _ := w.capture(session, "listed-02")
		code := w.post("moderator", session+"/desa-codes", `{}`).want(201).text("items/0/code")
		listed := func(want int) {
			t.Helper()
			if got := w.get("", "/v1/tracking/desa", with("Audiensi-Desa-Code", code)).want(200); len(got.list("items")) != want {
				t.Errorf("desa: %s", got.body)
			}
			if got := w.get("moderator", other+"/similar").want(200); len(got.list("items")) != want-1 {
				t.Errorf("similar: %s", got.body)
			}
			if got := w.get("moderator", session+"/merge-proposals").want(200); len(got.list("items")) != want-1 {
				t.Errorf("proposals: %s", got.body)
			}
		}
		listed(2)
		w.move("moderator", path, "mark-confidential", `{}`, "captured")
		listed(1)
	})
}

// What it is split into has the same asker, whichever of them is marked.
func TestConfidentialKin(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "kin-00001")
		parts := w.move("moderator", path, "split", twoParts, "split").list("parts")
		first, second := "/v1/questions/"+parts[0].(string), "/v1/questions/"+parts[1].(string)
		w.get("moderator", second).want(200).tells(true)
		w.move("moderator", first, "mark-confidential", `{}`, "captured").tells(false)
		for _, kin := range []string{path, first, second} {
			w.get("moderator", kin).want(200).tells(false)
			w.replays(kin)
		}
		w.move("moderator", path, "unmark-confidential", `{}`, "split").tells(true)
		w.get("moderator", second).want(200).tells(true)
	})
}
