package api_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/domaintest"
	asked "audiensi/domain/question"
	"audiensi/domain/usecase"
)

// Three who ask for one matter, and another matter with the same words.
const (
	lostCard  = "Warga saya kehilangan KTP di pasar, bagaimana cara mengurus penggantinya?"
	cardGone  = "ktp sy hilang pak, ngurus gantinya gmn"
	cardLost  = "KTP kulo ical, ngurus gantosipun pripun Pak?"
	brokenWay = "Jalan di depan pasar rusak parah, kapan diperbaiki?"
)

// asks captures a text by an anonymous asker and returns its id.
func (w *world) asks(session, text string) string {
	w.t.Helper()
	return w.post("moderator", session+"/questions", `{"text":"`+text+`","asker":{"kind":"walk_in","name":"Suparno","role":"kades","desa":"35.10.13.2004"}}`,
		key("ask "+text)).want(201).text("id")
}

func TestSimilar(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		first, _ := w.openSession("never")
		old := w.asks(first, lostCard)
		w.asks(first, brokenWay)
		second, _ := w.openSession("never")
		id := w.asks(second, cardGone)

		got := w.get("moderator", "/v1/questions/"+id+"/similar").want(200)
		if got.text("items/0/question/id") != old || got.at("whole_history") != true {
			t.Errorf("similar to %q: %s", cardGone, got.body)
		}
		for _, item := range got.list("items") {
			if item.(map[string]any)["question"].(map[string]any)["id"] == id {
				t.Error("a question is similar to itself")
			}
		}
		if got.at("items/0/question/asker/name") != nil || got.at("items/0/question/asker/hidden") != true {
			t.Errorf("an asker is named: %s", got.body)
		}
		if moves := got.list("items/0/question/moves"); !slices.Contains(moves, any("assign")) {
			t.Errorf("a moderator may assign a similar question, and is told %v", moves)
		}
		if got := w.get("moderator", "/v1/questions/"+id+"/similar?limit=1").want(200); len(got.list("items")) != 1 {
			t.Errorf("limit 1: %s", got.body)
		}
		w.get("moderator", "/v1/questions/"+id+"/similar?limit=51").want(422, "invalid_input")

		typed := w.post("moderator", "/v1/triage/suggestions", `{"text":"`+cardLost+`"}`).want(200)
		if typed.text("similar/0/question/id") != old && typed.text("similar/0/question/id") != id {
			t.Errorf("similar to %q: %s", cardLost, typed.body)
		}
		if got := w.post("moderator", "/v1/triage/suggestions", `{"text":"`+cardLost+`","similar":0}`).want(200); len(got.list("similar")) > 0 {
			t.Errorf("similar: 0 gives %s", got.body)
		}
	})
}

// A corrected text is found by its new words, and no longer by the old ones.
func TestSimilarAfterCorrection(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		id := w.asks(session, brokenWay)
		other := w.asks(session, cardGone)
		w.get("moderator", "/v1/questions/"+other+"/similar").want(200) // the history is read
		made := w.get("moderator", "/v1/questions/"+id).want(200)
		w.post("moderator", "/v1/questions/"+id+"/correct-text", `{"text":"`+lostCard+`"}`, match(made.etag())).want(200)
		if got := w.get("moderator", "/v1/questions/"+other+"/similar").want(200); got.text("items/0/question/id") != id {
			t.Errorf("similar to %q: %s", cardGone, got.body)
		}
	})
}

// A dinas finds what it holds; of others' questions it learns nothing.
func TestSimilarWithinScope(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		held := make([]string, 2)
		for i, text := range []string{lostCard, cardGone} {
			held[i] = w.asks(session, text)
		}
		foreign := w.asks(session, cardLost)
		for id, holder := range map[string]string{held[0]: "dispendukcapil", held[1]: "dispendukcapil", foreign: "dpmd"} {
			made := w.get("moderator", "/v1/questions/"+id).want(200)
			w.post("moderator", "/v1/questions/"+id+"/assign", `{"dinas":"`+holder+`"}`, match(made.etag())).want(200)
		}
		got := w.get("staff", "/v1/questions/"+held[0]+"/similar").want(200)
		if len(got.list("items")) != 1 || got.text("items/0/question/id") != held[1] {
			t.Errorf("the dinas finds %s", got.body)
		}
		w.get("dinsos", "/v1/questions/"+held[0]+"/similar").want(404)
		w.get("staff", "/v1/questions/"+foreign+"/similar").want(404)
	})
}

func TestMergeProposals(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		first := w.asks(session, lostCard)
		w.asks(session, brokenWay)
		same := w.asks(session, cardGone)
		third := w.asks(session, cardLost)
		elsewhere, _ := w.openSession("never")
		w.asks(elsewhere, lostCard)
		got := w.get("moderator", session+"/merge-proposals").want(200)
		if len(got.list("items")) != 1 || got.text("items/0/question/id") != first ||
			len(got.list("items/0/with")) != 2 || got.text("items/0/with/0/question/id") != same || got.text("items/0/with/1/question/id") != third {
			t.Errorf("proposals %s", got.body)
		}
		if strings.Contains(string(got.body), "Suparno") {
			t.Errorf("an asker is named: %s", got.body)
		}
		for _, id := range []string{same, third} {
			made := w.get("moderator", "/v1/questions/"+id).want(200)
			w.post("moderator", "/v1/questions/"+id+"/dismiss", `{"reason":"Sudah ditanyakan."}`, match(made.etag())).want(200)
		}
		if got := w.get("moderator", session+"/merge-proposals").want(200); len(got.list("items")) > 0 {
			t.Errorf("after the dismissal: %s", got.body)
		}
		w.get("staff", session+"/merge-proposals").want(403)
		if _, err := w.app.MergeProposals(t.Context(), access.Principal{User: w.users["moderator"], Role: access.Moderator,
			Scope: []access.Permission{access.Categorise}}, domain.SessionID{}); domain.CodeOf(err) != domain.Forbidden {
			t.Errorf("a token that may not read questions: %v", err)
		}
		w.get("moderator", "/v1/sessions/019ad0a0-0000-7000-8000-000000000000/merge-proposals").want(404)
	})
}

