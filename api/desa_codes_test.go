package api_test

import (
	"strings"
	"testing"

	"audiensi/api"
	"audiensi/repository/testdb"
)

// The code of a desa shows what was asked from there in its session, and nothing else.
func TestDesaCodes(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "desa-0001")
		w.post("moderator", session+"/questions", `{"text":"Dari tempat lain.","asker":{"kind":"anonymous"}}`, key("desa-0002")).want(201)
		other, _ := w.openSession("never")
		w.capture(other, "desa-0003")
		w.post("staff", session+"/desa-codes", `{}`).want(403, "forbidden")
		w.post("moderator", session+"/desa-codes", `{"desa":["35.10.99.2001"]}`).want(422, "invalid_input")
		issued := w.post("moderator", session+"/desa-codes", `{}`).want(201)
		if issued.text("items/0/desa") != "35.10.13.2004" || len(issued.list("items")) != 1 {
			t.Fatalf("issued %s", issued.body)
		}
		code := with("Audiensi-Desa-Code", strings.ToLower(issued.text("items/0/code")))
		w.move("moderator", path, "assign", `{"dinas":"dpmd"}`, "assigned")
		seen := w.get("", "/v1/tracking/desa", code).want(200).lacks("Suparno").lacks("0812")
		if seen.text("desa") != "Sukomaju" || len(seen.list("items")) != 1 || seen.text("items/0/status") != "assigned" ||
			seen.text("items/0/dinas") != "Dinas Pemberdayaan Masyarakat dan Desa" {
			t.Errorf("the kades sees %s", seen.body)
		}
		w.get("", "/v1/tracking", receipt(issued.text("items/0/code"))).want(404, "not_found")
		w.get("", "/v1/tracking/desa").want(401, "unauthenticated")
		w.get("", "/v1/tracking/desa", with("Audiensi-Desa-Code", "7ZK2-93QX")).want(401, "bad_receipt")
		page := w.post("moderator", session+"/desa-codes?format=html", `{"desa":["35.10.13.2004"]}`).want(201)
		if body := string(page.body); !strings.Contains(body, "Sukomaju") || !strings.Contains(page.header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("page %s", body)
		}
		w.get("", "/v1/tracking/desa", code).want(404, "not_found") // replaced by the printed one
	})
}

// Who guesses has to wait, the longer the more, whatever the limits of the moment
// let pass, and after a restart too; a network of IPv6 counts as one.
func TestGuessesHaveToWait(t *testing.T) {
	dsn := "sqlite:" + testdb.SQLiteFile(t)
	free := func(c *api.Config) { c.Limits.WrongReceipt = 1 }
	w := newWorld(t, dsn, free)
	session, _ := w.openSession("never")
	_, logged := w.capture(session, "guess-001")
	wrong := receipt("0000-0000-0001-1")
	for range 51 {
		w.get("", "/v1/tracking", wrong).want(404, "not_found")
	}
	w.get("", "/v1/tracking", receipt(logged.text("receipt"))).want(429, "too_many_requests")
	again := &world{t: t, store: w.store, tokens: w.tokens, users: w.users, now: w.now, app: w.app}
	server, err := api.New(api.Config{App: w.app, Operations: w.store, Ready: w.store.Ping, Version: "test", Logger: quiet, Limits: api.Limits{ReceiptBurst: 1000}})
	must(t, err)
	again.server = server
	if got := again.get("", "/v1/tracking", wrong).want(429, "too_many_requests"); got.header.Get("Retry-After") == "" {
		t.Error("no Retry-After after a restart")
	}
	w.pass(2e9)
	w.get("", "/v1/tracking", receipt(logged.text("receipt"))).want(200)
	for i := range 9 {
		w.pass(1 << i * 2e9)
		w.get("", "/v1/tracking", wrong).want(404, "not_found")
	}
	w.pass(4 * 60e9)
	w.get("", "/v1/tracking", wrong).want(429, "too_many_requests")
	w.pass(25 * 60 * 60e9)
	w.get("", "/v1/tracking", receipt(logged.text("receipt"))).want(200)
}

// A list of one attendee's questions.
func TestQuestionsOfAnAttendee(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		at := w.post("moderator", session+"/attendees", `{"name":"Suparno","role":"kades","desa":"35.10.13.2004"}`).want(201).text("id")
		for _, name := range []string{"attendee-1", "attendee-2"} {
			w.post("moderator", session+"/questions", `{"text":"Bagaimana KTP warga?","asker":{"kind":"attendee","attendee_id":"`+at+`"}}`, key(name)).want(201)
		}
		w.capture(session, "attendee-3")
		if got := w.get("moderator", "/v1/questions?attendee_id="+at).want(200); len(got.list("items")) != 2 {
			t.Errorf("of the attendee: %s", got.body)
		}
	})
}

// Only a code that leads nowhere counts as a guess, not what a right one asks for.
func TestRightCodesAreNoGuesses(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t), func(c *api.Config) { c.Limits.WrongReceipt = 1 })
	session, _ := w.openSession("never")
	_, logged := w.capture(session, "no-guess-1")
	right := receipt(logged.text("receipt"))
	for range 60 {
		w.get("", "/v1/tracking/attachments/0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11", right).want(404, "not_found")
	}
	w.get("", "/v1/tracking", right).want(200)
}
