package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const threeParts = `{"parts":[{"text":"KK warga kami yang pindah dari Jember belum jadi."},{"text":"SPPT PBB tanah bengkok belum dibagikan."},{"text":"Jalan ke pasar rusak."}]}`

// splits splits a captured question and returns its address, receipt and parts'.
func (w *world) splits(session, name string) (path, code string, parts []string) {
	w.t.Helper()
	path, made := w.capture(session, name)
	got := w.move("moderator", path, "split", threeParts, "split")
	for _, id := range got.list("parts") {
		parts = append(parts, "/v1/questions/"+id.(string))
	}
	return path, made.text("receipt"), parts
}

// answersPart carries the part to an answer.
func (w *world) answersPart(path string) {
	w.t.Helper()
	w.move("moderator", path, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
	w.move("staff", path, "accept", "", "in_progress")
	w.move("staff", path, "answer", `{"text":"Sudah kami urus."}`, "answered")
}

// Each part goes its own way; the asker follows all with one receipt, and the
// question resolves with the last.
func TestSplit(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, code, parts := w.splits(session, "split-whole")
		w.inherits(path, parts)
		w.answersPart(parts[0])
		w.move("moderator", parts[2], "dismiss", because, "dismissed")
		seen := w.follow(code)
		if seen.text("status") != "split" || len(seen.list("parts")) != 3 || seen.text("parts/0/answer/text") != "Sudah kami urus." ||
			seen.text("parts/0/dinas") != "Dinas Kependudukan dan Pencatatan Sipil" || seen.at("parts/1/part") != 2.0 || seen.text("parts/2/status") != "dismissed" {
			t.Errorf("its asker sees %s", seen.body)
		}
		w.askBackOnPart(parts[1], code)
		for _, n := range []string{"1", "2"} {
			one := w.get("", "/v1/tracking?part="+n, receipt(code)).want(200)
			w.post("", "/v1/tracking/confirm?part="+n, "", receipt(code), match(one.etag())).want(200)
		}
		if got := w.get("moderator", path).want(200); got.text("status") != "split" || got.text("resolved_how") != "with_parts" || got.text("resolved_at") == "" {
			t.Errorf("after the last part %s", got.body)
		}
		w.move("moderator", parts[0], "reopen", because, "in_progress")
		if got := w.get("moderator", path).want(200); got.at("resolved_at") != nil {
			t.Errorf("after a part was reopened %s", got.body)
		}
		want := []string{"captured by user", "split by user", "part_settled by system", "part_settled by system", "part_settled by system",
			"parts_resolved by system", "part_reopened by system", "parts_reopened by system"}
		if diff := cmp.Diff(want, w.steps(path, 0)); diff != "" {
			t.Errorf("timeline (-want +got):\n%s", diff)
		}
		for _, at := range append(parts, path) {
			w.replays(at)
		}
	})
}

// inherits asserts what the parts have of their parent.
func (w *world) inherits(path string, parts []string) {
	w.t.Helper()
	parent := w.get("moderator", path).want(200)
	for i, at := range parts {
		got := w.get("moderator", at).want(200)
		if got.text("status") != "captured" || got.text("part_of") != parent.text("id") || got.at("part") != float64(i+1) ||
			got.text("asker/name") != "Suparno" || got.text("session_id") != parent.text("session_id") || got.text("occurred_at") != parent.text("occurred_at") ||
			got.at("spoken_order") != parent.at("spoken_order") || got.at("proposal") == nil {
			w.t.Errorf("part %d: %s", i+1, got.body)
		}
	}
	if got := w.get("moderator", parts[0]).text("proposal/dinas"); got != "dispendukcapil" {
		w.t.Errorf("the first part is proposed for %q", got)
	}
}

// askBackOnPart lets the asker reply and dispute with the parent's receipt.
func (w *world) askBackOnPart(path, code string) {
	w.t.Helper()
	w.move("moderator", path, "assign", `{"dinas":"dpmd"}`, "assigned")
	w.move("dpmd", path, "accept", "", "in_progress")
	w.move("dpmd", path, "ask-back", `{"message":"Blok berapa?"}`, "awaiting_asker")
	seen := w.get("", "/v1/tracking?part=2", receipt(code)).want(200)
	if seen.text("ask_back/message") != "Blok berapa?" || !cmp.Equal(seen.list("moves"), []any{"reply", "attach"}) {
		w.t.Errorf("asked back %s", seen.body)
	}
	w.post("", "/v1/tracking/reply?part=2", `{"message":"Blok 3"}`, receipt(code), match(seen.etag())).want(200)
	w.move("dpmd", path, "answer", `{"text":"Dibagikan Senin."}`, "answered")
	seen = w.get("", "/v1/tracking?part=2", receipt(code)).want(200)
	w.post("", "/v1/tracking/dispute?part=2", because, receipt(code), match(seen.etag())).want(200)
	w.move("dpmd", path, "answer", `{"text":"Sudah dibagikan."}`, "answered")
}

