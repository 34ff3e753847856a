package api_test

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/access"
	aggregate "audiensi/domain/question"
	"audiensi/domain/usecase"
)

// Every move of the table by everybody in every state: a legal one leads to the
// state and records the event that the table says, an illegal one is a conflict
// that names the legal ones, and after each the row is what its events replay to.
func TestEveryMove(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		for _, s := range stages {
			t.Run(s.name, func(t *testing.T) {
				w.t = t
				trial := &trial{w: w, session: session, stage: s}
				for _, r := range table {
					for _, who := range everyone {
						trial.attempt(r, who)
					}
				}
			})
		}
	})
}

// trial tries moves on questions of one stage; a question that no move changed
// serves again.
type trial struct {
	w       *world
	session string
	stage   stage
	n       int
	path    string
	receipt string
	now     reply  // the question as it is
	way     string // the move for which it came there by a way of its own
}

// fresh brings a question to the stage, by the row's own way if it has one, unless
// the last question is still there.
func (tr *trial) fresh(r row) {
	way, own := tr.stage.path, ""
	if special, ok := r.way[tr.stage.name]; ok {
		way, own = special, r.move
	}
	if tr.path != "" && tr.way == own {
		return
	}
	tr.n++
	path, logged := tr.w.capture(tr.session, fmt.Sprintf("%s-%08d", tr.stage.name, tr.n))
	before := []step{{"moderator", "attachments", forQuestion}, {"moderator", "assign", `{"dinas":"dpmd"}`}, {"dpmd", "accept", ""},
		{"dpmd", "attachments", forAnswer}, {"dpmd", "return", because}, {"moderator", "add-support", `{"dinas":"bpkad"}`}}
	etag := logged.etag()
	for _, s := range slices.Concat(before, way) {
		etag = tr.w.post(s.who, path+"/"+s.move, tr.fill(s.body), match(etag)).want(200).etag()
	}
	tr.path, tr.receipt, tr.now, tr.way = path, logged.text("receipt"), tr.w.get("moderator", path).want(200), own
	if got := tr.now.text("status"); got != tr.stage.name {
		tr.w.t.Fatalf("the way to %s leads to %s", tr.stage.name, got)
	}
}

// fill puts another question into the body, where it names one by its state:
// captured (version 1) or answered on the spot (version 2).
func (tr *trial) fill(body string) string {
	for state, more := range map[string]string{"captured": "", "answered": `,"on_the_spot":{"answer":"Bisa.","answered_by":"Bupati"}}`} {
		if blank := "{" + state + "}"; strings.Contains(body, blank) {
			tr.n++
			asked := question
			if more != "" {
				asked = strings.TrimSuffix(question, "}") + more
			}
			made := tr.w.post("moderator", tr.session+"/questions", asked, key(fmt.Sprintf("other-%s-%08d", tr.stage.name, tr.n))).want(201)
			body = strings.Replace(body, blank, made.text("id"), 1)
		}
	}
	return body
}

// attempt makes the move as one of the people and looks at what comes of it.
func (tr *trial) attempt(r row, who string) {
	tr.w.t.Helper()
	tr.fresh(r)
	r.path = tr.w.withFiles(tr.path, r.path)
	now := tr.now
	r.body = strings.ReplaceAll(r.body, "{hash}", cmp.Or(now.text("draft/hash"), strings.Repeat("0", 64)))
	at, options := tr.path+"/"+r.path, []option{match(now.etag())}
	caller := who
	if who == "asker" {
		if at, caller = "/v1/tracking/"+r.path, ""; !slices.Contains(r.who, who) {
			return // there is no such operation
		}
		options = append(options, receipt(tr.receipt))
		r.body = strings.Replace(r.body, forPart("question"), "", 1)
	}
	body := strings.ReplaceAll(r.body, "$approver", tr.w.users["approver"].String())
	got := tr.w.post(caller, at, tr.fill(body), options...)
	want := tr.expected(r, who)
	if got.status != want {
		tr.w.t.Fatalf("%s in %s, %s: %d, want %d: %s", r.move, tr.stage.name, who, got.status, want, got.body)
	}
	switch want {
	case http.StatusOK:
		tr.done(r, who)
	case http.StatusConflict:
		tr.refused(r, who, got)
	}
}

