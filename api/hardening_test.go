package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestGuessesAtOnce makes many wrong logins at the same moment: no more of them
// are looked at than when they come one by one.
func TestGuessesAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		var mu sync.Mutex
		statuses := map[int]int{}
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				got := w.post("", "/v1/login", `{"username":"moderator","password":"wrong-wrong"}`)
				mu.Lock()
				defer mu.Unlock()
				statuses[got.status]++
			})
		}
		wg.Wait()
		if looked := statuses[http.StatusUnauthorized]; looked < 1 || looked > 6 || statuses[429] != 20-looked {
			t.Errorf("statuses %v, want at most six 401 and else 429", statuses)
		}
	})
}

func TestOnlyTheSessionsModeratorsCapture(t *testing.T) {
	w := newWorld(t, "sqlite:"+t.TempDir()+"/a.db")
	other := w.post("admin", "/v1/users", `{"username":"lain","name":"Lain","role":"moderator","language":"id","password":"0123456789"}`).want(201)
	planned := w.post("moderator", "/v1/sessions", `{"title":"Rakorsus","date":"2026-11-19","kecamatan":["35.10.13"],"moderators":["`+
		other.text("id")+`"]}`).want(201)
	path := "/v1/sessions/" + planned.text("id")
	w.post("moderator", path+"/open", "", match(planned.etag())).want(200)
	w.post("moderator", path+"/questions", question, key("mine-not-yours")).want(403, "forbidden")
}

func TestNoBodyWhereNoneBelongs(t *testing.T) {
	w := newWorld(t, "sqlite:"+t.TempDir()+"/a.db")
	session, _ := w.openSession("never")
	path, _ := w.capture(session, "no-body-1")
	w.move("moderator", path, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
	w.post("staff", path+"/accept", `{"x":1}`, match(`"2"`)).want(400, "unexpected_body")
	w.post("staff", path+"/accept", "", match(`"2"`)).want(200)
}

func TestFaultsAreBounded(t *testing.T) {
	w := newWorld(t, "sqlite:"+t.TempDir()+"/a.db")
	session, _ := w.openSession("never")
	var members strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&members, `"x%d":1,`, i)
	}
	got := w.post("moderator", session+"/questions", "{"+members.String()+`"text":"a"}`, key("too-many-faults"))
	if n := len(got.list("errors")); got.status != 400 || n == 0 || n > 100 {
		t.Errorf("status %d with %d errors", got.status, n)
	}
}

func TestAskerIsToldOnlyTheirOwnMoves(t *testing.T) {
	w := newWorld(t, "sqlite:"+t.TempDir()+"/a.db")
	session, _ := w.openSession("never")
	_, logged := w.capture(session, "asker-moves-1")
	got := w.post("", "/v1/tracking/confirm", "", with("Audiensi-Receipt", logged.text("receipt")), match(`"1"`)).want(409, "illegal_move")
	if moves := got.list("legal_moves"); slices.Contains(moves, any("assign")) {
		t.Errorf("legal moves of an asker: %v", moves)
	}
	w.get("", "/v1/tracking", with("Audiensi-Receipt", "ABCD")).want(401, "bad_receipt")
}

// TestRuleToARetiredDinasIsPassedOver retires the dinas of the first rule: the
// proposal then is the next one's.
func TestRuleToARetiredDinasIsPassedOver(t *testing.T) {
	w := newWorld(t, "sqlite:"+t.TempDir()+"/a.db")
	w.post("admin", "/v1/dinas", `{"code":"lama","name":"Lama","short_name":"Lama","kind":"dinas","successors":[],"requires_approval":false,"valid_to":"2020-12-31"}`).want(201)
	w.post("admin", "/v1/routing-rules", `{"position":1,"dinas":"lama"}`).want(201)
	session, _ := w.openSession("never")
	if _, got := w.capture(session, "retired-1"); got.text("proposal/dinas") != "dispendukcapil" {
		t.Errorf("proposal %v", got.at("proposal"))
	}
}
