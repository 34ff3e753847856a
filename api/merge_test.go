package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// merges merges the question at one path into that at another, as both are now.
func (w *world) merges(path, into string) reply {
	w.t.Helper()
	return w.post("moderator", path+"/merge", w.intoNow(into), match(w.get("moderator", path).etag())).want(200)
}

func (w *world) intoNow(into string) string {
	w.t.Helper()
	return fmt.Sprintf(`{"into":%q,"into_version":%v}`, strings.TrimPrefix(into, "/v1/questions/"), w.get("moderator", into).want(200).at("version"))
}

func (w *world) follow(code string) reply {
	w.t.Helper()
	return w.get("", "/v1/tracking", receipt(code)).want(200)
}

// The survivor's answer and resolution reach what is merged into it, in another
// session too; it keeps its state, and its asker sees nothing of who else asked.
func TestMergedFollowsItsSurvivor(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		one, _ := w.openSession("never")
		two, _ := w.openSession("never")
		lead, _ := w.capture(one, "merge-lead")
		made := w.post("moderator", two+"/questions", `{"text":"KK kulo dereng dados.","asker":{"kind":"walk_in","name":"Sumini","role":"resident"}}`,
			key("merge-other")).want(201)
		other, code := "/v1/questions/"+made.text("id"), made.text("receipt")
		w.move("moderator", lead, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
		w.move("moderator", other, "assign", `{"dinas":"dpmd"}`, "assigned")
		got := w.merges(other, lead)
		if got.text("status") != "merged" || got.text("merged_into") != strings.TrimPrefix(lead, "/v1/questions/") || got.at("dinas") != nil {
			t.Errorf("merged %s", got.body)
		}
		if seen := w.follow(code); seen.text("status") != "assigned" || seen.text("dinas") != "Dinas Kependudukan dan Pencatatan Sipil" || len(seen.list("moves")) > 0 {
			t.Errorf("its asker sees %s", seen.body)
		}
		w.move("staff", lead, "accept", "", "in_progress")
		w.move("staff", lead, "answer", `{"text":"KK sudah terbit."}`, "answered")
		seen := w.follow(code)
		if seen.text("status") != "answered" || seen.text("answer/text") != "KK sudah terbit." || seen.text("window_ends_at") == "" ||
			!cmp.Equal(seen.list("moves"), []any{"confirm", "dispute"}) {
			t.Errorf("its asker reads %s", seen.body)
		}
		if text := string(seen.body); strings.Contains(text, "Suparno") || strings.Contains(text, "Jember") || strings.Contains(text, "merged") {
			t.Errorf("its asker sees the other asker: %s", text)
		}
		w.move("moderator", lead, "confirm", "", "resolved")
		after := w.get("moderator", other).want(200)
		if after.text("status") != "merged" || after.text("resolved_how") != "with_survivor" || after.text("resolved_at") == "" ||
			w.follow(code).text("status") != "resolved" {
			t.Errorf("after the resolution %s", after.body)
		}
		want := []string{"captured by user", "assigned by user", "merged by user", "answer_reached by system", "resolution_reached by system"}
		if diff := cmp.Diff(want, w.steps(other, 0)); diff != "" {
			t.Errorf("timeline (-want +got):\n%s", diff)
		}
		w.replays(other)
		w.replays(lead)
		w.whoReadsMerged(t, lead, other)
	})
}

// whoReadsMerged: the texts are for those who see the survivor, names for few.
func (w *world) whoReadsMerged(t *testing.T, lead, other string) {
	t.Helper()
	for who, named := range map[string]bool{"moderator": true, "inspector": true, "admin": false, "staff": false} {
		list := w.get(who, lead+"/merged").want(200)
		if list.text("items/0/text") != "KK kulo dereng dados." || (list.text("items/0/asker/name") == "Sumini") != named {
			t.Errorf("%s reads %s", who, list.body)
		}
	}
	w.get("dpmd", lead+"/merged").want(404, "not_found")
	if was := w.get("dpmd", other).want(200); was.text("status") != "merged" || was.at("as_of_seq") != 3.0 {
		t.Errorf("who held it before sees %s", was.body)
	}
	if list := w.get("moderator", "/v1/questions?status=merged").want(200); len(list.list("items")) != 1 {
		t.Errorf("merged: %s", list.body)
	}
	line := w.get("moderator", lead+"/timeline").want(200)
	if line.text("items/2/kind") != "question.merged_in" || line.text("items/2/other_id") != strings.TrimPrefix(other, "/v1/questions/") {
		t.Errorf("the survivor's timeline %s", line.body)
	}
}