// expected is the status that the table says.
func (tr *trial) expected(r row, who string) int {
	legal := http.StatusConflict
	if tr.stage.allows(r) {
		legal = http.StatusOK
	}
	if who == "asker" {
		return legal
	}
	ofDinas := slices.Contains([]string{"staff", "approver", "dpmd", "bpkad", "dinsos"}, who)
	holds := slices.Contains(holders, who) && held(tr.stage.name)
	switch {
	case !passes(who, tr.path+"/"+r.path):
		return http.StatusForbidden
	case ofDinas && who != "dpmd" && who != "bpkad" && !holds && !(slices.Contains(holders, who) && r.way[tr.stage.name] != nil):
		return http.StatusNotFound
	case ofDinas && who != "bpkad" && !holds, !slices.Contains(r.who, who):
		return http.StatusForbidden
	}
	return legal
}

func (s stage) allows(r row) bool { _, ok := r.to[s.name]; return ok }

// passes reports whether the role of the account holds the operation's permission.
func passes(who, path string) bool {
	op := routeOf(httptest.NewRequest(http.MethodPost, path, nil)).Operation
	return expected(who, access.Permission(op.Extensions["x-permission"].(string))) == 0
}

// done looks at a move that was made: the state, the last event, and the row.
func (tr *trial) done(r row, who string) {
	tr.w.t.Helper()
	after := tr.w.get("moderator", tr.path).want(200).text("status")
	kinds := tr.w.steps(tr.path, 0)
	last := strings.Fields(kinds[len(kinds)-1])[0]
	if want := r.to[tr.stage.name]; after != want || last != r.kind {
		tr.w.t.Errorf("%s in %s, %s: %s in %s, want %s in %s", r.move, tr.stage.name, who, last, after, r.kind, want)
	}
	tr.w.replays(tr.path)
	tr.path = ""
}

// refused looks at a conflict: it names the state and what this caller may do in it.
func (tr *trial) refused(r row, who string, got reply) {
	tr.w.t.Helper()
	var legal []any
	for _, other := range table {
		if tr.stage.allows(other) && other.way == nil && slices.Contains(other.who, who) {
			legal = append(legal, other.move)
		}
	}
	named := got.list("legal_moves")
	byName := func(a, b any) int { return strings.Compare(a.(string), b.(string)) }
	slices.SortFunc(legal, byName)
	slices.SortFunc(named, byName)
	if got.text("code") != "illegal_move" || got.text("state") != tr.stage.name || !gocmp.Equal(legal, named) && len(legal)+len(named) > 0 {
		tr.w.t.Errorf("%s in %s, %s: %s\nwant the moves %v", r.move, tr.stage.name, who, got.body, legal)
	}
}

// replays asserts that the stored row is the sum of the stored events.
func (w *world) replays(path string) {
	w.t.Helper()
	id, err := domain.ParseID[domain.QuestionKind](strings.TrimPrefix(path, "/v1/questions/"))
	must(w.t, err)
	var row, sum aggregate.State
	must(w.t, w.store.View(w.t.Context(), func(ctx context.Context, tx usecase.Tx) error {
		q, err := tx.LoadQuestion(ctx, id)
		if err != nil {
			return err
		}
		events, err := tx.QuestionEvents(ctx, id, 0)
		if err != nil {
			return err
		}
		row = q.State()
		sum, err = aggregate.Replay(events)
		return err
	}))
	if diff := gocmp.Diff(sum, row); diff != "" {
		w.t.Errorf("%s (-replayed +row):\n%s", path, diff)
	}
}

// The table leaves no move out.
func TestTableOfMovesIsWhole(t *testing.T) {
	for _, s := range aggregate.Statuses() {
		for _, m := range s.Moves() {
			in := func(r row) bool { _, ok := r.to[string(s)]; return ok && r.move == string(m) }
			if !slices.ContainsFunc(table, in) {
				t.Errorf("%s in %s is not in the table", m, s)
			}
		}
	}
}
