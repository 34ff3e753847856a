package api_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Each kind of reference data: add, read, replace, refuse; what was retired stays.
func TestReference(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for list, tt := range map[string]struct{ code, body, changed, wrong, pointer string }{
			"/v1/dinas": {"bapenda", `{"code":"bapenda","name":"Badan Pendapatan Daerah","short_name":"Bapenda","kind":"badan"}`,
				`{"code":"bapenda","name":"Bapenda","short_name":"Bapenda","kind":"badan","valid_to":"2026-01-01","successors":["dpmd"]}`,
				`{"code":"x1","name":"X","short_name":"X","kind":"dinas","successors":["nowhere"]}`, "/successors/0 exists"},
			"/v1/categories": {"village_asset", `{"code":"village_asset","name":{"id":"Aset desa","en":"Village assets"},"description":"Bengkok","position":3}`,
				`{"code":"village_asset","name":{"id":"Aset","en":"Assets"},"description":"Bengkok","position":4,"valid_to":"2026-01-01"}`,
				`{"code":"A-B","name":{"id":"x","en":"y"},"description":"z","position":1}`, "/code code"},
			"/v1/kecamatan": {"35.10.25", `{"code":"35.10.25","name":"Blimbingsari","valid_from":"2017-01-01"}`,
				`{"code":"35.10.25","name":"Blimbing Sari","valid_from":"2017-01-01","valid_to":"2026-01-01"}`,
				`{"code":"35.10.26","name":"X","valid_from":"2017-01-01","valid_to":"2016-01-01"}`, "/valid_to gtefield"},
			"/v1/desa": {"35.10.13.2005", `{"code":"35.10.13.2005","name":"Kebaman","kind":"desa","memberships":[{"kecamatan":"35.10.13"}]}`,
				`{"code":"35.10.13.2005","name":"Kebaman Baru","kind":"desa","memberships":[{"kecamatan":"35.10.13"}],"valid_to":"2026-01-01"}`,
				`{"code":"35.10.13.1006","name":"X","kind":"desa","memberships":[{"kecamatan":"35.10.13"}]}`, "/kind code_kind"},
			"/v1/routing-rules": {"", `{"position":20,"category":"other","terms":["Tanah kas desa","KTP-el"],"dinas":"dpmd"}`,
				`{"position":21,"category":"other","terms":["bengkok"],"dinas":"dinsos","valid_to":"2026-01-01","note":"diganti"}`,
				`{"position":1,"terms":["ktp"],"dinas":"nowhere"}`, "/dinas exists"},
		} {
			t.Run(strings.TrimPrefix(list, "/v1/"), func(t *testing.T) {
				w.t = t
				made := w.post("admin", list, tt.body).want(201)
				at := list + "/" + tt.code
				if tt.code == "" {
					at += made.text("id")
				} else {
					w.post("admin", list, tt.body).want(409, "already_exists")
				}
				if diff := cmp.Diff([]string{tt.pointer}, w.post("admin", list, tt.wrong).want(422).pointers()); diff != "" {
					t.Errorf("errors (-want +got):\n%s", diff)
				}
				w.do("admin", "PUT", at, tt.changed).want(428, "version_required")
				changed := w.do("admin", "PUT", at, tt.changed, match(made.etag())).want(200)
				w.do("admin", "PUT", at, tt.changed, match(made.etag())).want(412, "stale")
				got := w.get("staff", at).want(200)
				if diff := cmp.Diff(changed.json, got.json); diff != "" || got.etag() != changed.etag() || got.text("valid_to") != "2026-01-01" {
					t.Errorf("%s %s", diff, got.body)
				}
				if tt.code != "" {
					other := strings.Replace(tt.changed, tt.code, tt.code[:len(tt.code)-1]+"9", 1)
					w.do("admin", "PUT", at, other, match(changed.etag())).want(422, "code_immutable")
				}
				all, now := w.get("staff", list).want(200), w.get("staff", list+"?on=2026-11-19").want(200)
				if len(all.list("items")) != len(now.list("items"))+w.retired(list) {
					t.Errorf("all %d, today %d", len(all.list("items")), len(now.list("items")))
				}
			})
		}
		w.t = t
		w.get("admin", "/v1/dinas/nowhere").want(404, "not_found")
		if n := len(w.get("admin", "/v1/desa?kecamatan=35.10.13").want(200).list("items")); n != 1 {
			t.Errorf("%d desa in Srono today", n)
		}
	})
}

// retired counts what settle and the case retired in the list.
func (w *world) retired(list string) int {
	if list == "/v1/dinas" {
		return 2
	}
	return 1
}

// Lists go page by page, by the Link header too.
func TestPages(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		for i := range 5 {
			w.capture(session, fmt.Sprintf("page-%04d", i))
		}
		for _, list := range []string{"/v1/questions?sort=captured_at&q=jember", "/v1/dinas?", "/v1/users?"} {
			seen := map[string]bool{}
			pages := 0
			for next := list + "&limit=2"; next != ""; pages++ {
				got := w.get("admin", next).want(200)
				for _, item := range got.list("items") {
					m := item.(map[string]any)
					seen[text(m["id"])+text(m["code"])] = true
				}
				link := got.header.Get("Link")
				if (link == "") != (got.at("next_cursor") == nil) || pages > 9 {
					t.Fatalf("Link %q, next_cursor %v", link, got.at("next_cursor"))
				}
				next, _, _ = strings.Cut(strings.TrimPrefix(link, "<"), ">")
			}
			want := map[string]int{"/v1/dinas?": 5, "/v1/users?": len(people)}[list]
			if want == 0 {
				want = 5
			}
			if len(seen) != want || pages != (want+1)/2 {
				t.Errorf("%s: %d items on %d pages, want %d", list, len(seen), pages, want)
			}
		}
	})
}