// Into an answered question: its answer reaches what is merged at once, and the
// asker who disputes it goes alone.
func TestDisputeDetachesOne(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		lead, _, _ := w.answered(session, "dispute-lead")
		paths, codes := make([]string, 3), make([]string, 3)
		for i, name := range []string{"dispute-1", "dispute-2", "dispute-3"} {
			var made reply
			paths[i], made = w.capture(session, name)
			codes[i] = made.text("receipt")
		}
		w.move("moderator", paths[1], "assign", `{"dinas":"dpmd"}`, "assigned")
		for _, path := range paths {
			w.merges(path, lead)
		}
		w.post("", "/v1/tracking/dispute", because, receipt(codes[0]), match(w.follow(codes[0]).etag())).want(200)
		w.move("moderator", paths[1], "dispute", because, "in_progress")
		w.post("", "/v1/tracking/confirm", "", receipt(codes[2]), match(w.follow(codes[2]).etag())).want(200)
		for i, want := range []struct{ status, dinas, how string }{
			{"in_progress", "dispendukcapil", ""}, {"in_progress", "dpmd", ""}, {"merged", "", "confirmed"}} {
			got := w.get("moderator", paths[i]).want(200)
			if got.text("status") != want.status || got.text("dinas") != want.dinas || got.text("resolved_how") != want.how || got.at("answer") != nil {
				t.Errorf("question %d: %s, want %v", i, got.body, want)
			}
			w.replays(paths[i])
		}
		if got := w.get("moderator", lead).want(200); got.at("merged_count") != 1.0 || got.text("status") != "answered" {
			t.Errorf("the survivor %s", got.body)
		}
		w.replays(lead)
	})
}

// The window ends for both at once, whoever notices first.
func TestSweepReachesMerged(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		for _, how := range []string{"sweep", "a move on the survivor", "a move on the merged"} {
			lead, _, answer := w.answered(session, "sweep-lead "+how)
			path, _ := w.capture(session, "sweep-other "+how)
			w.merges(path, lead)
			w.later(month)
			switch how {
			case "sweep":
				_, err := w.app.Sweep(t.Context())
				must(t, err)
			case "a move on the survivor":
				w.move("moderator", lead, "notes", `{"text":"Catatan.","visibility":"internal"}`, "resolved")
			default:
				w.move("moderator", path, "notes", `{"text":"Catatan.","visibility":"internal"}`, "merged")
			}
			for at, want := range map[string]string{lead: "window_ended", path: "with_survivor"} {
				got := w.get("moderator", at).want(200)
				if got.text("resolved_how") != want || got.text("resolved_at") != answer.text("window_ends_at") {
					t.Errorf("%s: %s, want %s", how, got.body, want)
				}
				w.replays(at)
			}
		}
	})
}

// A survivor that its own asker disputes is worked on again; for the others, whom
// its answer had reached, the time to dispute ends by itself.
func TestMergedEndsByItselfWhereTheSurvivorIsDisputed(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		lead, _, _ := w.answered(session, "alone-lead")
		path, made := w.capture(session, "alone-other")
		w.merges(path, lead)
		w.post("moderator", lead+"/dispute", because, match(w.get("moderator", lead).etag())).want(200)
		if got := w.follow(made.text("receipt")); got.text("status") != "answered" || got.text("answer/text") == "" {
			t.Errorf("its asker sees %s", got.body)
		}
		w.later(month)
		_, err := w.app.Sweep(t.Context())
		must(t, err)
		if got := w.get("moderator", path).want(200); got.text("status") != "merged" || got.text("resolved_how") != "window_ended" {
			t.Errorf("merged %s", got.body)
		}
		w.replays(path)
	})
}

func TestMergeIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		paths := map[string]string{}
		for _, name := range []string{"plain", "lead", "merged", "split", "dismissed", "resolved"} {
			paths[name], _ = w.capture(session, "refused "+name)
		}
		w.merges(paths["merged"], paths["lead"])
		w.move("moderator", paths["split"], "split", twoParts, "split")
		w.move("moderator", paths["dismissed"], "dismiss", because, "dismissed")
		w.move("moderator", paths["resolved"], "answer-on-the-spot", `{"answer":"Bisa.","answered_by":"Bupati"}`, "answered")
		w.move("moderator", paths["resolved"], "confirm", "", "resolved")
		for _, c := range []struct{ name, path, into, code string }{
			{"itself", "plain", "plain", "merge_itself"}, {"a merged one", "plain", "merged", "survivor_merged"},
			{"a split one", "plain", "split", "survivor_split"}, {"a dismissed one", "plain", "dismissed", "survivor_ended"},
			{"a resolved one", "plain", "resolved", "survivor_ended"}, {"a survivor", "lead", "plain", "has_merged"},
			{"one that is merged already", "merged", "plain", "illegal_move"},
		} {
			before := w.get("moderator", paths[c.into]).etag()
			got := w.post("moderator", paths[c.path]+"/merge", w.intoNow(paths[c.into]), match(w.get("moderator", paths[c.path]).etag()))
			if got.status != http.StatusConflict || got.text("code") != c.code || strings.Contains(got.text("detail"), "{") {
				t.Errorf("%s: %d %s", c.name, got.status, got.body)
			}
			if w.get("moderator", paths[c.into]).etag() != before {
				t.Errorf("%s changed the other", c.name)
			}
		}
		etag := match(w.get("moderator", paths["lead"]).etag())
		w.post("moderator", paths["lead"]+"/dismiss", because, etag).want(409, "has_merged")
		w.post("moderator", paths["lead"]+"/split", twoParts, etag).want(409, "has_merged")
		if moves := w.get("moderator", paths["lead"]).list("moves"); slices.Contains(moves, any("dismiss")) || slices.Contains(moves, any("merge")) {
			t.Errorf("a survivor's moves %v", moves)
		}
		w.badMerges(paths["plain"], paths["lead"])
	})
}

// badMerges sends what no merge is.
func (w *world) badMerges(path, lead string) {
	w.t.Helper()
	now := match(w.get("moderator", path).etag())
	unknown := `{"into":"0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11","into_version":1}`
	w.post("moderator", path+"/merge", unknown, now).want(422, "invalid_input")
	w.post("moderator", path+"/merge", `{"into":"x","into_version":1}`, now).want(422, "invalid_input")
	w.post("moderator", path+"/merge", `{"into_version":1}`, now).want(422, "invalid_input")
	w.post("moderator", path+"/merge", w.intoNow(lead)).want(428, "version_required")
	w.post("moderator", path+"/merge", w.intoNow(lead), match(`"99"`)).want(412, "stale")
	old := fmt.Sprintf(`{"into":%q,"into_version":1}`, strings.TrimPrefix(lead, "/v1/questions/"))
	stale := w.post("moderator", path+"/merge", old, now).want(412, "survivor_stale")
	if !strings.Contains(stale.text("detail"), "into_version") {
		w.t.Errorf("the detail says nothing to do: %s", stale.body)
	}
	w.post("staff", path+"/merge", w.intoNow(lead), now).want(403, "forbidden")
	w.post("moderator", path+"/unmerge", because, now).want(409, "illegal_move")
}

