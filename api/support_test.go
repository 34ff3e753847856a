package api_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A supporting dinas reads and notes, without the asker's name, and holds nothing.
func TestSupport(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "support-1")
		w.get("bpkad", path).want(404, "not_found")
		w.move("moderator", path, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
		added := w.move("staff", path, "add-support", `{"dinas":"bpkad"}`, "assigned")
		if diff := cmp.Diff([]any{"bpkad"}, added.list("supporting")); diff != "" {
			t.Error(diff)
		}
		w.post("staff", path+"/add-support", `{"dinas":"bpkad"}`, match(added.etag())).want(409, "nothing_changed")
		w.post("staff", path+"/add-support", `{"dinas":"dispendukcapil"}`, match(added.etag())).want(409, "same_dinas")
		w.post("staff", path+"/add-support", `{"dinas":"bpmpd"}`, match(added.etag())).want(422, "dinas_retired")
		seen := w.get("bpkad", path).want(200)
		if seen.at("asker/hidden") != true || strings.Contains(string(seen.body), "Suparno") {
			t.Errorf("the supporter sees %s", seen.body)
		}
		if diff := cmp.Diff([]any{"note"}, seen.list("moves")); diff != "" {
			t.Errorf("the supporter's moves (-want +got):\n%s", diff)
		}
		noted := w.post("bpkad", path+"/notes", `{"text":"PBB-nya lunas.","visibility":"internal"}`, match(seen.etag())).want(200)
		w.post("bpkad", path+"/accept", "", match(noted.etag())).want(403, "forbidden")
		for custody, n := range map[string]int{"supporting": 1, "current": 0, "former": 0} {
			if got := w.get("bpkad", "/v1/questions?custody="+custody).want(200); len(got.list("items")) != n {
				t.Errorf("%s: %s", custody, got.body)
			}
		}
		w.get("moderator", "/v1/questions?custody=supporting").want(422, "invalid_input")
		w.move("moderator", path, "remove-support", `{"dinas":"bpkad"}`, "assigned")
		w.get("bpkad", path).want(404, "not_found")
		if got := w.get("bpkad", "/v1/questions?custody=supporting").want(200); len(got.list("items")) != 0 {
			t.Errorf("after the end: %s", got.body)
		}
		w.replays(path)
	})
}

// Who is in charge is of the holder, and ends with its custody.
func TestInCharge(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "charge-1")
		w.move("moderator", path, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
		of := func(who string) string { return `{"user_id":"` + w.users[who].String() + `"}` }
		now := w.get("staff", path)
		for _, wrong := range []string{of("dpmd"), of("moderator"), `{"user_id":"0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11"}`} {
			w.post("staff", path+"/put-in-charge", wrong, match(now.etag())).want(422, "invalid_input")
		}
		w.listed("staff", "nobody", 1)
		got := w.move("approver", path, "put-in-charge", of("staff"), "assigned")
		if got.text("in_charge") != w.users["staff"].String() {
			t.Errorf("in charge: %s", got.body)
		}
		w.post("approver", path+"/put-in-charge", of("staff"), match(got.etag())).want(409, "nothing_changed")
		w.listed("staff", "me", 1)
		w.listed("staff", "nobody", 0)
		w.listed("approver", "me", 0)
		w.listed("approver", w.users["staff"].String(), 1)
		w.get("approver", "/v1/questions?in_charge=semua").want(422, "invalid_input")
		if line := w.get("inspector", path+"/timeline").want(200); line.text("items/2/in_charge/name") != "Orang staff" {
			t.Errorf("timeline %s", line.body)
		}
		w.move("staff", path, "return", because, "captured")
		if got := w.get("moderator", path); got.at("in_charge") != nil {
			t.Errorf("after the return: %s", got.body)
		}
	})
}

// listed asserts how many questions the account finds under the person in charge.
func (w *world) listed(who, inCharge string, n int) {
	w.t.Helper()
	if got := w.get(who, "/v1/questions?in_charge="+inCharge).want(200); len(got.list("items")) != n {
		w.t.Errorf("%s lists %d of %s, want %d", who, len(got.list("items")), inCharge, n)
	}
}

