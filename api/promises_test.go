package api_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The asker of an amended answer has the whole window for it, and sees that it
// was amended, when and why.
func TestAmend(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, code, answer := w.answered(session, "amend-001")
		w.later(48 * time.Hour)
		w.try("moderator", path, "amend-answer", `{"text":"x","reason":"x"}`).want(403, "forbidden")
		w.try("staff", path, "amend-answer", `{"text":"KK sudah terbit.","reason":"x"}`).want(409, "nothing_changed")
		amended := w.move("staff", path, "amend-answer", `{"text":"KK di kantor desa.","reason":"Tempatnya berubah."}`, "answered")
		if amended.text("answer/published_at") != answer.text("answer/published_at") || amended.at("answer/amendments") != 1.0 ||
			amended.text("answered_at") != answer.text("answered_at") || amended.text("window_ends_at") <= answer.text("window_ends_at") {
			t.Errorf("amended %s", amended.body)
		}
		seen := w.get("", "/v1/tracking", receipt(code)).want(200)
		if seen.text("answer/text") != "KK di kantor desa." || seen.text("answer/amend_reason") != "Tempatnya berubah." || seen.text("answer/amended_at") == "" {
			t.Errorf("the asker sees %s", seen.body)
		}
		w.move("moderator", path, "confirm", "", "resolved")
		late := w.move("approver", path, "amend-answer", `{"text":"KK di balai desa.","reason":"Pindah lagi."}`, "resolved")
		if late.at("window_ends_at") != nil || late.at("answer/amendments") != 2.0 {
			t.Errorf("amended when resolved: %s", late.body)
		}
		var answers []any
		for _, item := range w.get("inspector", path+"/timeline").want(200).list("items") {
			if a := item.(map[string]any)["answer"]; a != nil {
				answers = append(answers, a)
			}
		}
		if diff := cmp.Diff([]any{"KK sudah terbit.", "KK di kantor desa.", "KK di balai desa."}, answers); diff != "" {
			t.Errorf("answers in the timeline: %s", diff)
		}
		w.replays(path)
	})
}

// A dinas that requires approval amends only by an approved draft; what was
// answered in the hall is a moderator's to amend.
func TestAmendWithApproval(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _, _ := w.answered(session, "amend-002")
		w.requireApproval()
		w.try("staff", path, "amend-answer", `{"text":"x","reason":"x"}`).want(409, "approval_required")
		drafted := w.move("staff", path, "draft", `{"text":"KK di kantor desa."}`, "answered")
		body := `{"draft_hash":"` + drafted.text("draft/hash") + `","reason":"Tempatnya berubah."}`
		w.try("staff", path, "amend-answer", body).want(409, "approval_required")
		w.move("staff", path, "submit", "", "answered")
		w.move("approver", path, "approve", hashBody(drafted), "answered")
		if got := w.move("staff", path, "amend-answer", body, "answered"); got.text("answer/text") != "KK di kantor desa." || got.at("draft") != nil {
			t.Errorf("amended %s", got.body)
		}
		hall, _ := w.capture(session, "amend-hall")
		w.move("moderator", hall, "answer-on-the-spot", `{"answer":"Bisa.","answered_by":"Bupati","dinas":"dispendukcapil"}`, "answered")
		w.try("staff", hall, "amend-answer", `{"text":"x","reason":"x"}`).want(404, "not_found")
		w.try("moderator", hall, "amend-answer", `{"draft_hash":"`+drafted.text("draft/hash")+`","reason":"x"}`).want(409, "draft_changed")
		got := w.move("moderator", hall, "amend-answer", `{"text":"Bisa, mulai Senin.","reason":"Hari pelayanan."}`, "answered")
		if got.text("answer/answered_by") != "Bupati" || got.at("answer/on_the_spot") != true {
			t.Errorf("amended %s", got.body)
		}
	})
}

// One promise from the answer to its end, as staff, the list and the asker see it.
func TestPromise(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, code := w.working(session, "promise-1")
		w.move("staff", path, "answer", `{"text":"Ya.","promise":{"what":"Blangko dikirim.","due":"2026-11-20"}}`, "answered")
		w.later(48 * time.Hour)
		if late := w.get("staff", "/v1/promises?overdue=true").want(200); late.at("items/0/overdue") != true || late.text("items/0/promise/what") != "Blangko dikirim." {
			t.Errorf("overdue %s", late.body)
		}
		w.try("staff", path, "move-promise", `{"due":"2026-11-20","reason":"x"}`).want(422)
		w.try("staff", path, "move-promise", `{"due":"2026-11-19","reason":"x"}`).want(422, "invalid_input")
		w.move("moderator", path, "move-promise", `{"due":"2026-12-14","reason":"Blangko terlambat."}`, "answered")
		w.move("moderator", path, "dispute", because, "in_progress")
		w.move("staff", path, "answer", `{"text":"Ya, tetap.","promise":{"what":"Dikirim ke desa.","due":"2026-12-20"}}`, "answered")
		w.move("moderator", path, "confirm", "", "resolved")
		kept := w.move("staff", path, "keep-promise", `{"note":"Diterima kades."}`, "resolved")
		if kept.text("promises/0/status") != "replaced" || kept.text("promises/1/status") != "kept" || kept.at("promises/0/moved") != 1.0 {
			t.Errorf("promises %v", kept.at("promises"))
		}
		w.try("staff", path, "break-promise", because).want(409, "no_open_promise")
		seen := w.get("", "/v1/tracking", receipt(code)).want(200)
		want := []any{"replaced", "2026-12-14", "Blangko terlambat.", "2026-11-20", "kept", "Diterima kades.", "Dinas Kependudukan dan Pencatatan Sipil"}
		got := []any{seen.at("promises/0/status"), seen.at("promises/0/due"), seen.at("promises/0/moves/0/reason"), seen.at("promises/0/moves/0/from"),
			seen.at("promises/1/status"), seen.at("promises/1/note"), seen.at("promises/1/dinas")}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the asker sees (-want +got):\n%s\n%s", diff, seen.body)
		}
		items := w.get("inspector", path+"/timeline").want(200).list("items")
		if last := items[len(items)-1].(map[string]any); last["kind"] != "question.promise_kept" || last["promise_no"] != 2.0 || last["note"] != "Diterima kades." {
			t.Errorf("timeline %v", last)
		}
		w.replays(path)
	})
}

