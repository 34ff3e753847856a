package api_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestIdempotency(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		body := `{"title":"Rakorsus","date":"2026-11-19","kecamatan":["35.10.13"]}`
		first := w.post("moderator", "/v1/sessions", body, key("plan-1")).want(201)
		again := w.post("moderator", "/v1/sessions", body, key("plan-1")).want(201)
		if again.text("id") != first.text("id") || again.header.Get("Idempotency-Replayed") != "true" || again.etag() != first.etag() {
			t.Errorf("replayed %v %s", again.header, again.body)
		}
		if first.header.Get("Idempotency-Replayed") != "" {
			t.Error("the first reply says that it is a replay")
		}
		w.post("moderator", "/v1/sessions", strings.Replace(body, "Rakorsus", "Lain", 1), key("plan-1")).want(422, "key_reused")
		w.post("admin", "/v1/users", `{"username":"xyz","name":"X","role":"inspector","password":"0123456789","language":"id"}`, key("plan-1")).want(201)
		if n := len(w.get("moderator", "/v1/sessions").list("items")); n != 1 {
			t.Errorf("%d sessions", n)
		}
		w.closing(t, "/v1/sessions/"+first.text("id"), first.etag())
		w.refusedKeysStayFree(t, body)
	})
}

// closing takes several transactions, and its key is claimed once.
func (w *world) closing(t *testing.T, session, etag string) {
	t.Helper()
	open := w.post("moderator", session+"/open", "", match(etag), key("open-1")).want(200)
	path, _ := w.capture(session, "to be closed")
	w.move("moderator", path, "categorise", `{"category":"population_admin"}`, "captured")
	closed := w.post("moderator", session+"/close", "", match(open.etag()), key("close-1")).want(200)
	if diff := cmp.Diff([]any{strings.TrimPrefix(path, "/v1/questions/")}, closed.list("assigned")); diff != "" {
		t.Errorf("assigned: %s\n%s", diff, closed.body)
	}
	again := w.post("moderator", session+"/close", "", match(open.etag()), key("close-1")).want(200)
	if diff := cmp.Diff(string(closed.body), string(again.body)); diff != "" {
		t.Error(diff)
	}
	if again.header.Get("Idempotency-Replayed") != "true" {
		t.Error("closing again was no replay")
	}
}

// refusedKeysStayFree: what was refused did nothing, so its key can be used again.
func (w *world) refusedKeysStayFree(t *testing.T, body string) {
	t.Helper()
	w.post("moderator", "/v1/sessions", strings.Replace(body, "35.10.13", "35.10.99", 1), key("plan-2")).want(422, "invalid_input")
	w.post("moderator", "/v1/sessions", body, key("plan-2")).want(201)
}

// Ten attempts at once under one key do it once and get the same reply.
func TestIdempotencyAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		body := `{"title":"Rakorsus","date":"2026-11-19","kecamatan":["35.10.13"]}`
		ids := make([]string, 10)
		var all sync.WaitGroup
		for i := range ids {
			all.Go(func() {
				got := w.post("moderator", "/v1/sessions", body, key("at once"))
				if got.status != 201 {
					t.Errorf("status %d: %s", got.status, got.body)
				}
				ids[i] = got.text("id")
			})
		}
		all.Wait()
		for _, id := range ids {
			if id != ids[0] {
				t.Errorf("ids %v", ids)
			}
		}
		if n := len(w.get("moderator", "/v1/sessions").list("items")); n != 1 {
			t.Errorf("%d sessions", n)
		}
	})
}

// A capture sent again gets the same receipt, also by another moderator, after
// the question went on, and through a batch.
func TestCaptureReplay(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, first := w.capture(session, "capture-1")
		w.move("moderator", path, "categorise", `{"category":"other"}`, "captured")
		_, again := w.capture(session, "capture-1")
		if again.at("replayed") != true || first.at("replayed") != false {
			t.Errorf("replayed: first %v, again %v", first.at("replayed"), again.at("replayed"))
		}
		for _, member := range []string{"id", "receipt", "status", "recorded_at", "version"} {
			if diff := cmp.Diff(first.at(member), again.at(member)); diff != "" {
				t.Errorf("%s: %s", member, diff)
			}
		}
		w.post("moderator", session+"/questions", strings.Replace(question, "Jember", "Bali", 1), key("capture-1")).want(422, "key_reused")
		spaced := strings.ReplaceAll(question, ":", " : ")
		if got := w.post("moderator", session+"/questions", spaced, key("capture-1")).want(201); got.at("replayed") != true {
			t.Error("the layout of the JSON made it another question")
		}
		item := `{"key":"capture-1","captured_at":"2026-11-19T09:00:00+07:00",` + strings.TrimPrefix(question, "{")
		batch := w.post("moderator", session+"/questions:batch", `{"items":[`+item+`]}`).want(200)
		if batch.text("items/0/outcome") != "replayed" || batch.text("items/0/captured/receipt") != first.text("receipt") {
			t.Errorf("batch %s", batch.body)
		}
	})
}

