package api_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"audiensi/attachment/attachmenttest"
	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	aggregate "audiensi/domain/question"
	"audiensi/domain/session"
	"audiensi/domain/triage/triagetest"
	"audiensi/domain/usecase"
)

// Ten thousand moves, each one of those that the program offers to somebody at
// that moment: it can be made, and after it rows are what their events replay to
// and every invariant of custodies, drafts, promises, ties and the stock holds.
// The race detector makes 300 of them.
func TestLongWalk(t *testing.T) {
	n := 10_000
	switch {
	case triagetest.UnderRace:
		n = 300
	case testing.Short():
		n = 1_000
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	lw := &longWalk{walk: walk{w: newWorld(t, "sqlite::memory:"), t: t}, random: rand.New(rand.NewPCG(seed, 1)), made: map[aggregate.Move]int{}}
	lw.approving("dpmd")
	for moves, tries := 0, 0; moves < n; tries++ {
		if tries%250 == 0 {
			lw.begin(tries)
		}
		if lw.step() {
			moves++
		}
		if tries > 20*n {
			t.Fatalf("only %d moves of %d tries", moves, tries)
		}
	}
	for _, s := range aggregate.Statuses() {
		for _, m := range s.Moves() {
			if lw.made[m] == 0 && n == 10_000 {
				t.Errorf("%s was never made", m)
			}
		}
	}
}

// longWalk makes moves on a few questions at a time.
type longWalk struct {
	walk
	random *rand.Rand
	made   map[aggregate.Move]int
	n      int
}

// approving lets a dinas require approval.
func (lw *longWalk) approving(code dinas.Code) {
	ctx, admin := context.Background(), access.Principal{User: lw.w.users["admin"], Role: access.Administrator}
	d, err := lw.w.app.GetDinas(ctx, admin, code)
	lw.must(err)
	d.RequiresApproval = true
	_, err = lw.w.app.UpdateDinas(ctx, admin, code, d.Version, *d)
	lw.must(err)
}

// begin starts with fresh questions, one of them anonymous.
func (lw *longWalk) begin(n int) {
	lw.all = map[domain.QuestionID]bool{}
	ctx, p := context.Background(), lw.as(access.Moderator)
	s, err := lw.w.app.PlanSession(ctx, p, session.Session{Title: "Rakorsus", Place: "Pendopo", Date: domain.Date{Year: 2026, Month: 11, Day: 19},
		AutoAssign: session.Never, Kecamatan: []string{"35.10.13"}})
	lw.must(err)
	s, err = lw.w.app.OpenSession(ctx, p, s.ID, s.Version)
	lw.must(err)
	for i := range 6 {
		asker := aggregate.Asker{Kind: aggregate.WalkIn, Name: "Suparno", Role: domain.Kades}
		if i == 0 {
			asker = aggregate.Asker{Kind: aggregate.Anonymous}
		}
		made, err := lw.w.app.Capture(ctx, p, s.ID, usecase.CaptureInput{Key: fmt.Sprintf("long-%d-%d", n, i), Text: "KK kami belum jadi.", Asker: asker})
		lw.must(err)
		lw.all[made.State.ID] = true
	}
}

// people of the walk: a moderator, an inspector, staff and approvers of two dinas, a supporter.
func (lw *longWalk) people() []access.Principal {
	u := lw.w.users
	return []access.Principal{
		{User: u["moderator"], Role: access.Moderator}, {User: u["inspector"], Role: access.Inspector},
		{User: u["staff"], Role: access.Staff, Dinas: "dispendukcapil"}, {User: u["approver"], Role: access.Approver, Dinas: "dispendukcapil"},
		{User: u["dpmd"], Role: access.Staff, Dinas: "dpmd"}, {User: u["dinsos"], Role: access.Approver, Dinas: "dpmd"},
		{User: u["bpkad"], Role: access.Staff, Dinas: "bpkad"},
	}
}

// step lets somebody make one of the moves offered, and reports whether there was one.
func (lw *longWalk) step() bool {
	if lw.random.IntN(25) == 0 {
		lw.w.pass(time.Duration(lw.random.IntN(20*24)) * time.Hour)
		_, err := lw.w.app.Sweep(context.Background())
		lw.must(err)
	}
	id := one(lw.random, lw.ids())
	p := one(lw.random, lw.people())
	v, err := lw.w.app.Question(context.Background(), p, id)
	if domain.CodeOf(err) == domain.NotFound || err == nil && len(v.Moves) == 0 {
		return false
	}
	lw.must(err)
	m := lw.choose(v.Moves)
	now := lw.load(id)
	if at := now.WakesAt(); !at.IsZero() && !lw.w.clock().Before(at) {
		return false // time ends it first
	}
	if did, err := lw.make(p, now, m); err != nil {
		lw.t.Fatalf("%s by %s of %q in %s, which was offered: %v\n%+v", m, p.Role, p.Dinas, now.Status, err, now)
	} else if !did {
		return false
	}
	lw.made[m]++
	lw.n++
	lw.look(id)
	if lw.n%50 == 0 {
		lw.check()
	}
	return true
}

// choose takes, half of the times, the move that was made least: notes and
// corrections are offered always, others seldom.
func (lw *longWalk) choose(moves []aggregate.Move) aggregate.Move {
	if lw.random.IntN(2) == 0 {
		return one(lw.random, moves)
	}
	return slices.MinFunc(moves, func(a, b aggregate.Move) int { return lw.made[a] - lw.made[b] })
}

func one[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// look checks the question that was moved.
func (lw *longWalk) look(id domain.QuestionID) {
	s, events := lw.loadBoth(id)
	sum, err := aggregate.Replay(events)
	lw.must(err)
	if diff := cmp.Diff(sum, s); diff != "" {
		lw.t.Fatalf("(-replayed +row):\n%s", diff)
	}
	held := slices.Contains([]aggregate.Status{aggregate.Assigned, aggregate.InProgress, aggregate.AwaitingAsker}, s.Status)
	running, open := 0, 0
	for i, c := range s.Custodies {
		if c.EndedAt.IsZero() {
			running++
		}
		if i > 0 && c.AssignedAt.Before(s.Custodies[i-1].EndedAt) {
			lw.t.Fatalf("custodies overlap: %+v", s.Custodies)
		}
	}
	for _, p := range s.Promises {
		if p.Status == aggregate.PromiseOpen {
			open++
		}
	}
	switch {
	case held != (running == 1) || running > 1:
		lw.t.Fatalf("%d custodies run in %s", running, s.Status)
	case open > 1:
		lw.t.Fatalf("%d promises are open", open)
	case s.Draft.EditedBy(s.Draft.ApprovedBy) && !s.Draft.ApprovedBy.IsZero():
		lw.t.Fatalf("an editor approved: %+v", s.Draft)
	case s.Status == aggregate.Captured && (s.Dinas != "" || !s.InCharge.IsZero()):
		lw.t.Fatalf("somebody has what is in triage: %+v", s)
	}
	lw.checkMerged(s)
	lw.checkParts(s)
}

// other returns one of the two that is not the first.
func other[T comparable](now, a, b T) T {
	if now == a {
		return b
	}
	return a
}

// target returns a question that the one can be merged into, if there is one.
func (lw *longWalk) target(s aggregate.State) (usecase.Target, bool) {
	for _, id := range lw.ids() {
		into := lw.load(id)
		if id != s.ID && slices.Contains(aggregate.Statuses()[:5], into.Status) && into.WakesAt().IsZero() {
			return usecase.Target{ID: id, Version: into.Version}, true
		}
	}
	return usecase.Target{}, false
}

// answering returns what can be published by the holder's rule: an approved draft
// where that is required, else a text with a promise now and then.
func (lw *longWalk) answering(s aggregate.State, code dinas.Code) (usecase.Answering, bool) {
	if code == "dpmd" || s.Draft.Step == aggregate.StepApproved {
		hash := s.Draft.Hash
		return usecase.Answering{Draft: &hash}, s.Draft.Step == aggregate.StepApproved && (s.Draft.Vow.IsZero() || !s.Draft.Vow.Due.Before(domain.DateOf(lw.w.clock())))
	}
	in := usecase.Answering{Text: fmt.Sprint("Sudah ", lw.n)}
	if lw.random.IntN(2) == 0 {
		in.Vow = aggregate.Vow{What: "Diantar.", Due: domain.DateOf(lw.w.clock()).AddDays(7)}
	}
	return in, true
}

// make makes the move with what it needs; false where nothing fits it now.
func (lw *longWalk) make(p access.Principal, s aggregate.State, m aggregate.Move) (did bool, err error) {
	ctx, app, t := context.Background(), lw.w.app, usecase.Target{ID: s.ID, Version: s.Version}
	word := fmt.Sprint("Kata ", lw.n)
	switch m {
	case aggregate.MoveCategorise:
		_, err = app.Categorise(ctx, p, t, other(s.Category, "population_admin", "other"))
	case aggregate.MoveClassify:
		_, err = app.Classify(ctx, p, t, other(s.Class, category.Complaint, category.Information))
	case aggregate.MoveAnswerOnTheSpot:
		_, err = app.AnswerOnTheSpot(ctx, p, t, usecase.Spot{Text: "Bisa.", AnsweredBy: "Bupati"})
	case aggregate.MoveAssign:
		_, err = app.Assign(ctx, p, t, one(lw.random, []dinas.Code{"dispendukcapil", "dpmd"}))
	case aggregate.MoveTransfer:
		_, err = app.Transfer(ctx, p, t, other(s.Dinas, "dispendukcapil", "dpmd"), word)
	case aggregate.MoveAccept:
		_, err = app.Accept(ctx, p, t)
	case aggregate.MoveReturn:
		_, err = app.Return(ctx, p, t, word)
	case aggregate.MoveRecall:
		_, err = app.Recall(ctx, p, t, word)
	case aggregate.MoveAskBack:
		_, err = app.AskBack(ctx, p, t, word)
	case aggregate.MoveReply:
		_, err = app.Reply(ctx, p, t, word)
	case aggregate.MoveNote:
		_, err = app.Note(ctx, p, t, word, lw.n%2 == 0)
	case aggregate.MoveConfirm:
		_, err = app.Confirm(ctx, p, t)
	case aggregate.MoveDispute:
		_, err = app.Dispute(ctx, p, t, word)
	case aggregate.MoveReopen:
		_, err = app.Reopen(ctx, p, t, word)
	case aggregate.MoveDismiss:
		_, err = app.Dismiss(ctx, p, t, word)
	case aggregate.MoveCorrectText:
		_, err = app.CorrectText(ctx, p, t, word, "")
	case aggregate.MoveCorrectAsker:
		_, err = app.CorrectAsker(ctx, p, t, aggregate.Asker{Kind: aggregate.WalkIn, Name: word, Role: domain.Sekdes})
	case aggregate.MoveMarkConfidential:
		_, err = app.MarkConfidential(ctx, p, t, word)
	case aggregate.MoveUnmarkConfidential:
		_, err = app.UnmarkConfidential(ctx, p, t, "")
	case aggregate.MoveRate:
		_, err = app.Rate(ctx, p, t, 1+lw.n%5, word)
	case aggregate.MoveReissueReceipt:
		_, _, err = app.ReissueReceipt(ctx, p, t)
	default:
		return lw.makeMore(p, s, m, t, word)
	}
	return true, err
}

func (lw *longWalk) makeMore(p access.Principal, s aggregate.State, m aggregate.Move, t usecase.Target, word string) (did bool, err error) {
	ctx, app := context.Background(), lw.w.app
	switch m {
	case aggregate.MoveAddSupport:
		if s.SupportedBy("bpkad") {
			return false, nil
		}
		_, err = app.AddSupport(ctx, p, t, "bpkad")
	case aggregate.MoveRemoveSupport:
		_, err = app.RemoveSupport(ctx, p, t, s.Supporting[0])
	case aggregate.MovePutInCharge:
		var who domain.UserID
		if s.InCharge.IsZero() {
			who = lw.w.users[map[dinas.Code]string{"dispendukcapil": "staff", "dpmd": "dpmd"}[s.Dinas]]
		}
		_, err = app.PutInCharge(ctx, p, t, who)
	case aggregate.MoveDraft:
		_, err = app.SaveDraft(ctx, p, t, word, aggregate.Vow{})
	case aggregate.MoveSubmit:
		_, err = app.SubmitDraft(ctx, p, t)
	case aggregate.MoveApprove:
		_, err = app.ApproveDraft(ctx, p, t, s.Draft.Hash)
	case aggregate.MoveRejectDraft:
		_, err = app.RejectDraft(ctx, p, t, word)
	case aggregate.MovePublish, aggregate.MoveAmend:
		in, ok := lw.answering(s, s.Dinas)
		if !ok {
			return false, nil
		}
		if m == aggregate.MovePublish {
			_, err = app.Publish(ctx, p, t, in)
		} else {
			_, err = app.Amend(ctx, p, t, in, word)
		}
	case aggregate.MoveMovePromise:
		_, err = app.MovePromise(ctx, p, t, domain.DateOf(lw.w.clock()).AddDays(10+lw.n%9), word)
	case aggregate.MoveKeepPromise:
		_, err = app.KeepPromise(ctx, p, t, word)
	case aggregate.MoveBreakPromise:
		_, err = app.BreakPromise(ctx, p, t, word)
	default:
		return lw.tie(p, s, m, t, word)
	}
	return true, err
}

func (lw *longWalk) tie(p access.Principal, s aggregate.State, m aggregate.Move, t usecase.Target, word string) (did bool, err error) {
	ctx, app := context.Background(), lw.w.app
	switch m {
	case aggregate.MoveMerge:
		into, ok := lw.target(s)
		if !ok {
			return false, nil
		}
		_, err = app.Merge(ctx, p, t, into, word)
	case aggregate.MoveUnmerge:
		_, err = app.Unmerge(ctx, p, t, word)
	case aggregate.MoveSplit:
		var v usecase.QuestionView
		v, err = app.Split(ctx, p, t, []string{"KK belum jadi.", "Jalan rusak."})
		for _, id := range v.State.Parts {
			lw.all[id] = true
		}
	case aggregate.MoveUnsplit:
		for _, id := range s.Parts {
			if part := lw.load(id); part.Status != aggregate.Captured && part.Status != aggregate.Dismissed {
				return false, nil
			}
		}
		_, err = app.Unsplit(ctx, p, t, word)
	case aggregate.MoveAttach:
		return lw.attach(p, s, t, aggregate.ForQuestion)
	case aggregate.MoveAttachAnswer:
		return lw.attach(p, s, t, aggregate.ForAnswer)
	case aggregate.MoveDetach:
		return lw.detach(p, s, t, aggregate.ForQuestion)
	case aggregate.MoveDetachAnswer:
		return lw.detach(p, s, t, aggregate.ForAnswer)
	default:
		return false, fmt.Errorf("the walk does not know the move")
	}
	return true, err
}

// filesOf returns those that belong to the question or to its answer.
func filesOf(s aggregate.State, of aggregate.AttachedFor) []aggregate.Attachment {
	return slices.DeleteFunc(slices.Clone(s.Attachments), func(a aggregate.Attachment) bool { return a.For != of })
}

func (lw *longWalk) attach(p access.Principal, s aggregate.State, t usecase.Target, of aggregate.AttachedFor) (bool, error) {
	if len(filesOf(s, of)) == aggregate.MaxAttachments {
		return false, nil
	}
	_, err := lw.w.app.Attach(context.Background(), p, t, of, usecase.Upload{Name: "foto.jpg", Content: bytes.NewReader(attachmenttest.JPEG(4, 4))})
	return true, err
}

func (lw *longWalk) detach(p access.Principal, s aggregate.State, t usecase.Target, of aggregate.AttachedFor) (bool, error) {
	there := filesOf(s, of)
	if len(there) == 0 {
		return false, nil
	}
	_, err := lw.w.app.Detach(context.Background(), p, t, there[0].ID, "keliru")
	return true, err
}
