package api_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// openSession plans and opens a session of today and returns its address.
func (w *world) openSession(autoAssign string) (path, etag string) {
	w.t.Helper()
	planned := w.post("moderator", "/v1/sessions", `{"title":"Rakorsus Srono","place":"Pendopo","date":"2026-11-19",
		"kecamatan":["35.10.13"],"auto_assign":"`+autoAssign+`"}`).want(201)
	path = "/v1/sessions/" + planned.text("id")
	return path, w.post("moderator", path+"/open", "", match(planned.etag())).want(200).etag()
}

const question = `{"text":"Pak, KK warga kami yang pindah dari Jember belum jadi. Harus ke mana?",
	"asker":{"kind":"walk_in","name":"Suparno","role":"kades","desa":"35.10.13.2004","phone":"0812-5550-0101"},"spoken_order":4}`

// capture logs the question and returns its address and the reply.
func (w *world) capture(session, name string) (path string, got reply) {
	w.t.Helper()
	got = w.post("moderator", session+"/questions", question, key(name)).want(201)
	return "/v1/questions/" + got.text("id"), got
}

// move makes one move on what the question is now and asserts the state after.
func (w *world) move(who, path, name, body, status string) reply {
	w.t.Helper()
	now := w.get("moderator", path).want(200)
	w.pass(time.Hour)
	got := w.post(who, path+"/"+name, body, match(now.etag())).want(200)
	if got.text("status") != status {
		w.t.Fatalf("%s: status %q, want %q", got.call, got.text("status"), status)
	}
	return got
}

// The main job: one question travels the whole way.
func TestJourney(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, logged := w.capture(session, "journey-1")
		if logged.text("proposal/category") != "population_admin" || logged.text("proposal/dinas") != "dispendukcapil" {
			t.Errorf("proposal %v", logged.at("proposal"))
		}
		w.move("moderator", path, "categorise", `{"category":"population_admin"}`, "captured")
		w.move("moderator", path, "classify", `{"class":"complaint"}`, "captured")
		w.move("moderator", path, "assign", `{"dinas":"dpmd"}`, "assigned")
		w.move("dpmd", path, "transfer", `{"dinas":"dispendukcapil","reason":"Bukan kewenangan kami."}`, "assigned")
		w.move("staff", path, "accept", "", "in_progress")
		w.move("staff", path, "notes", `{"text":"Petugas turun hari Kamis.","visibility":"public"}`, "in_progress")
		w.move("staff", path, "notes", `{"text":"Berkas di loket 3.","visibility":"internal"}`, "in_progress")
		asked := w.move("staff", path, "ask-back", `{"message":"Nomor KK lama?"}`, "awaiting_asker")
		if asked.text("pending_ask_back/message") != "Nomor KK lama?" {
			t.Errorf("pending %v", asked.at("pending_ask_back"))
		}
		w.throughAsker(path, logged.text("receipt"))
		w.timeline(path)
		w.scopes(path)
	})
}

// throughAsker lets the asker reply, dispute once and confirm, by the receipt alone.
func (w *world) throughAsker(path, code string) {
	w.t.Helper()
	seen := w.get("", "/v1/tracking", receipt(strings.ToLower(code)), with("Accept-Language", "en")).want(200)
	if seen.text("category") != "Civil registration" || len(seen.list("notes")) != 1 || seen.text("ask_back/message") == "" ||
		seen.text("notes/0/dinas") != "Dinas Kependudukan dan Pencatatan Sipil" {
		w.t.Errorf("the asker sees %s", seen.body)
	}
	if text := string(seen.body); strings.Contains(text, "loket") || strings.Contains(text, "Suparno") {
		w.t.Errorf("the asker sees too much: %s", text)
	}
	w.pass(time.Hour)
	w.post("", "/v1/tracking/reply", `{"message":"3510..."}`, receipt(code), match(seen.etag())).want(200)
	w.move("staff", path, "answer", `{"text":"KK sudah terbit."}`, "answered")
	answered := w.get("", "/v1/tracking", receipt(code)).want(200)
	if answered.text("answer/text") != "KK sudah terbit." || answered.text("answer/dinas") != "Dinas Kependudukan dan Pencatatan Sipil" {
		w.t.Errorf("the asker reads %s", answered.body)
	}
	w.post("", "/v1/tracking/dispute", `{"reason":"Belum kami terima."}`, receipt(code), match(answered.etag())).want(200)
	w.move("staff", path, "answer", `{"text":"KK ada di kecamatan."}`, "answered")
	last := w.get("", "/v1/tracking", receipt(code)).want(200)
	if diff := cmp.Diff([]any{"confirm", "dispute", "rate", "attach"}, last.list("moves")); diff != "" {
		w.t.Error(diff)
	}
	done := w.post("", "/v1/tracking/confirm", "", receipt(code), match(last.etag())).want(200)
	if done.text("status") != "resolved" || len(done.list("moves")) != 1 || done.text("moves/0") != "rate" {
		w.t.Errorf("after confirming: %s", done.body)
	}
}

