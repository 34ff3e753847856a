package api_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A dinas that ended hands what it holds open to its successor, as it stands.
func TestHandOver(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		var paths []string
		for i, way := range [][]step{
			nil,
			{{"dpmd", "accept", ""}},
			{{"dpmd", "accept", ""}, {"dpmd", "ask-back", `{"message":"Tanah yang mana?"}`}},
			{{"dpmd", "accept", ""}, {"dpmd", "answer", `{"text":"Sudah."}`}},
		} {
			path, _ := w.capture(session, fmt.Sprintf("handover-%d", i))
			for _, s := range append([]step{{"moderator", "assign", `{"dinas":"dpmd"}`}}, way...) {
				w.post(s.who, path+"/"+s.move, s.body, match(w.get("moderator", path).etag())).want(200)
			}
			paths = append(paths, path)
		}
		act := `{"to":"dinsos","reason":"Perda 8/2026: DPMD dilebur."}`
		w.post("moderator", "/v1/dinas/dpmd/hand-over", act).want(403, "forbidden")
		w.post("admin", "/v1/dinas/tiada/hand-over", act).want(404, "not_found")
		w.post("admin", "/v1/dinas/dpmd/hand-over", act).want(409, "dinas_not_ended")
		ended := `{"code":"dpmd","name":"Dinas Pemberdayaan Masyarakat dan Desa","short_name":"DPMD","kind":"dinas","valid_to":"2026-11-20","successors":["dinsos"]}`
		w.do("admin", "PUT", "/v1/dinas/dpmd", ended, match(w.get("admin", "/v1/dinas/dpmd").etag())).want(200)
		w.post("admin", "/v1/dinas/dpmd/hand-over", act).want(409, "dinas_not_ended")
		w.later(3 * day)
		w.post("admin", "/v1/dinas/dpmd/hand-over", `{"to":"bpkad","reason":"x"}`).want(422, "invalid_input")
		w.post("admin", "/v1/dinas/dpmd/hand-over", `{"to":"dinsos","reason":" "}`).want(422, "invalid_input")
		if got := w.post("admin", "/v1/dinas/dpmd/hand-over", act, key("hand-over-1")).want(200); got.at("handed_over") != 3.0 {
			t.Errorf("handed over: %s", got.body)
		}
		if got := w.post("admin", "/v1/dinas/dpmd/hand-over", act, key("hand-over-1")).want(200); got.at("handed_over") != 3.0 {
			t.Errorf("the same key again: %s", got.body)
		}
		if got := w.post("admin", "/v1/dinas/dpmd/hand-over", act).want(200); got.at("handed_over") != 0.0 {
			t.Errorf("handed over again: %s", got.body)
		}
		var states []string
		for _, path := range paths {
			q := w.get("moderator", path).want(200)
			states = append(states, q.text("status")+" "+q.text("dinas")+" "+q.text("pending_ask_back/message"))
			w.replays(path)
		}
		want := []string{"assigned dinsos ", "in_progress dinsos ", "awaiting_asker dinsos Tanah yang mana?", "answered dpmd "}
		if diff := cmp.Diff(want, states); diff != "" {
			t.Errorf("states (-want +got):\n%s", diff)
		}
		line := w.get("inspector", paths[2]+"/timeline").want(200)
		if line.text("items/4/dinas") != "dpmd" || line.text("items/4/to_dinas") != "dinsos" || line.text("custodies/0/ended_how") != "handed_over" {
			t.Errorf("timeline %s", line.body)
		}
		w.move("moderator", paths[2], "reply", `{"message":"Yang di utara."}`, "in_progress")
		w.move("dinsos", paths[2], "answer", `{"text":"Baik."}`, "answered")
	})
}
