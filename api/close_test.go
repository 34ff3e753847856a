package api_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	asPopulation = `{"category":"population_admin"}`
	toDPMD       = `{"dinas":"dpmd"}`
	because      = `{"reason":"Begini alasannya."}`
)

// backInTriage captures a question for each way back to triage, and returns
// their addresses by the way.
func (w *world) backInTriage(session string) map[string]string {
	w.t.Helper()
	paths := map[string]string{}
	for _, way := range []string{"returned", "recalled", "disputed", "reopened"} {
		paths[way], _ = w.capture(session, "back-"+way)
	}
	w.move("moderator", paths["returned"], "assign", toDPMD, "assigned")
	w.move("dpmd", paths["returned"], "return", because, "captured")
	w.move("moderator", paths["recalled"], "assign", toDPMD, "assigned")
	w.move("moderator", paths["recalled"], "recall", because, "captured")
	w.move("moderator", paths["disputed"], "answer-on-the-spot", `{"answer":"Bisa.","answered_by":"Bupati"}`, "answered")
	w.move("moderator", paths["disputed"], "dispute", because, "captured")
	w.move("moderator", paths["reopened"], "dismiss", because, "dismissed")
	w.move("moderator", paths["reopened"], "reopen", because, "captured")
	w.login()
	return paths
}

// What came back to triage is a moderator's to decide: closing assigns only
// what has waited since it was captured, and counts the rest as waiting.
func TestCloseAssignsWhatWaitsSinceCapture(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.app.Triage = words{} // proposes nothing that may be assigned
		session, etag := w.openSession("on_close")
		fresh, logged := w.capture(session, "fresh-01")
		w.move("moderator", fresh, "categorise", asPopulation, "captured")
		w.capture(session, "uncategorised")
		back := w.backInTriage(session)
		for _, path := range back {
			w.move("moderator", path, "categorise", asPopulation, "captured")
		}
		closed := w.post("moderator", session+"/close", "", match(etag)).want(200)
		if diff := cmp.Diff([]any{logged.text("id")}, closed.list("assigned")); diff != "" {
			t.Errorf("assigned (-want +got):\n%s", diff)
		}
		if got := closed.at("unassigned"); got != 5.0 {
			t.Errorf("%v wait in triage, want 5", got)
		}
		for way, path := range back {
			if got := w.get("moderator", path).text("status"); got != "captured" {
				t.Errorf("%s: %s", way, got)
			}
		}
		if got := w.get("moderator", fresh); got.text("dinas") != "dispendukcapil" {
			t.Errorf("fresh: %s", got.body)
		}
	})
}

// A session that assigns at once keeps to the same rule.
func TestAtOnceAssignsWhatWaitsSinceCapture(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.app.Triage = words{}
		session, _ := w.openSession("at_once")
		fresh, _ := w.capture(session, "fresh-01")
		w.move("moderator", fresh, "categorise", asPopulation, "assigned")
		for _, path := range w.backInTriage(session) {
			w.move("moderator", path, "categorise", asPopulation, "captured")
		}
	})
}

// A proposal that is sure enough is assigned without a moderator: when the
// session closes, or at once; the reply to the capture sent again is the same.
func TestSureProposalsAreAssigned(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, etag := w.openSession("on_close")
		_, sure := w.capture(session, "sure-0001")
		w.say(session, "Nuwun sewu.")
		closed := w.post("moderator", session+"/close", "", match(etag)).want(200)
		if diff := cmp.Diff([]any{sure.text("id")}, closed.list("assigned")); diff != "" || closed.at("unassigned") != 1.0 {
			t.Errorf("closed %s: %s", closed.body, diff)
		}
		got := w.get("moderator", "/v1/questions/"+sure.text("id")).want(200)
		if got.text("category") != "population_admin" || got.text("dinas") != "dispendukcapil" || got.text("class") == "" {
			t.Errorf("assigned %s", got.body)
		}
		session, _ = w.openSession("at_once")
		path, first := w.capture(session, "sure-0002")
		w.move("staff", path, "accept", "", "in_progress")
		_, again := w.capture(session, "sure-0002")
		for _, member := range []string{"id", "receipt", "status", "version"} {
			if first.at(member) != again.at(member) || first.text("status") != "assigned" {
				t.Errorf("%s: %v, again %v", member, first.at(member), again.at(member))
			}
		}
	})
}
