package api_test

import (
	"testing"
	"time"
)

// An amended answer reaches the askers of merged questions with its promise and a
// whole window; when the answer came is not moved by it.
func TestAmendmentReachesMerged(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		lead, _ := w.capture(session, "amend-lead")
		other, logged := w.capture(session, "amend-other")
		w.merges(other, lead)
		w.move("moderator", lead, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
		w.move("staff", lead, "accept", "", "in_progress")
		w.move("staff", lead, "answer", `{"text":"KK sudah terbit."}`, "answered")
		first := w.follow(logged.text("receipt"))
		w.later(2 * day)
		w.move("staff", lead, "amend-answer", `{"text":"KK ada di desa.","reason":"Tempatnya keliru.","promise":{"what":"Diantar ke rumah.","due":"2026-12-20"}}`, "answered")
		seen := w.follow(logged.text("receipt"))
		if seen.text("answer/text") != "KK ada di desa." || seen.text("answer/amend_reason") != "Tempatnya keliru." || seen.text("promises/0/what") != "Diantar ke rumah." {
			t.Errorf("its asker reads %s", seen.body)
		}
		if seen.text("answered_at") != first.text("answered_at") || seen.text("window_ends_at") <= first.text("window_ends_at") {
			t.Errorf("answered %s, window to %s; before %s, %s", seen.text("answered_at"), seen.text("window_ends_at"), first.text("answered_at"), first.text("window_ends_at"))
		}
		w.replays(other)
		w.later(20 * 24 * time.Hour)
		if _, err := w.app.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if after := w.follow(logged.text("receipt")); after.text("status") != "resolved" {
			t.Errorf("after the window %s", after.body)
		}
	})
}