func TestBatch(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		w.capture(session, "live-0001")
		asker := `"asker":{"kind":"anonymous"}`
		body := `{"items":[
			{"key":"batch-01","captured_at":"2026-11-19T08:30:00+07:00","text":"Satu?",` + asker + `},
			{"key":"batch-02","captured_at":"2026-11-19T08:31:00+07:00","text":"a\u0000b",` + asker + `},
			{"key":"batch-03","captured_at":"kemarin","text":"Tiga?",` + asker + `},
			{"key":"batch-04","captured_at":"2026-11-19T08:32:00+07:00","text":"Empat?",` + asker + `,"nik":"1"},
			7,
			{"key":"live-0001","captured_at":"2026-11-19T08:33:00+07:00","text":"Lain?",` + asker + `},
			{"key":"x","captured_at":"2026-11-19T08:33:00+07:00","text":"Pendek?",` + asker + `},
			{"key":"batch-08","captured_at":"2026-11-18T23:59:00+07:00","text":"Kemarin?",` + asker + `}]}`
		want := []string{"batch-01 created ", "batch-02 refused invalid_input", "batch-03 refused invalid_input",
			"batch-04 refused malformed_body", " refused malformed_body", "live-0001 refused key_reused",
			"x refused invalid_input", "batch-08 created "}
		got := w.post("moderator", session+"/questions:batch", body).want(200)
		if diff := cmp.Diff(want, outcomes(got)); diff != "" {
			t.Errorf("outcomes (-want +got):\n%s", diff)
		}
		if got.at("items/7/captured/flags/device_time_rejected") != true || got.at("items/0/captured/flags/device_time_rejected") != false {
			t.Errorf("flags %s", got.body)
		}
		want[0], want[7] = "batch-01 replayed ", "batch-08 replayed "
		again := w.post("moderator", session+"/questions:batch", body).want(200)
		if diff := cmp.Diff(want, outcomes(again)); diff != "" {
			t.Errorf("again (-want +got):\n%s", diff)
		}
		if again.text("items/0/captured/receipt") != got.text("items/0/captured/receipt") {
			t.Error("another receipt")
		}
		w.post("moderator", "/v1/sessions/0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11/questions:batch", body).want(404, "not_found")
		w.post("moderator", session+"/questions:batch", `{"items":[]}`).want(422, "invalid_input")
	})
}

func outcomes(r reply) (list []string) {
	for _, item := range r.list("items") {
		m := item.(map[string]any)
		code := ""
		if p, ok := m["problem"].(map[string]any); ok {
			code = p["code"].(string)
		}
		list = append(list, m["key"].(string)+" "+m["outcome"].(string)+" "+code)
	}
	return list
}

func TestTracking(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		_, made := w.capture(session, "tracked-1")
		code := made.text("receipt")
		w.get("", "/v1/tracking").want(401, "unauthenticated")
		w.get("moderator", "/v1/tracking").want(401, "unauthenticated")
		bad := w.get("", "/v1/tracking", receipt("0000-0000-0000-1")).want(401)
		if diff := cmp.Diff([]string{"#Audiensi-Receipt receipt"}, bad.pointers()); diff != "" {
			t.Error(diff)
		}
		w.get("", "/v1/tracking", receipt("0000-0000-0000-0")).want(404, "not_found")
		got := w.get("", "/v1/tracking", receipt(strings.ReplaceAll(code, "-", " "))).want(200)
		if got.text("session/title") != "Rakorsus Srono" || got.text("status") != "captured" {
			t.Errorf("tracked %s", got.body)
		}
		w.post("", "/v1/tracking/confirm", "", receipt(code)).want(428, "version_required")
		w.post("", "/v1/tracking/confirm", "", receipt(code), match(`"9"`)).want(412, "stale")
		w.post("", "/v1/tracking/confirm", "", receipt(code), match(got.etag())).want(409, "illegal_move")
	})
}
