package api_test

import "slices"

// Ways to the states for moves that need more than the state: a draft at a step,
// an open promise.
var (
	withPromise = slices.Concat(toProgress, []step{{"staff", "answer", `{"text":"Bisa.","promise":{"what":"Dikirim.","due":"2026-12-14"}}`}})
	disputed    = slices.Concat(withPromise, []step{{"moderator", "dispute", because}})
	recalled    = slices.Concat(disputed, []step{{"moderator", "recall", because}})
	promising   = map[string][]step{
		"answered": withPromise, "resolved": slices.Concat(withPromise, []step{{"moderator", "confirm", ""}}),
		"in_progress": disputed, "captured": recalled, "assigned": slices.Concat(recalled, toAssigned),
	}
	drafted   = drafting([]step{{"staff", "draft", `{"text":"Draf."}`}})
	submitted = drafting([]step{{"staff", "draft", `{"text":"Draf."}`}, {"staff", "submit", ""}})
)

// drafting adds the steps to the ways to the states in which drafts are made.
func drafting(steps []step) map[string][]step {
	ways := map[string][]step{}
	for _, s := range stages {
		if slices.Contains([]string{"in_progress", "answered", "resolved"}, s.name) {
			ways[s.name] = slices.Concat(s.path, steps)
		}
	}
	return ways
}

// answeringTable is the part of the table on drafts, amendments and promises.
var answeringTable = []row{
	{move: "draft", path: "draft", body: `{"text":"Draf lain."}`, who: []string{"staff", "approver", "bpkad"}, to: same("in_progress", "answered", "resolved"), kind: "drafted"},
	{move: "submit", path: "submit", who: holders, to: same("in_progress", "answered", "resolved"), kind: "submitted", way: drafted},
	{move: "approve", path: "approve", body: `{"draft_hash":"{hash}"}`, who: []string{"approver"}, to: same("in_progress", "answered", "resolved"), kind: "approved", way: submitted},
	{move: "reject_draft", path: "reject-draft", body: because, who: []string{"approver"}, to: same("in_progress", "answered", "resolved"), kind: "draft_rejected", way: submitted},
	{move: "amend", path: "amend-answer", body: `{"text":"KK di kantor desa.","reason":"Tempatnya berubah."}`, who: holders, to: same("answered", "resolved"), kind: "amended"},
	{move: "move_promise", path: "move-promise", body: `{"due":"2026-12-21","reason":"Blangko terlambat."}`, who: promisers, to: same("captured", "assigned", "in_progress", "answered", "resolved"), kind: "promise_moved", way: promising},
	{move: "keep_promise", path: "keep-promise", body: `{"note":"Sudah dikirim."}`, who: promisers, to: same("captured", "assigned", "in_progress", "answered", "resolved"), kind: "promise_kept", way: promising},
	{move: "break_promise", path: "break-promise", body: because, who: promisers, to: same("captured", "assigned", "in_progress", "answered", "resolved"), kind: "promise_broken", way: promising},
}

var promisers = []string{"staff", "approver", "moderator"}
