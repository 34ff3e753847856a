package api_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// requireApproval lets dispendukcapil publish approved drafts only.
func (w *world) requireApproval() {
	w.t.Helper()
	w.do("admin", http.MethodPut, "/v1/dinas/dispendukcapil", `{"code":"dispendukcapil","name":"Dispendukcapil",
		"short_name":"Dispendukcapil","kind":"dinas","requires_approval":true}`, match(`"1"`)).want(200)
}

// working captures a question and brings it to in_progress at dispendukcapil.
func (w *world) working(session, name string) (path, receipt string) {
	w.t.Helper()
	path, logged := w.capture(session, name)
	w.move("moderator", path, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
	w.move("staff", path, "accept", "", "in_progress")
	return path, logged.text("receipt")
}

// try makes the move on what the question is now and returns the reply.
func (w *world) try(who, path, name, body string) reply {
	w.t.Helper()
	return w.post(who, path+"/"+name, body, match(w.get("moderator", path).etag()))
}

func hashBody(got reply) string { return `{"draft_hash":"` + got.text("draft/hash") + `"}` }

// A draft goes through all its steps; each refusal says what is wrong.
func TestApproval(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.requireApproval()
		session, _ := w.openSession("never")
		path, receipt := w.working(session, "approval-1")
		w.try("staff", path, "answer", `{"text":"Tanpa persetujuan."}`).want(409, "approval_required")
		w.try("staff", path, "submit", "").want(409, "draft_step")
		first := w.move("staff", path, "draft", `{"text":"KK bisa diambil.","promise":{"what":"Dikirim.","due":"2026-12-14"}}`, "in_progress")
		if first.text("draft/step") != "editing" || first.text("draft/promise/due") != "2026-12-14" || first.text("draft/editors/0") != w.users["staff"].String() {
			t.Errorf("draft %v", first.at("draft"))
		}
		w.try("staff", path, "draft", `{"text":"KK bisa diambil.","promise":{"what":"Dikirim.","due":"2026-12-14"}}`).want(409, "nothing_changed")
		w.try("approver", path, "approve", hashBody(first)).want(409, "draft_step")
		w.move("staff", path, "submit", "", "in_progress")
		w.try("staff", path, "approve", hashBody(first)).want(403, "forbidden")
		rejected := w.move("approver", path, "reject-draft", because, "in_progress")
		if rejected.text("draft/step") != "rejected" || rejected.text("draft/reason") != "Begini alasannya." {
			t.Errorf("rejected %v", rejected.at("draft"))
		}
		w.editorCannotApprove(path, first)
		w.approvedIsPublished(path, receipt)
	})
}

// editorCannotApprove lets the approver edit too: then only another one approves.
func (w *world) editorCannotApprove(path string, first reply) {
	w.t.Helper()
	w.move("approver", path, "draft", `{"text":"KK bisa diambil di kecamatan."}`, "in_progress")
	w.move("staff", path, "draft", `{"text":"KK bisa diambil di kecamatan Srono."}`, "in_progress")
	last := w.move("staff", path, "submit", "", "in_progress")
	w.try("approver", path, "approve", hashBody(first)).want(409, "draft_changed")
	w.try("approver", path, "approve", hashBody(last)).want(403, "editor_cannot_approve")
	w.try("staff", path, "answer", hashBody(last)).want(409, "approval_required")
	mine := w.get("approver", path).want(200)
	for _, m := range mine.list("moves") {
		if m == "approve" {
			w.t.Error("an editor is told that they could approve")
		}
	}
	w.post("admin", "/v1/users", `{"username":"kepala","name":"Kepala Dinas","role":"approver","dinas":"dispendukcapil","password":"0123456789","language":"id"}`).want(201)
	w.tokens["kepala"] = w.post("", "/v1/login", `{"username":"kepala","password":"0123456789"}`).want(200).text("token")
	approved := w.move("kepala", path, "approve", hashBody(last), "in_progress")
	if approved.text("draft/step") != "approved" || approved.text("draft/approved_by") == "" || len(approved.list("draft/editors")) != 2 {
		w.t.Errorf("approved %v", approved.at("draft"))
	}
}

// approvedIsPublished publishes the draft by its hash, and no other way.
func (w *world) approvedIsPublished(path, code string) {
	w.t.Helper()
	now := w.get("staff", path).want(200)
	w.draftsAreHidden(path, code)
	w.try("staff", path, "answer", `{"text":"Lain lagi."}`).want(409, "approval_required")
	w.try("staff", path, "answer", `{"draft_hash":"`+strings.Repeat("0", 64)+`"}`).want(409, "draft_changed")
	published := w.move("staff", path, "answer", hashBody(now), "answered")
	if published.text("answer/text") != "KK bisa diambil di kecamatan Srono." || published.at("draft") != nil {
		w.t.Errorf("published %s", published.body)
	}
	want := []any{"question.drafted", "question.submitted", "question.draft_rejected", "question.drafted", "question.drafted",
		"question.submitted", "question.approved", "question.answered"}
	var got []any
	for _, item := range w.get("staff", path+"/timeline").want(200).list("items")[3:] {
		got = append(got, item.(map[string]any)["kind"])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		w.t.Errorf("timeline (-want +got):\n%s", diff)
	}
	w.replays(path)
}