func TestSessions(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		body := `{"title":"Rakorsus","date":"2026-11-19","kecamatan":["35.10.13"],"moderators":["` + w.users["moderator"].String() + `"],
			"resource_persons":[{"name":"Sri","position":"Kepala Dinas","dinas":"dispendukcapil"}]}`
		made := w.post("moderator", "/v1/sessions", body).want(201)
		at := "/v1/sessions/" + made.text("id")
		w.post("moderator", at+"/questions", question, key("too early")).want(409, "session_planned")
		w.post("moderator", at+"/close", "", match(made.etag())).want(409, "session_state")
		changed := w.do("moderator", "PUT", at, strings.Replace(body, "Rakorsus", "Audiensi", 1), match(made.etag())).want(200)
		w.do("moderator", "PUT", at, body, match(made.etag())).want(412, "stale")
		w.do("moderator", "PUT", at, strings.Replace(body, "35.10.13", "35.10.99", 1), match(changed.etag())).want(422, "invalid_input")
		open := w.post("moderator", at+"/open", "", match(changed.etag())).want(200)
		w.post("moderator", at+"/open", "", match(open.etag())).want(409, "session_state")
		w.attendance(t, at)
		closed := w.post("moderator", at+"/close", "", match(open.etag())).want(200)
		if closed.at("unassigned") != 1.0 || closed.text("session/status") != "closed" {
			t.Errorf("closed %s", closed.body)
		}
		late := w.post("moderator", at+"/questions", question, key("late-0001")).want(201)
		if late.at("flags/late_received") != true || late.at("flags/late_captured") != true {
			t.Errorf("late %s", late.body)
		}
		if n := len(w.get("staff", "/v1/sessions?status=closed&from=2026-11-19&to=2026-11-19").want(200).list("items")); n != 1 {
			t.Errorf("%d closed sessions today", n)
		}
	})
}

func (w *world) attendance(t *testing.T, at string) {
	t.Helper()
	made := w.post("moderator", at+"/attendees", `{"name":"Suparno","role":"kades","desa":"35.10.13.2004","phone":"0812-5550-0101"}`).want(201)
	line := at + "/attendees/" + made.text("id")
	w.post("moderator", at+"/attendees", `{"name":"X","role":"kades","desa":"35.10.13.2999"}`).want(422, "invalid_input")
	changed := w.do("moderator", "PUT", line, `{"name":"Suparno S","role":"kades"}`, match(made.etag())).want(200)
	asked := w.post("moderator", at+"/questions", `{"text":"Kapan?","asker":{"kind":"attendee","attendee_id":"`+made.text("id")+`"}}`, key("attendee-1")).want(201)
	if q := w.get("moderator", "/v1/questions/"+asked.text("id")); q.text("asker/name") != "Suparno S" {
		t.Errorf("asker %v", q.at("asker"))
	}
	gone := w.post("moderator", line+"/withdraw", "", match(changed.etag())).want(200)
	if gone.at("withdrawn") != true {
		t.Errorf("withdrawn %s", gone.body)
	}
	w.post("moderator", at+"/questions", `{"text":"Lagi?","asker":{"kind":"attendee","attendee_id":"`+made.text("id")+`"}}`, key("attendee-2")).want(422, "not_attending")
	for _, who := range []string{"staff", "inspector", "admin"} {
		if got := w.get(who, at+"/attendees").want(200); got.at("items/0/hidden") != true || strings.Contains(string(got.body), "Suparno") {
			t.Errorf("%s reads %s", who, got.body)
		}
	}
}

// The moves that the main job does not make.
func TestOtherMoves(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.app.Triage = words{} // a moderator categorises
		session, _ := w.openSession("at_once")
		path, _ := w.capture(session, "moves-001")
		w.move("moderator", path, "categorise", `{"category":"population_admin"}`, "assigned")
		w.move("staff", path, "return", `{"reason":"Kurang jelas."}`, "captured")
		w.move("moderator", path, "correct-text", `{"text":"Kapan KK jadi?","reason":"Salah ketik."}`, "captured")
		w.move("moderator", path, "correct-asker", `{"asker":{"kind":"walk_in","name":"Suparni","role":"sekdes"}}`, "captured")
		w.move("moderator", path, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
		w.move("approver", path, "accept", "", "in_progress")
		w.move("moderator", path, "recall", `{"reason":"Salah alamat."}`, "captured")
		w.move("moderator", path, "answer-on-the-spot", `{"answer":"Sudah.","answered_by":"Bupati"}`, "answered")
		w.move("moderator", path, "dispute", `{"reason":"Belum."}`, "captured")
		w.move("moderator", path, "dismiss", `{"reason":"Bukan pertanyaan."}`, "dismissed")
		w.login()
		w.move("inspector", path, "reopen", `{"reason":"Keliru."}`, "in_progress")
		w.move("staff", path, "ask-back", `{"message":"Nomor?"}`, "awaiting_asker")
		w.move("moderator", path, "reply", `{"message":"12"}`, "in_progress")
		w.move("staff", path, "answer", `{"text":"Sudah terbit."}`, "answered")
		w.move("moderator", path, "confirm", "", "resolved")
		got := w.get("admin", path+"/timeline").want(200)
		if n := len(got.list("items")); n != 17 || strings.Contains(string(got.body), "Suparni") {
			t.Errorf("%d events: %s", n, got.body)
		}
		spot := w.post("moderator", session+"/questions", `{"text":"Boleh?","asker":{"kind":"anonymous"},
			"on_the_spot":{"answer":"Boleh.","answered_by":"Bupati","dinas":"dpmd"}}`, key("spot-0001")).want(201)
		if spot.text("status") != "answered" {
			t.Errorf("on the spot %s", spot.body)
		}
	})
}