// A question that is answered as it is captured, also offline, can promise; its
// day is judged as of the day of the answer.
func TestPromiseInTheHall(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		body := func(due string) string {
			return `{"text":"Kapan jalan desa diperbaiki?","asker":{"kind":"anonymous"},"on_the_spot":{"answer":"Tahun ini.","answered_by":"Bupati",
				"dinas":"dpmd","promise":{"what":"Jalan diperbaiki.","due":"` + due + `"}}}`
		}
		bad := w.post("moderator", session+"/questions", body("2026-11-18"), key("hall-0001")).want(422, "invalid_input")
		if diff := cmp.Diff([]string{"/on_the_spot/promise/due gtefield"}, bad.pointers()); diff != "" {
			t.Error(diff)
		}
		made := w.post("moderator", session+"/questions", body("2026-11-19"), key("hall-0002")).want(201)
		again := w.post("moderator", session+"/questions", body("2026-11-19"), key("hall-0002")).want(201)
		path := "/v1/questions/" + made.text("id")
		if again.text("id") != made.text("id") || w.get("moderator", path).text("promises/0/dinas") != "dpmd" {
			t.Errorf("captured %s, again %s", made.body, again.body)
		}
		w.move("moderator", path, "break-promise", because, "answered")
		w.replays(path)
	})
}

// promised makes promises of dispendukcapil for three days and of the hall for one.
func (w *world) promised() (session string) {
	w.t.Helper()
	session, _ = w.openSession("never")
	for name, due := range map[string]string{"list-0001": "2026-12-02", "list-0002": "2026-12-01", "list-0003": "2026-11-20"} {
		path, _ := w.working(session, name)
		w.move("staff", path, "answer", `{"text":"Ya.","promise":{"what":"`+due+`","due":"`+due+`"}}`, "answered")
		if name == "list-0002" {
			w.move("staff", path, "keep-promise", `{}`, "answered")
		}
	}
	hall, _ := w.capture(session, "list-0004")
	w.move("moderator", hall, "answer-on-the-spot", `{"answer":"Ya.","answered_by":"Bupati","dinas":"dpmd","promise":{"what":"hall","due":"2026-12-01"}}`, "answered")
	w.later(24 * time.Hour)
	return session
}

func TestListPromises(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session := w.promised()
		id := session[len("/v1/sessions/"):]
		other, _ := w.openSession("never")
		w.pass(24 * time.Hour) // 21 November
		w.login()
		for _, tt := range []struct {
			who, query string
			want       []string
		}{
			{"staff", "", []string{"2026-11-20", "2026-12-01", "2026-12-02"}},
			{"approver", "?status=open", []string{"2026-11-20", "2026-12-02"}},
			{"dpmd", "", nil},
			{"dpmd", "?dinas=dispendukcapil", nil},
			{"moderator", "?dinas=dpmd", []string{"hall"}},
			{"inspector", "?overdue=true", []string{"2026-11-20"}},
			{"inspector", "?overdue=false&status=open&dinas=dispendukcapil", []string{"2026-12-02"}},
			{"admin", "?due_from=2026-12-02", []string{"2026-12-02"}},
			{"moderator", "?due_to=2026-11-30&session_id=" + id, []string{"2026-11-20"}},
			{"moderator", "?session_id=" + other[len("/v1/sessions/"):], nil},
		} {
			if diff := cmp.Diff(tt.want, w.whats(tt.who, "/v1/promises"+tt.query)); diff != "" {
				t.Errorf("%s %s (-want +got):\n%s", tt.who, tt.query, diff)
			}
		}
		w.get("staff", "/v1/promises?overdue=yes").want(422, "invalid_input")
		w.get("staff", "/v1/promises?status=late").want(422, "invalid_input")
		w.get("staff", "/v1/promises?due_from=kemarin").want(422, "invalid_input")
		w.get("", "/v1/promises").want(401)
	})
}

// whats pages through a list of promises one by one and returns what is promised.
func (w *world) whats(who, path string) (list []string) {
	w.t.Helper()
	sep := "?"
	if len(path) > len("/v1/promises") {
		sep = "&"
	}
	next := path + sep + "limit=1"
	for {
		page := w.get(who, next).want(200)
		for range page.list("items") {
			list = append(list, page.text("items/0/promise/what"))
		}
		if page.text("next_cursor") == "" {
			return list
		}
		next = path + sep + "limit=1&cursor=" + page.text("next_cursor")
	}
}