// What another process captures and corrects is found, and what was committed
// later than newer questions too.
func TestSimilarOfOthers(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		of, err := domain.ParseID[domain.SessionKind](strings.TrimPrefix(session, "/v1/sessions/"))
		must(t, err)
		late := asked.New(domaintest.Act(w.clock()), domaintest.Capture(of, func(c *asked.Capture) {
			c.ID, c.Text = domain.NewID[domain.QuestionKind](w.clock()), lostCard
		}))
		id := w.asks(session, cardGone)
		if got := w.get("moderator", "/v1/questions/"+id+"/similar").want(200); len(got.list("items")) != 0 {
			t.Errorf("nothing else was asked: %s", got.body)
		}
		must(t, w.store.InTx(t.Context(), func(ctx context.Context, tx usecase.Tx) error { return tx.SaveQuestion(ctx, late) }))
		must(t, w.app.ReadHistory(t.Context(), time.Minute))
		if got := w.get("moderator", "/v1/questions/"+id+"/similar").want(200); got.text("items/0/question/id") != late.State().ID.String() {
			t.Errorf("after the late commit: %s", got.body)
		}
		other := *w.app // another process with the same store
		other.History = usecase.NewHistory(w.store, domaintest.Encoder())
		must(t, other.ReadHistory(t.Context(), 0))
		way := w.asks(session, brokenWay)
		made := w.get("moderator", "/v1/questions/"+way).want(200)
		w.post("moderator", "/v1/questions/"+way+"/correct-text", `{"text":"`+cardLost+`"}`, match(made.etag())).want(200)
		target, err := domain.ParseID[domain.QuestionKind](id)
		must(t, err)
		found, err := other.SimilarTo(t.Context(), access.Principal{User: w.users["moderator"], Role: access.Moderator}, target, 2)
		must(t, err)
		if len(found.Questions) != 2 || !found.Whole {
			t.Fatalf("another process finds %v", found)
		}
		if got := found.Questions[0].Question.State.ID.String(); got != way {
			t.Errorf("another process finds %s first, want the corrected %s", got, way)
		}
	})
}

// More than a page of questions is read; a search does not wait for a database
// that hangs, and says that it has not seen everything.
func TestSimilarWhileTheDatabaseHangs(t *testing.T) {
	w := newWorld(t, "sqlite:"+t.TempDir()+"/hangs.db")
	session, _ := w.openSession("never")
	for range 3 {
		w.captureMany(session, 200)
	}
	old := w.asks(session, lostCard)
	must(t, w.app.ReadHistory(t.Context(), 0))
	if n := w.app.History.Len(); n != 601 {
		t.Fatalf("%d questions were read, want 601", n)
	}
	hanging := make(chan struct{})
	slow := slowStore{w.app.Store, hanging, make(chan struct{}, 1)}
	other := *w.app
	other.History = usecase.NewHistory(slow, domaintest.Encoder())
	var wg sync.WaitGroup
	wg.Go(func() { must(t, other.ReadHistory(t.Context(), 0)) })
	<-slow.began
	began := time.Now()
	got, err := other.Suggest(t.Context(), access.Principal{User: w.users["moderator"], Role: access.Moderator}, usecase.SuggestInput{Text: cardGone, Similar: 3})
	must(t, err)
	if took := time.Since(began); got.Similar.Whole || took > 5*time.Second {
		t.Errorf("whole %v after %v", got.Similar.Whole, took)
	}
	close(hanging)
	wg.Wait()
	got, err = other.Suggest(t.Context(), access.Principal{User: w.users["moderator"], Role: access.Moderator}, usecase.SuggestInput{Text: cardGone, Similar: 3})
	must(t, err)
	if !got.Similar.Whole || got.Similar.Questions[0].Question.State.ID.String() != old {
		t.Errorf("afterwards %v", got.Similar)
	}
}

// slowStore answers no reading before the channel is closed.
type slowStore struct {
	usecase.Store
	until <-chan struct{}
	began chan struct{}
}

func (s slowStore) Read(ctx context.Context, f func(context.Context, usecase.Tx) error) error {
	select {
	case s.began <- struct{}{}:
	default:
	}
	select {
	case <-s.until:
		return s.Store.Read(ctx, f)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// captureMany captures so many questions in one batch.
func (w *world) captureMany(session string, n int) {
	w.t.Helper()
	items := make([]string, n)
	for i := range items {
		items[i] = `{"key":"many-` + w.clock().Format(time.RFC3339Nano) + `","text":"` + brokenWay + `","asker":{"kind":"anonymous"},"captured_at":"` + w.clock().Format(time.RFC3339Nano) + `"}`
	}
	w.post("moderator", session+"/questions:batch", `{"items":[`+strings.Join(items, ",")+`]}`).want(200)
}
