package api_test

import (
	"strings"
	"testing"
)

// The asker rates the answer, and says so again; another answer is not rated yet.
func TestRate(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, code, answer := w.answered(session, "rate-0001")
		rate := func(body string, o ...option) reply {
			return w.post("", "/v1/tracking/rate", body, append(o, receipt(code))...)
		}
		for _, wrong := range []string{`{"score":0}`, `{"score":6}`, `{"text":"x"}`, `{"score":4,"text":"` + strings.Repeat("x", 1001) + `"}`} {
			rate(wrong, match(answer.etag())).want(422)
		}
		rate(`{"score":4}`).want(428, "version_required")
		good := rate(`{"score":4,"text":" Cepat. "}`, match(answer.etag())).want(200)
		if good.at("rating/score") != 4.0 || good.text("rating/text") != "Cepat." {
			t.Errorf("rated: %s", good.body)
		}
		rate(`{"score":4,"text":"Cepat."}`, match(good.etag())).want(409, "nothing_changed")
		rate(`{"score":2}`, match(good.etag())).want(200)
		if q := w.get("staff", path).want(200); q.at("rating/score") != 2.0 || q.at("rating/text") != nil {
			t.Errorf("the holder reads %s", q.body)
		}
		if line := w.get("inspector", path+"/timeline"); line.at("items/4/score") != 4.0 || line.text("items/4/comment") != "Cepat." {
			t.Errorf("timeline %s", line.body)
		}
		w.move("moderator", path, "dispute", because, "in_progress")
		if again := w.move("staff", path, "answer", `{"text":"Lagi."}`, "answered"); again.at("rating") != nil {
			t.Errorf("another answer is rated: %s", again.body)
		}
	})
}

// A reissued receipt is the only one from then on.
func TestReissueReceipt(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, logged := w.capture(session, "reissue-1")
		old := logged.text("receipt")
		w.post("moderator", path+"/reissue-receipt", "", match(`"7"`)).want(412, "stale")
		got := w.post("moderator", path+"/reissue-receipt", "", match(`"1"`)).want(200)
		w.get("", "/v1/tracking", receipt(old)).want(404, "not_found")
		w.get("", "/v1/tracking", receipt(got.text("receipt"))).want(200)
		w.get("inspector", path+"/timeline").want(200).lacks(got.text("receipt"))
		w.replays(path)
		anonymous := w.post("moderator", session+"/questions", `{"text":"Siapa pemilik bengkok itu?","asker":{"kind":"anonymous"}}`, key("reissue-2")).want(201)
		w.post("moderator", "/v1/questions/"+anonymous.text("id")+"/reissue-receipt", "", match(`"1"`)).want(409, "anonymous_receipt")
	})
}
