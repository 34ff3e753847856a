package api_test

import "slices"

// stage is a state with what is done to bring a question there. Before all of it
// dpmd held the question once and returned it, so that there is a former holder.
type stage struct {
	name string // of the state
	path []step // from captured
}

// step is one move on the way.
type step struct{ who, move, body string }

var (
	toAssigned = []step{{"moderator", "assign", `{"dinas":"dispendukcapil"}`}}
	toProgress = slices.Concat(toAssigned, []step{{"staff", "accept", ""}})
	toAnswered = slices.Concat(toProgress, []step{{"staff", "answer", `{"text":"KK sudah terbit."}`}})
)

// stages are the states in which every move is tried.
var stages = []stage{
	{"captured", nil},
	{"assigned", toAssigned},
	{"in_progress", toProgress},
	{"awaiting_asker", slices.Concat(toProgress, []step{{"staff", "ask-back", `{"message":"Nomor KK?"}`}})},
	{"answered", toAnswered},
	{"resolved", slices.Concat(toAnswered, []step{{"moderator", "confirm", ""}})},
	{"dismissed", []step{{"moderator", "dismiss", because}}},
	{"merged", []step{{"moderator", "merge", `{"into":"{answered}","into_version":2}`}}},
	{"split", []step{{"moderator", "split", twoParts}}},
}

const twoParts = `{"parts":[{"text":"KK kami belum jadi."},{"text":"SPPT belum dibagi."}]}`

// Who makes moves. The holder is dispendukcapil; dpmd held before, bpkad
// supports, dinsos has nothing to do with it.
var (
	moderators = []string{"moderator"}
	holders    = []string{"staff", "approver"}
	askers     = []string{"moderator", "asker"}
	supported  = []string{"moderator", "staff", "approver"}
	everyone   = []string{"moderator", "admin", "staff", "approver", "dpmd", "bpkad", "dinsos", "inspector", "asker"}
)

// row is one move of design section 4: who may make it, from which states to
// which, and the events it records.
type row struct {
	move string // its name in a conflict
	path string // of its operation, below the question's, and the asker's
	body string
	who  []string
	to   map[string]string // by the state before
	kind string            // of its event
	way  map[string][]step // to a state, where the move needs more than the state
}

// same is a move that leaves the states as they are.
func same(states ...string) map[string]string {
	to := map[string]string{}
	for _, s := range states {
		to[s] = s
	}
	return to
}

// from is a move that leads from each of the states to one.
func from(to string, states ...string) map[string]string {
	all := map[string]string{}
	for _, s := range states {
		all[s] = to
	}
	return all
}

var open = []string{"captured", "assigned", "in_progress", "awaiting_asker", "answered"}

// table is section 4 of the design, as the tests read it. Where nobody holds the
// question (captured, dismissed) no dinas can move it.
var table = append([]row{
	{"categorise", "categorise", `{"category":"population_admin"}`, moderators, same(open...), "categorised", nil},
	{"classify", "classify", `{"class":"complaint"}`, moderators, same(open...), "classified", nil},
	{"answer_on_the_spot", "answer-on-the-spot", `{"answer":"Bisa.","answered_by":"Bupati"}`, moderators, from("answered", "captured"), "answered", nil},
	{"assign", "assign", `{"dinas":"dinsos"}`, moderators, from("assigned", "captured"), "assigned", nil},
	{"dismiss", "dismiss", because, moderators, from("dismissed", "captured"), "dismissed", nil},
	{"accept", "accept", "", holders, from("in_progress", "assigned"), "accepted", nil},
	{"return", "return", because, holders, from("captured", "assigned", "in_progress"), "returned", nil},
	{"transfer", "transfer", `{"dinas":"dinsos","reason":"Bukan kewenangan kami."}`, holders, from("assigned", "assigned", "in_progress"), "transferred", nil},
	{"recall", "recall", because, moderators, from("captured", "assigned", "in_progress", "awaiting_asker"), "recalled", nil},
	{"ask_back", "ask-back", `{"message":"Nomor KK?"}`, holders, from("awaiting_asker", "in_progress"), "asked_back", nil},
	{"publish", "answer", `{"text":"KK sudah terbit."}`, holders, from("answered", "in_progress"), "answered", nil},
	{"reply", "reply", `{"message":"3510"}`, askers, from("in_progress", "awaiting_asker"), "replied", nil},
	{"confirm", "confirm", "", askers, map[string]string{"answered": "resolved", "merged": "merged"}, "confirmed", nil},
	{"dispute", "dispute", because, askers, from("in_progress", "answered", "merged"), "disputed", nil},
	{"reopen", "reopen", because, []string{"moderator", "inspector"}, from("in_progress", "resolved", "dismissed"), "reopened", nil},
	{"note", "notes", `{"text":"Catatan.","visibility":"internal"}`, []string{"moderator", "staff", "approver", "bpkad", "inspector"}, same(states()...), "noted", nil},
	{"correct_text", "correct-text", `{"text":"KK warga kami belum jadi."}`, moderators, same(states()...), "text_corrected", nil},
	{"attach", "attachments", forQuestion, askers, same(open...), "attached", nil},
	{"detach", "attachments/{question}/remove", because, moderators, same(open...), "detached", nil},
	{"attach_answer", "attachments", forAnswer, holders, same("in_progress", "answered"), "attached", nil},
	{"detach_answer", "attachments/{answer}/remove", because, holders, same("in_progress", "answered"), "detached", nil},
	{"correct_asker", "correct-asker", `{"asker":{"kind":"walk_in","name":"Suparmi","role":"resident"}}`, moderators, same(states()...), "asker_corrected", nil},
	{"rate", "rate", `{"score":4,"text":"Cepat."}`, askers, same("answered", "resolved"), "rated", nil},
	{"reissue_receipt", "reissue-receipt", "", moderators, same(states()...), "receipt_reissued", nil},
	{"add_support", "add-support", `{"dinas":"dinsos"}`, supported, same(open...), "support_added", nil},
	{"remove_support", "remove-support", `{"dinas":"bpkad"}`, supported, same(open...), "support_removed", nil},
	{"put_in_charge", "put-in-charge", `{"user_id":"$approver"}`, holders, same("assigned", "in_progress", "awaiting_asker", "answered"), "put_in_charge", nil},
	{"merge", "merge", `{"into":"{captured}","into_version":1}`, moderators, from("merged", "captured", "assigned", "in_progress"), "merged", nil},
	{"unmerge", "unmerge", because, moderators, from("captured", "merged"), "unmerged", nil},
	{"split", "split", twoParts, moderators, from("split", "captured", "assigned", "in_progress"), "split", nil},
	{"unsplit", "unsplit", because, moderators, from("captured", "split"), "unsplit", nil},
}, slices.Concat(answeringTable, confidentialTable)...)

func states() (names []string) {
	for _, s := range stages {
		names = append(names, s.name)
	}
	return names
}

// held reports whether a dinas holds, or held last, a question of the state.
func held(state string) bool {
	return !slices.Contains([]string{"captured", "dismissed", "merged", "split"}, state)
}
