package api_test

import (
	"net/http"
	"testing"
)

// A dinas that is no more gets nothing back: a disputed answer of it and a
// reopened question go to triage.
func TestRetiredDinasGetsNothingBack(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		disputed, _, answer := w.answered(session, "retired-1")
		byAsker, code, own := w.answered(session, "retired-2")
		confirmed, _, _ := w.answered(session, "retired-3")
		w.login()
		w.move("moderator", confirmed, "confirm", "", "resolved")
		w.do("admin", http.MethodPut, "/v1/dinas/dispendukcapil", `{"code":"dispendukcapil","name":"Dispendukcapil",
			"short_name":"Dispendukcapil","kind":"dinas","valid_to":"2026-11-18"}`, match(`"1"`)).want(200)
		w.post("moderator", disputed+"/dispute", because, match(answer.etag())).want(200)
		w.post("", "/v1/tracking/dispute", because, receipt(code), match(own.etag())).want(200)
		w.move("moderator", confirmed, "reopen", because, "captured")
		for _, path := range []string{disputed, byAsker, confirmed} {
			if got := w.get("moderator", path).want(200); got.text("status") != "captured" || got.text("dinas") != "" {
				t.Errorf("%s", got.body)
			}
		}
	})
}