// Unmerged, a question is back where it stood, and nothing that reached it stays.
func TestUnmerge(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		lead, _, _ := w.answered(session, "unmerge-lead")
		path, made := w.capture(session, "unmerge-other")
		w.move("moderator", path, "assign", `{"dinas":"dpmd"}`, "assigned")
		w.move("dpmd", path, "accept", "", "in_progress")
		w.merges(path, lead)
		w.post("moderator", path+"/unmerge", `{}`, match(w.get("moderator", path).etag())).want(422)
		got := w.move("moderator", path, "unmerge", because, "in_progress")
		if got.text("dinas") != "dpmd" || got.at("answered_at") != nil || got.at("window_ends_at") != nil || got.at("merged_into") != nil {
			t.Errorf("unmerged %s", got.body)
		}
		if seen := w.follow(made.text("receipt")); seen.at("answer") != nil || seen.text("status") != "in_progress" {
			t.Errorf("its asker sees %s", seen.body)
		}
		line := w.get("inspector", path+"/timeline").want(200)
		if line.text("custodies/0/ended_how") != "merged" || line.at("custodies/1/accepted_at") == nil {
			t.Errorf("custodies %s", line.body)
		}
		w.replays(path)
		w.replays(lead)
		if left := w.get("moderator", lead+"/merged").want(200); len(left.list("items")) != 0 {
			t.Errorf("still merged: %s", left.body)
		}
	})
}

// Of two merges at once that cannot both be, one succeeds; the other is told that
// what it saw has changed.
func TestMergesAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		for round := range 5 {
			var p [4]string
			for i := range p {
				p[i], _ = w.capture(session, fmt.Sprintf("at once %d %d", round, i))
			}
			w.oneOf("crosswise", [2][2]string{{p[0], p[1]}, {p[1], p[0]}})
			w.oneOf("two into one", [2][2]string{{p[2], p[3]}, {w.lone(session, round), p[3]}})
			for _, path := range p {
				w.replays(path)
			}
		}
	})
}

func (w *world) lone(session string, round int) string {
	path, _ := w.capture(session, fmt.Sprintf("at once lone %d", round))
	return path
}

// oneOf makes both merges at the same time and asserts that exactly one is made.
func (w *world) oneOf(what string, pairs [2][2]string) {
	w.t.Helper()
	var bodies, etags [2]string
	for i, pair := range pairs {
		bodies[i], etags[i] = w.intoNow(pair[1]), w.get("moderator", pair[0]).etag()
	}
	var got [2]reply
	var group sync.WaitGroup
	for i, pair := range pairs {
		group.Go(func() { got[i] = w.post("moderator", pair[0]+"/merge", bodies[i], match(etags[i])) })
	}
	group.Wait()
	won, lost := got[0], got[1]
	if won.status != http.StatusOK {
		won, lost = lost, won
	}
	if won.status != http.StatusOK || lost.status != http.StatusPreconditionFailed && lost.status != http.StatusConflict {
		w.t.Errorf("%s: %d %s\nand %d %s", what, won.status, won.body, lost.status, lost.body)
	}
}

// An answer while others are merged in, or take themselves out, reaches exactly those
// that stay.
func TestAnswerWhileMerging(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		lead, _ := w.capture(session, "while-lead")
		w.move("moderator", lead, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
		w.move("staff", lead, "accept", "", "in_progress")
		paths := make([]string, 6)
		for i := range paths {
			paths[i], _ = w.capture(session, fmt.Sprintf("while-%02d", i))
			w.merges(paths[i], lead)
		}
		w.pass(time.Hour)
		var group sync.WaitGroup
		answered := w.get("staff", lead).etag()
		group.Go(func() { w.post("staff", lead+"/answer", `{"text":"Sudah."}`, match(answered)) })
		for _, path := range paths {
			etag := w.get("moderator", path).etag()
			group.Go(func() { w.post("moderator", path+"/notes", `{"text":"Catatan.","visibility":"internal"}`, match(etag)) })
		}
		group.Wait()
		if w.get("staff", lead).text("status") != "answered" {
			t.Errorf("notes on others kept the answer back")
		}
		for _, path := range paths {
			if got := w.get("moderator", path).want(200); got.text("answered_at") == "" {
				t.Errorf("not reached: %s", got.body)
			}
			w.replays(path)
		}
		w.replays(lead)
	})
}