// A deputy sees the work of the absent as its own, from the first day to the last.
func TestDeputies(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "deputy-1")
		w.move("moderator", path, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
		w.move("staff", path, "put-in-charge", `{"user_id":"`+w.users["approver"].String()+`"}`, "assigned")
		body := func(user, deputy, from, to string) string {
			return `{"user_id":"` + w.users[user].String() + `","deputy_id":"` + w.users[deputy].String() + `","from":"` + from + `","to":"` + to + `"}`
		}
		w.post("approver", "/v1/deputies", body("approver", "approver", "2026-11-20", "2026-11-21")).want(422, "invalid_input")
		w.post("approver", "/v1/deputies", body("approver", "staff", "2026-11-21", "2026-11-20")).want(422, "invalid_input")
		w.post("approver", "/v1/deputies", body("approver", "staff", "2026-11-20", "2036-11-20")).want(422, "invalid_input")
		w.post("approver", "/v1/deputies", body("approver", "staff", "2026-10-20", "2026-10-21")).want(422, "invalid_input")
		w.post("approver", "/v1/deputies", body("approver", "inspector", "2026-11-20", "2026-11-21")).want(422, "invalid_input")
		w.post("approver", "/v1/deputies", body("approver", "dpmd", "2026-11-20", "2026-11-21")).want(409, "deputy_of_other_dinas")
		w.post("staff", "/v1/deputies", body("approver", "staff", "2026-11-20", "2026-11-21")).want(403, "forbidden")
		w.post("moderator", "/v1/deputies", body("approver", "staff", "2026-11-20", "2026-11-21")).want(403, "forbidden")
		named := w.post("approver", "/v1/deputies", `{"deputy_id":"`+w.users["staff"].String()+`","from":"2026-11-20","to":"2026-11-21"}`).want(201)
		w.listed("staff", "me", 0)
		w.later(day)
		w.listed("staff", "me", 1)
		w.get("dpmd", "/v1/deputies").want(200).lacks(named.text("id"))
		if list := w.get("staff", "/v1/deputies").want(200); list.text("items/0/id") != named.text("id") {
			t.Errorf("deputies %s", list.body)
		}
		end := "/v1/deputies/" + named.text("id") + "/end"
		w.post("dpmd", end, "", match(named.etag())).want(404, "not_found")
		w.post("staff", end, "", match(named.etag())).want(403, "forbidden")
		w.post("approver", end, "").want(428, "version_required")
		ended := w.post("approver", end, "", match(named.etag())).want(200)
		w.post("approver", end, "", match(named.etag())).want(412, "stale")
		if again := w.post("approver", end, "", match(ended.etag())).want(200); again.etag() != ended.etag() {
			t.Errorf("ended twice: %s", again.body)
		}
		w.listed("staff", "me", 0)
		w.post("admin", "/v1/deputies", body("approver", "staff", "2026-11-20", "2026-11-21")).want(201)
		w.listed("staff", "me", 1)
		w.later(2 * day)
		w.listed("staff", "me", 0)
	})
}

// A deputy of an approver approves, and the event says for whom; what it wrote
// itself it cannot approve either.
func TestDeputyApproves(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "deputy-2")
		w.move("moderator", path, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
		w.move("staff", path, "accept", "", "in_progress")
		w.move("approver", path, "draft", `{"text":"KK terbit besok."}`, "in_progress")
		draft := w.move("approver", path, "submit", "", "in_progress")
		approve := `{"draft_hash":"` + draft.text("draft/hash") + `"}`
		w.post("staff", path+"/approve", approve, match(draft.etag())).want(403, "forbidden")
		w.post("admin", "/v1/deputies", `{"user_id":"`+w.users["approver"].String()+`","deputy_id":"`+w.users["staff"].String()+`","from":"2026-11-19","to":"2026-11-20"}`).want(201)
		w.post("staff", path+"/approve", approve, match(draft.etag())).want(403, "editor_cannot_approve") // it stands in for the editor
		w.move("staff", path, "reject-draft", because, "in_progress")
		line := w.get("inspector", path+"/timeline").want(200)
		last := len(line.list("items")) - 1
		if got := line.list("items")[last].(map[string]any)["deputy_for"].(map[string]any); got["name"] != "Orang approver" {
			t.Errorf("deputy for %v", got)
		}
	})
}

// A deputy is not offered to approve what the absent wrote.
func TestDeputyOfAnEditorIsNotOffered(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "deputy-3")
		w.move("moderator", path, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
		w.move("staff", path, "accept", "", "in_progress")
		w.move("approver", path, "draft", `{"text":"KK terbit besok."}`, "in_progress")
		w.move("approver", path, "submit", "", "in_progress")
		w.post("admin", "/v1/deputies", `{"user_id":"`+w.users["approver"].String()+`","deputy_id":"`+w.users["staff"].String()+`","from":"2026-11-19","to":"2026-11-20"}`).want(201)
		moves := string(w.get("staff", path).want(200).body)
		if strings.Contains(moves, `"approve"`) || !strings.Contains(moves, `"reject_draft"`) {
			t.Errorf("offered %s", moves)
		}
	})
}