// What a key was used for on one part is not replayed for another.
func TestKeysOfParts(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		_, code, parts := w.splits(session, "keys-of-parts")
		w.answersPart(parts[0])
		w.answersPart(parts[1])
		one, two := w.get("", "/v1/tracking?part=1", receipt(code)), w.get("", "/v1/tracking?part=2", receipt(code))
		first := w.post("", "/v1/tracking/confirm?part=1", "", receipt(code), match(one.etag()), key("of a part")).want(200)
		again := w.post("", "/v1/tracking/confirm?part=1", "", receipt(code), match(one.etag()), key("of a part")).want(200)
		if string(first.body) != string(again.body) {
			t.Errorf("again %s", again.body)
		}
		w.post("", "/v1/tracking/confirm?part=2", "", receipt(code), match(two.etag()), key("of a part")).want(422, "key_reused")
		w.get("", "/v1/tracking?part=4", receipt(code)).want(422, "invalid_input")
		w.get("", "/v1/tracking?part=0", receipt(code)).want(422, "invalid_input")
		w.post("", "/v1/tracking/confirm", "", receipt(code), match(w.follow(code).etag())).want(409, "illegal_move")
	})
}

func TestSplitIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _, parts := w.splits(session, "refused-1")
		plain, _ := w.capture(session, "refused-2")
		for _, c := range []struct {
			path, body, code string
			status           int
		}{
			{parts[0], twoParts, "split_of_split", http.StatusConflict},
			{path, twoParts, "illegal_move", http.StatusConflict},
			{parts[0], "", "part_receipt", http.StatusConflict},
			{plain, `{"parts":[{"text":"Satu saja."}]}`, "invalid_input", 422},
			{plain, `{"parts":[` + strings.TrimSuffix(strings.Repeat(`{"text":"Bagian."},`, 11), ",") + `]}`, "invalid_input", 422},
			{plain, `{"parts":[{"text":"Satu."},{"text":"  "}]}`, "invalid_input", 422},
			{plain, `{"parts":[{"text":"Satu."},{"text":"` + strings.Repeat("a", 4001) + `"}]}`, "invalid_input", 422},
			{plain, `{}`, "invalid_input", 422},
		} {
			at := c.path + "/split"
			if c.code == "part_receipt" {
				at = c.path + "/reissue-receipt"
			}
			got := w.post("moderator", at, c.body, match(w.get("moderator", c.path).etag()))
			if got.status != c.status || got.text("code") != c.code || strings.Contains(got.text("detail"), "{") {
				t.Errorf("%s: %d %s, want %s", c.body, got.status, got.body, c.code)
			}
		}
		if moves := w.get("moderator", parts[0]).list("moves"); slices.Contains(moves, any("split")) {
			t.Errorf("moves of a part %v", moves)
		}
		w.post("staff", plain+"/split", twoParts, match(`"1"`)).want(403, "forbidden")
		w.post("moderator", plain+"/split", twoParts).want(428, "version_required")
	})
}

// A split can be undone while nothing was begun for its parts; they end for good.
func TestUnsplit(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, made := w.capture(session, "unsplit-1")
		w.move("moderator", path, "assign", `{"dinas":"dpmd"}`, "assigned")
		w.move("dpmd", path, "accept", "", "in_progress")
		var parts []string
		for _, id := range w.move("moderator", path, "split", threeParts, "split").list("parts") {
			parts = append(parts, "/v1/questions/"+id.(string))
		}
		w.move("moderator", parts[1], "assign", `{"dinas":"dinsos"}`, "assigned")
		w.move("moderator", parts[2], "dismiss", because, "dismissed")
		busy := w.post("moderator", path+"/unsplit", because, match(w.get("moderator", path).etag())).want(409, "parts_underway")
		if !strings.Contains(busy.text("detail"), "2 (diteruskan)") {
			t.Errorf("busy %s", busy.body)
		}
		w.move("moderator", parts[1], "recall", because, "captured")
		got := w.move("moderator", path, "unsplit", because, "in_progress")
		if got.text("dinas") != "dpmd" || got.at("parts") != nil {
			t.Errorf("unsplit %s", got.body)
		}
		for _, at := range parts {
			part := w.get("moderator", at).want(200)
			if part.text("status") != "dismissed" || slices.Contains(part.list("moves"), any("reopen")) {
				t.Errorf("part %s", part.body)
			}
			w.post("moderator", at+"/reopen", because, match(part.etag())).want(409, "parent_unsplit")
			w.replays(at)
		}
		w.replays(path)
		if seen := w.follow(made.text("receipt")); seen.text("status") != "in_progress" || seen.at("parts") != nil {
			t.Errorf("its asker sees %s", seen.body)
		}
		again := w.move("moderator", path, "split", twoParts, "split")
		if len(again.list("parts")) != 2 {
			t.Errorf("split again %s", again.body)
		}
	})
}

// A part that is merged into another question is open until that one's resolution
// has reached it.
func TestMergedPart(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, code, parts := w.splits(session, "merged-part")
		lead, _, _ := w.answered(session, "merged-part-lead")
		w.merges(parts[0], lead)
		w.move("moderator", parts[1], "dismiss", because, "dismissed")
		w.move("moderator", parts[2], "dismiss", because, "dismissed")
		if got := w.get("moderator", path); got.at("resolved_at") != nil {
			t.Errorf("resolved before the merged part is: %s", got.body)
		}
		if seen := w.follow(code); seen.text("parts/0/status") != "answered" || seen.text("parts/0/answer/text") != "KK sudah terbit." {
			t.Errorf("its asker sees %s", seen.body)
		}
		w.move("moderator", lead, "confirm", "", "resolved")
		if got := w.get("moderator", path); got.text("resolved_how") != "with_parts" {
			t.Errorf("not resolved with the merged part: %s", got.body)
		}
		w.move("moderator", parts[0], "unmerge", because, "captured")
		if got := w.get("moderator", path); got.at("resolved_at") != nil {
			t.Errorf("resolved while a part is open: %s", got.body)
		}
		for _, at := range append(parts, path, lead) {
			w.replays(at)
		}
	})
}