// draftsAreHidden asserts who reads a draft: its holder, moderators, inspectors.
func (w *world) draftsAreHidden(path, code string) {
	w.t.Helper()
	for who, shown := range map[string]bool{"staff": true, "approver": true, "moderator": true, "inspector": true, "admin": false} {
		q, events := w.get(who, path).want(200), w.get(who, path+"/timeline").want(200)
		if (q.at("draft") != nil) != shown || strings.Contains(string(events.body), "KK bisa diambil") != shown || strings.Contains(string(events.body), "Begini") != shown {
			w.t.Errorf("%s sees the draft: %v, want %v", who, !shown, shown)
		}
	}
	if seen := w.get("", "/v1/tracking", receipt(code)).want(200); strings.Contains(string(seen.body), "KK bisa diambil") {
		w.t.Errorf("the asker sees the draft: %s", seen.body)
	}
}

// A former holder sees no draft of those who came after.
func TestFormerHolderSeesNoDraft(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "former-draft")
		w.move("moderator", path, "assign", toDPMD, "assigned")
		w.move("dpmd", path, "accept", "", "in_progress")
		w.move("dpmd", path, "draft", `{"text":"Draf DPMD."}`, "in_progress")
		w.move("dpmd", path, "transfer", `{"dinas":"dispendukcapil","reason":"Bukan kami."}`, "assigned")
		w.move("staff", path, "accept", "", "in_progress")
		if q := w.move("staff", path, "draft", `{"text":"Draf Dispenduk."}`, "in_progress"); len(q.list("draft/editors")) != 1 {
			t.Errorf("editors of the custody before: %v", q.at("draft"))
		}
		was, events := w.get("dpmd", path).want(200), w.get("dpmd", path+"/timeline").want(200)
		if was.at("draft") != nil || strings.Contains(string(events.body), "Draf Dispenduk") || !strings.Contains(string(events.body), "Draf DPMD") {
			t.Errorf("the former holder sees %s\n%s", was.body, events.body)
		}
	})
}

// Two people publish at once: one does, the other is told that it changed.
func TestTwoPublishAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		for _, name := range []string{"at-once-1", "at-once-2", "at-once-3"} {
			path, _ := w.working(session, name)
			now := w.move("staff", path, "draft", `{"text":"Draf."}`, "in_progress")
			replies := make([]reply, 2)
			var wait sync.WaitGroup
			for i, call := range []struct{ who, body string }{{"staff", hashBody(now)}, {"approver", `{"text":"Teks."}`}} {
				wait.Go(func() { replies[i] = w.post(call.who, path+"/answer", call.body, match(now.etag())) })
			}
			wait.Wait()
			if a, b := replies[0].status, replies[1].status; a+b != 200+412 || a != 200 && b != 200 {
				t.Errorf("%s: %d and %d", name, a, b)
			}
			w.replays(path)
		}
	})
}

func TestBadAnswers(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.working(session, "bad-answers")
		for _, tt := range []struct {
			name, move, body string
			status           int
			want             []string
		}{
			{"neither", "answer", `{}`, 422, []string{"/text exactly_one"}},
			{"both", "answer", `{"text":"x","draft_hash":"` + strings.Repeat("a", 64) + `"}`, 422, []string{"/text exactly_one"}},
			{"capitals", "answer", `{"draft_hash":"` + strings.Repeat("A", 64) + `"}`, 422, []string{"/draft_hash hash"}},
			{"short", "approve", `{"draft_hash":"abc"}`, 422, []string{"/draft_hash hash"}},
			{"promise of a draft", "answer", `{"draft_hash":"` + strings.Repeat("a", 64) + `","promise":{"what":"x","due":"2026-12-14"}}`, 422, []string{"/promise forbidden"}},
			{"blank text", "answer", `{"text":"  "}`, 422, []string{"/text required"}},
			{"yesterday", "answer", `{"text":"x","promise":{"what":"x","due":"2026-11-18"}}`, 422, []string{"/promise/due gtefield"}},
			{"no day", "answer", `{"text":"x","promise":{"what":"x"}}`, 422, []string{"/promise/due required"}},
			{"no such day", "draft", `{"text":"x","promise":{"what":"x","due":"2026-02-30"}}`, 422, []string{"/promise/due date"}},
			{"nothing promised", "draft", `{"text":"x","promise":{"what":" ","due":"2026-12-14"}}`, 422, []string{"/promise/what required"}},
			{"no reason", "amend-answer", `{"text":"x"}`, 422, []string{"/reason required"}},
			{"all at once", "amend-answer", `{"reason":" "}`, 422, []string{"/text exactly_one", "/reason required"}},
			{"no text", "draft", `{}`, 422, []string{"/text required"}},
			{"unknown", "keep-promise", `{"reason":"x"}`, 400, []string{"/reason unknown"}},
		} {
			t.Run(tt.name, func(t *testing.T) {
				w.t = t
				who := "staff"
				if tt.move == "approve" {
					who = "approver"
				}
				got := w.try(who, path, tt.move, tt.body)
				if diff := cmp.Diff(tt.want, got.pointers()); got.status != tt.status || diff != "" {
					t.Errorf("status %d: %s", got.status, got.body)
				}
			})
		}
		w.t = t
		w.post("staff", path+"/draft", `{"text":"x"}`).want(428, "version_required")
		w.post("staff", path+"/draft", `{"text":"x"}`, match(`"1"`)).want(412, "stale")
	})
}
