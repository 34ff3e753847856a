package api_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
)

// What is merged or split is not found as similar, nor proposed to be merged
// again; what others are merged into is proposed only to take in more.
func TestMergedIsNotProposedAgain(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		first, second, third := w.asks(session, lostCard), w.asks(session, cardGone), w.asks(session, cardLost)
		w.merges("/v1/questions/"+first, "/v1/questions/"+second)
		got := w.get("moderator", session+"/merge-proposals").want(200)
		if len(got.list("items")) != 1 || got.text("items/0/question/id") != second || got.text("items/0/with/0/question/id") != third {
			t.Errorf("proposals %s", got.body)
		}
		similar := w.get("moderator", "/v1/questions/"+third+"/similar?limit=1").want(200)
		if similar.text("items/0/question/id") != second {
			t.Errorf("similar %s", similar.body)
		}
		w.move("moderator", "/v1/questions/"+third, "split", twoParts, "split")
		if got := w.get("moderator", session+"/merge-proposals").want(200); len(got.list("items")) != 0 {
			t.Errorf("proposals after the split %s", got.body)
		}
		for _, item := range w.get("moderator", "/v1/questions/"+second+"/similar?limit=50").want(200).list("items") {
			q := item.(map[string]any)["question"].(map[string]any)
			if slices.Contains([]any{"merged", "split"}, q["status"]) {
				t.Errorf("similar: %v", q)
			}
		}
	})
}

// An answer reaches all that are merged, also more than are loaded together.
func TestAnswerReachesMany(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const many = 103
		session, _ := w.openSession("never")
		lead, _ := w.capture(session, "many-lead")
		w.captureMany(session, many)
		list := w.get("moderator", "/v1/questions?limit=200&sort=captured_at").want(200)
		version := 1
		for _, item := range list.list("items") {
			id := item.(map[string]any)["id"].(string)
			if "/v1/questions/"+id == lead {
				continue
			}
			w.post("moderator", "/v1/questions/"+id+"/merge", fmt.Sprintf(`{"into":%q,"into_version":%d}`, lead[len("/v1/questions/"):], version), match(`"1"`)).want(200)
			version++
		}
		w.move("moderator", lead, "answer-on-the-spot", `{"answer":"Bisa.","answered_by":"Bupati"}`, "answered")
		merged := w.get("moderator", lead+"/merged").want(200).list("items")
		if len(merged) != many {
			t.Fatalf("%d are merged, want %d", len(merged), many)
		}
		for i, item := range merged {
			if q := item.(map[string]any); q["answered_at"] == nil || q["window_ends_at"] == nil {
				t.Errorf("question %d of %d was not reached: %v", i, many, q)
			}
		}
		w.replays(lead)
	})
}

// Parts that are settled at the same time are all counted: the question resolves
// with the last, whichever that is.
func TestPartsSettledAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		for round := range 5 {
			path, _, parts := w.splits(session, fmt.Sprintf("parts at once %d", round))
			var group sync.WaitGroup
			for _, at := range parts {
				etag := w.get("moderator", at).etag()
				group.Go(func() {
					if got := w.post("moderator", at+"/dismiss", because, match(etag)); got.status != 200 {
						t.Errorf("a part was not dismissed: %d %s", got.status, got.body)
					}
				})
			}
			group.Wait()
			if got := w.get("moderator", path).want(200); got.text("resolved_how") != "with_parts" {
				t.Errorf("all parts are dismissed: %s", got.body)
			}
			w.replays(path)
		}
	})
}