// timeline asserts every step with its actor and every custody.
func (w *world) timeline(path string) {
	w.t.Helper()
	got := w.get("inspector", path+"/timeline").want(200)
	var steps []string
	for _, item := range got.list("items") {
		m := item.(map[string]any)
		actor := m["actor"].(map[string]any)
		steps = append(steps, strings.TrimSpace(fmt.Sprintf("%s %v>%v %v %v", strings.TrimPrefix(m["kind"].(string), "question."),
			text(m["from_status"]), m["to_status"], text(actor["name"])+text(actor["kind"]), text(m["dinas"])+">"+text(m["to_dinas"]))))
	}
	want := []string{
		"captured >captured Orang moderatoruser >",
		"categorised captured>captured Orang moderatoruser >",
		"classified captured>captured Orang moderatoruser >",
		"assigned captured>assigned Orang moderatoruser >dpmd",
		"transferred assigned>assigned Orang dpmduser dpmd>dispendukcapil",
		"accepted assigned>in_progress Orang staffuser dispendukcapil>",
		"noted in_progress>in_progress Orang staffuser dispendukcapil>",
		"noted in_progress>in_progress Orang staffuser dispendukcapil>",
		"asked_back in_progress>awaiting_asker Orang staffuser dispendukcapil>",
		"replied awaiting_asker>in_progress asker dispendukcapil>",
		"answered in_progress>answered Orang staffuser dispendukcapil>",
		"disputed answered>in_progress asker dispendukcapil>",
		"answered in_progress>answered Orang staffuser dispendukcapil>",
		"confirmed answered>resolved asker dispendukcapil>",
	}
	if diff := cmp.Diff(want, steps); diff != "" {
		w.t.Errorf("timeline (-want +got):\n%s", diff)
	}
	var custodies []string
	for _, c := range got.list("custodies") {
		m := c.(map[string]any)
		custodies = append(custodies, fmt.Sprint(m["dinas"], " ", m["ended_how"], " ", m["paused_seconds"].(float64) > 3000))
	}
	if diff := cmp.Diff([]string{"dpmd transferred false", "dispendukcapil answered true", "dispendukcapil answered false"}, custodies); diff != "" {
		w.t.Errorf("custodies (-want +got):\n%s", diff)
	}
	if strings.Contains(string(got.body), "Suparno") {
		w.t.Error("the timeline names the asker")
	}
}

func text(v any) string { s, _ := v.(string); return s }

// scopes asserts who sees what: never held 404, held before as it was and no
// writing, names only for those who act.
func (w *world) scopes(path string) {
	w.t.Helper()
	w.get("dinsos", path).want(404, "not_found")
	w.get("dinsos", path+"/timeline").want(404, "not_found")
	w.post("dinsos", path+"/accept", "", match(`"14"`)).want(404, "not_found")
	was := w.get("dpmd", path).want(200)
	if was.text("status") != "assigned" || was.at("as_of_seq") != 5.0 || was.at("asker/hidden") != true || was.at("asker/name") != nil || len(was.list("moves")) != 0 {
		w.t.Errorf("the former holder sees %s", was.body)
	}
	old := w.get("dpmd", path+"/timeline").want(200)
	if n := len(old.list("items")); n != 5 || strings.Contains(string(old.body), "KK sudah terbit") {
		w.t.Errorf("the former holder sees %d events: %s", n, old.body)
	}
	w.post("dpmd", path+"/notes", `{"text":"x","visibility":"internal"}`, match(was.etag())).want(403, "forbidden")
	w.post("dpmd", path+"/accept", "", match(was.etag())).want(403, "forbidden")
	for who, named := range map[string]bool{"moderator": true, "staff": true, "inspector": true, "admin": false} {
		if q := w.get(who, path).want(200); (q.text("asker/name") == "Suparno") != named || q.at("asker/hidden") == named {
			w.t.Errorf("%s sees the asker as %v", who, q.at("asker"))
		}
	}
	for who, n := range map[string]int{"moderator": 1, "staff": 1, "approver": 1, "dpmd": 0, "dinsos": 0} {
		if got := len(w.get(who, "/v1/questions").want(200).list("items")); got != n {
			w.t.Errorf("%s lists %d questions, want %d", who, got, n)
		}
	}
	former := w.get("dpmd", "/v1/questions?custody=former").want(200)
	if former.text("items/0/status") != "assigned" {
		w.t.Errorf("former list %s", former.body)
	}
	w.get("dpmd", "/v1/questions?custody=former&status=resolved").want(422, "former_filter")
	w.get("moderator", "/v1/questions?custody=former").want(422, "invalid_input")
	w.get("moderator", "/v1/questions?custody=current").want(422, "invalid_input")
}
