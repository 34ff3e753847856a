package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	day   = 24 * time.Hour
	month = 30 * day
)

// answered captures a question and lets the dinas answer it.
func (w *world) answered(session, name string) (path, receipt string, got reply) {
	w.t.Helper()
	path, logged := w.capture(session, name)
	w.move("moderator", path, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
	w.move("staff", path, "accept", "", "in_progress")
	return path, logged.text("receipt"), w.move("staff", path, "answer", `{"text":"KK sudah terbit."}`, "answered")
}

// later lets the time go by without a sweep; everybody logs in again.
func (w *world) later(d time.Duration) {
	w.t.Helper()
	w.pass(d)
	w.login()
}

// steps lists "kind by actor" of the question's events after the first n.
func (w *world) steps(path string, n int) (list []string) {
	w.t.Helper()
	for _, item := range w.get("inspector", path+"/timeline").want(200).list("items")[n:] {
		m := item.(map[string]any)
		list = append(list, strings.TrimPrefix(m["kind"].(string), "question.")+" by "+text(m["actor"].(map[string]any)["kind"]))
	}
	return list
}

// A window that ended is over for every move, whether or not a sweep came by.
func TestWindowHoldsWithoutASweep(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, code, answer := w.answered(session, "window-1")
		end := answer.text("window_ends_at")
		w.later(month)
		late := w.post("moderator", path+"/dispute", because, match(answer.etag())).want(409, "illegal_move")
		if late.text("state") != "resolved" || !slices.Contains(late.list("legal_moves"), any("reopen")) {
			t.Errorf("a late dispute: %s", late.body)
		}
		for _, name := range []string{"confirm", "dispute"} {
			own := w.post("", "/v1/tracking/"+name, map[string]string{"dispute": because}[name], receipt(code), match(answer.etag())).want(409, "illegal_move")
			if own.text("state") != "resolved" || !slices.Equal(own.list("legal_moves"), []any{"rate"}) {
				t.Errorf("a late %s by the asker: %s", name, own.body)
			}
		}
		if got := w.get("moderator", path).want(200); got.etag() != answer.etag() || got.text("status") != "answered" {
			t.Errorf("a refused move wrote: %s", got.body)
		}
		w.post("moderator", path+"/reopen", because, match(`"3"`)).want(412, "stale")
		again := w.post("moderator", path+"/reopen", because, match(answer.etag())).want(200)
		if again.text("status") != "in_progress" || again.at("round") != 2.0 {
			t.Errorf("reopened: %s", again.body)
		}
		if diff := cmp.Diff([]string{"window_ended by system", "reopened by user"}, w.steps(path, 4)); diff != "" {
			t.Errorf("steps (-want +got):\n%s", diff)
		}
		if got := w.get("moderator", path+"/timeline").text("items/4/occurred_at"); got != end {
			t.Errorf("the window ended at %s, want %s", got, end)
		}
	})
}

// A move that the end of the window does not forbid is made after it.
func TestNoteAfterTheWindow(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _, answer := w.answered(session, "window-2")
		w.later(month)
		got := w.post("staff", path+"/notes", `{"text":"Selesai.","visibility":"internal"}`, match(answer.etag())).want(200)
		if got.text("status") != "resolved" || got.text("resolved_how") != "window_ended" ||
			got.text("resolved_at") != answer.text("window_ends_at") || got.etag() != `"6"` {
			t.Errorf("noted: %s", got.body)
		}
		n, err := w.app.Sweep(t.Context())
		if must(t, err); n != 0 {
			t.Errorf("the sweep ended %d again", n)
		}
	})
}

// A pause that ended is over for every move, too.
func TestPauseHoldsWithoutASweep(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, logged := w.capture(session, "pause-01")
		w.move("moderator", path, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
		w.move("staff", path, "accept", "", "in_progress")
		asked := w.move("staff", path, "ask-back", `{"message":"Nomor KK?"}`, "awaiting_asker")
		w.later(month)
		for _, late := range []reply{
			w.post("moderator", path+"/reply", `{"message":"3510"}`, match(asked.etag())),
			w.post("", "/v1/tracking/reply", `{"message":"3510"}`, receipt(logged.text("receipt")), match(asked.etag())),
		} {
			if late.want(409, "illegal_move"); late.text("state") != "in_progress" {
				t.Errorf("%s: %s", late.call, late.body)
			}
		}
		done := w.post("staff", path+"/answer", `{"text":"Bisa."}`, match(asked.etag())).want(200)
		if diff := cmp.Diff([]string{"pause_ended by system", "answered by user"}, w.steps(path, 4)); diff != "" {
			t.Errorf("steps (-want +got):\n%s", diff)
		}
		line := w.get("inspector", path+"/timeline").want(200)
		if line.text("items/4/occurred_at") != asked.text("pause_ends_at") || line.text("items/4/recorded_at") == asked.text("pause_ends_at") {
			t.Errorf("the pause ended at %s, want %s", line.text("items/4/occurred_at"), asked.text("pause_ends_at"))
		}
		if done.etag() != `"6"` || fmt.Sprint(line.at("custodies/0/ended_how")) != "answered" {
			t.Errorf("answered: %s, %s", done.etag(), line.body)
		}
	})
}

// An answer given in the hall was given when the question was put, whenever the
// device comes to upload both: its window runs from then.
func TestSpotAnswerOfABatchIsAsOldAsItsQuestion(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		w.later(3 * 24 * time.Hour)
		item := `{"key":"%s","captured_at":"%s","text":"Bisa?","asker":{"kind":"anonymous"},"on_the_spot":{"answer":"Bisa.","answered_by":"Bupati"}}`
		items := fmt.Sprintf(item, "spot-0001", "2026-11-19T09:30:00+07:00") + "," + fmt.Sprintf(item, "spot-0002", "2026-11-02T09:30:00+07:00")
		got := w.post("moderator", session+"/questions:batch", `{"items":[`+items+`]}`).want(200)
		device := w.get("moderator", "/v1/questions/"+got.text("items/0/captured/id")).want(200)
		if at := "2026-11-19T02:30:00Z"; device.text("answered_at") != at || device.text("answer/published_at") != at {
			t.Errorf("answered at %s, want %s", device.text("answered_at"), at)
		}
		start := time.Date(2026, 11, 19, 2, 30, 0, 0, time.UTC)
		if want := w.app.Calendar.DueAfter(start, 10).UTC().Format(time.RFC3339); device.text("window_ends_at") != want {
			t.Errorf("the window ends at %s, want %s", device.text("window_ends_at"), want)
		}
		line := w.get("moderator", "/v1/questions/"+got.text("items/0/captured/id")+"/timeline").want(200)
		if line.text("items/1/occurred_at") != line.text("items/0/occurred_at") || line.text("items/1/recorded_at") != line.text("items/0/recorded_at") {
			t.Errorf("timeline %s", line.body)
		}
		wrong := w.get("moderator", "/v1/questions/"+got.text("items/1/captured/id")).want(200)
		if wrong.at("flags/device_time_rejected") != true || wrong.text("answered_at") != wrong.text("recorded_at") {
			t.Errorf("with a rejected time: %s", wrong.body)
		}
	})
}
