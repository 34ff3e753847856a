package conformance

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

func testQuestions(s suite) {
	s.run("capture", testCapture)
	s.run("every_move", testEveryMove)
	s.run("several_events_in_one_save", testSeveralEvents)
	s.run("capture_key_twice", testCaptureKeyTwice)
	s.run("not_found", testQuestionNotFound)
	s.run("stale", testQuestionStale)
	s.run("captured_in", testCapturedIn)
	s.run("due_by_time", testDueByTime)
	s.run("last_questions", testLastQuestions)
	s.run("following_texts", testFollowing)
	s.run("supporting", testSupporting)
	s.run("merged", testMerged)
	s.run("split", testSplit)
	s.run("confidential", testConfidential)
}

func testCapture(s suite) {
	session := newSession()
	attendee := domain.NewID[domain.AttendeeKind](domaintest.Now)
	edits := []func(*question.Capture){
		func(*question.Capture) {},
		func(c *question.Capture) { c.Asker = question.Asker{Kind: question.Anonymous} },
		func(c *question.Capture) { c.Asker.Kind, c.Asker.Attendee = question.Attending, attendee },
		func(c *question.Capture) { c.Proposal, c.SpokenNo, c.ReceiptSalt = question.Proposal{}, 0, nil },
		func(c *question.Capture) { c.OccurredAt = time.Unix(0, 0) }, // a device that lost its clock
		func(c *question.Capture) { c.Confidential = true },
		func(c *question.Capture) { c.OccurredAt, c.Imported = domaintest.Now.AddDate(-15, 0, 0), true },
		func(c *question.Capture) {
			c.OccurredAt, c.Window.ClosedAt = domaintest.Now.Add(-time.Hour), domaintest.Now
		},
	}
	for _, edit := range edits {
		q := domaintest.Captured(session, domaintest.Now, edit)
		want := q.State()
		s.save(q)
		s.equal("loaded", want, s.load(want.ID).State())
		s.view(func(ctx context.Context, tx usecase.Tx) error {
			byReceipt, err := tx.QuestionByReceipt(ctx, want.Receipt)
			if err != nil {
				return err
			}
			byKey, err := tx.QuestionByKey(ctx, session, want.CaptureKey)
			if err != nil {
				return err
			}
			s.equal("by receipt", want, byReceipt.State())
			s.equal("by key", want, byKey.State())
			return nil
		})
	}
}

var newReceipt = domain.DeriveReceipt("new", nil).Hash()

// testEveryMove saves after each move and compares what is loaded with what was saved.
func testEveryMove(s suite) {
	q := s.capture(newSession())
	at := domaintest.Now
	end := at.Add(100 * 24 * time.Hour)
	moves := []func(*question.Question, question.Act) error{
		func(q *question.Question, a question.Act) error { return q.Categorise(a, "poverty_letter") },
		func(q *question.Question, a question.Act) error { return q.Classify(a, "complaint") },
		func(q *question.Question, a question.Act) error { return q.Assign(a, "dinsos") },
		func(q *question.Question, a question.Act) error { return q.Note(a, "dicatat", true) },
		func(q *question.Question, a question.Act) error { return q.Accept(a) },
		func(q *question.Question, a question.Act) error { return q.AskBack(a, "warga siapa?", end) },
		func(q *question.Question, a question.Act) error { return q.Reply(a, "Bu Siti") },
		func(q *question.Question, a question.Act) error { return q.AskBack(a, "alamatnya?", end) },
		func(q *question.Question, a question.Act) error { return q.EndPause(domaintest.Act(end)) },
		func(q *question.Question, a question.Act) error { return q.Transfer(a, "dispendukcapil", "soal KTP") },
		func(q *question.Question, a question.Act) error { return q.Return(a, "bukan kami") },
		func(q *question.Question, a question.Act) error { return q.Assign(a, "dinsos") },
		func(q *question.Question, a question.Act) error { return q.Recall(a, "keliru") },
		func(q *question.Question, a question.Act) error { return q.Assign(a, "dinsos") },
		func(q *question.Question, a question.Act) error { return q.Accept(a) },
		func(q *question.Question, a question.Act) error {
			return q.Publish(a, "Sudah terbit.", end.Add(time.Hour))
		},
		func(q *question.Question, a question.Act) error { return q.Dispute(a, "belum", true) },
		func(q *question.Question, a question.Act) error { return q.CorrectText(a, "Teks baru", "salah dengar") },
		func(q *question.Question, a question.Act) error {
			return q.CorrectAsker(a, question.Asker{Kind: question.WalkIn, Name: "Bu Siti", Role: domain.Resident})
		},
		func(q *question.Question, a question.Act) error { return q.Publish(a, "Sudah diambil.", end) },
		func(q *question.Question, a question.Act) error { return q.EndWindow(domaintest.Act(end)) },
		func(q *question.Question, a question.Act) error { return q.Reopen(a, "masih kurang", true) },
		func(q *question.Question, a question.Act) error { return q.Publish(a, "Beres.", end) },
		func(q *question.Question, a question.Act) error { return q.Rate(a, 2, "lama") },
		func(q *question.Question, a question.Act) error { return q.ReissueReceipt(a, newReceipt) },
		func(q *question.Question, a question.Act) error { return q.Confirm(a) },
		func(q *question.Question, a question.Act) error { return q.Reopen(a, "sekali lagi", false) },
		func(q *question.Question, a question.Act) error {
			return q.AnswerOnTheSpot(a, "Dijawab.", "Bu Ani", "", end)
		},
		func(q *question.Question, a question.Act) error { return q.Dispute(a, "tidak", false) },
		func(q *question.Question, a question.Act) error { return q.Assign(a, "dinsos") },
		func(q *question.Question, a question.Act) error { return q.Accept(a) },
		func(q *question.Question, a question.Act) error { return q.Publish(a, "Lagi.", end) },
		func(q *question.Question, a question.Act) error { return q.Dispute(a, "dinas sudah tiada", false) },
		func(q *question.Question, a question.Act) error { return q.AddSupport(a, "bapenda") },
		func(q *question.Question, a question.Act) error { return q.AddSupport(a, "dpmd") },
		func(q *question.Question, a question.Act) error { return q.RemoveSupport(a, "bapenda") },
		func(q *question.Question, a question.Act) error { return q.Assign(a, "dinsos") },
		func(q *question.Question, a question.Act) error { return q.PutInCharge(a, domaintest.Moderator) },
		func(q *question.Question, a question.Act) error { return q.Accept(a) },
		func(q *question.Question, a question.Act) error { return q.AskBack(a, "siapa?", end.Add(time.Hour)) },
		func(q *question.Question, a question.Act) error {
			return q.HandOver(a, "dispendukcapil", ledger.Hash{7})
		},
		func(q *question.Question, a question.Act) error { return q.PutInCharge(a, domaintest.Moderator) },
		func(q *question.Question, a question.Act) error { return q.PutInCharge(a, domain.UserID{}) },
		func(q *question.Question, a question.Act) error {
			a.For = domaintest.Moderator
			return q.Recall(a, "keliru")
		},
		func(q *question.Question, a question.Act) error { return q.MarkConfidential(a, "melaporkan atasan") },
		func(q *question.Question, a question.Act) error { return q.UnmarkConfidential(a, "") },
		func(q *question.Question, a question.Act) error { return q.Dismiss(a, "ganda") },
	}
	for i, move := range moves {
		at = at.Add(time.Minute + time.Microsecond)
		if err := move(q, domaintest.Act(at)); err != nil {
			s.Fatalf("move %d: %v", i, err)
		}
		want := q.State()
		s.save(q)
		q = s.load(want.ID)
		s.equal("after a move", want, q.State())
		s.checkReplay()
	}
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		all, err := tx.QuestionEvents(ctx, q.State().ID, 0)
		if err != nil || len(all) != len(moves)+1 {
			s.Errorf("%d events, %v, want %d", len(all), err, len(moves)+1)
		}
		first, err := tx.QuestionEvents(ctx, q.State().ID, 3)
		s.equal("first events", all[:3], first)
		return err
	})
}

func testSeveralEvents(s suite) {
	q := domaintest.Captured(newSession(), domaintest.Now)
	act := domaintest.Act(domaintest.Now)
	s.must(q.Categorise(act, "local_revenue"), q.Assign(act, "bapenda"), q.Accept(act))
	want := q.State()
	s.save(q)
	q = s.load(want.ID)
	s.equal("loaded", want, q.State())
	s.must(q.Transfer(act, "dpmd", "desa"), q.Accept(act), q.AskBack(act, "?", domaintest.Now.Add(time.Hour)), q.Reply(act, "!"),
		q.Publish(act, "Ya.", domaintest.Now.Add(time.Hour)), q.Confirm(act))
	want = q.State()
	s.save(q)
	s.equal("loaded", want, s.load(want.ID).State())
}

func (s suite) must(errs ...error) {
	s.Helper()
	for _, err := range errs {
		if err != nil {
			s.Fatal(err)
		}
	}
}

func testCaptureKeyTwice(s suite) {
	first := s.capture(newSession()).State()
	same := func(c *question.Capture) { c.Key = first.CaptureKey }
	err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
		return tx.SaveQuestion(ctx, domaintest.Captured(first.Session, domaintest.Now, same))
	})
	e := s.refused("same key", err, domain.Conflict, domain.ReasonAlreadyExists)
	s.equal("what", "capture_key", e.Params["what"])
	s.save(domaintest.Captured(newSession(), domaintest.Now, same)) // in another session it is another key
	err = s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
		return tx.SaveQuestion(ctx, domaintest.Captured(first.Session, domaintest.Now, func(c *question.Capture) { c.Receipt = first.Receipt }))
	})
	e = s.refused("same receipt", err, domain.Conflict, domain.ReasonAlreadyExists)
	s.equal("what", "receipt", e.Params["what"])
}

func testQuestionNotFound(s suite) {
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		_, err := tx.LoadQuestion(ctx, domain.NewID[domain.QuestionKind](domaintest.Now))
		s.refused("load", err, domain.NotFound, domain.ReasonNotFound)
		_, err = tx.QuestionByReceipt(ctx, ledger.Hash{1})
		s.refused("by receipt", err, domain.NotFound, domain.ReasonNotFound)
		q, err := tx.QuestionByKey(ctx, newSession(), ledger.Hash{1})
		if q != nil || err != nil {
			s.Errorf("by key: %v, %v, want nothing", q, err)
		}
		events, err := tx.QuestionEvents(ctx, domain.NewID[domain.QuestionKind](domaintest.Now), 0)
		if len(events) != 0 || err != nil {
			s.Errorf("events: %v, %v, want none", events, err)
		}
		return nil
	})
}

func testQuestionStale(s suite) {
	mine := s.capture(newSession())
	theirs := s.load(mine.State().ID)
	act := domaintest.Act(domaintest.Now)
	s.must(theirs.Assign(act, "dinsos"), theirs.Accept(act), mine.Assign(act, "bapenda"))
	s.save(theirs)
	err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error { return tx.SaveQuestion(ctx, mine) })
	e := s.refused("lost update", err, domain.Stale, domain.ReasonStale)
	s.equal("version now", int64(3), e.Params["version"])
	s.equal("stored", theirs.State(), s.load(mine.State().ID).State())
}

func testCapturedIn(s suite) {
	session := newSession()
	act := domaintest.Act(domaintest.Now)
	var want []domain.QuestionID
	for i := range 3 {
		q := domaintest.Captured(session, domaintest.Now.Add(time.Duration(-i)*time.Second))
		s.must(q.Categorise(act, "other"))
		want = append([]domain.QuestionID{q.State().ID}, want...)
		s.save(q)
	}
	assigned := domaintest.Captured(session, domaintest.Now)
	s.must(assigned.Categorise(act, "other"), assigned.Assign(act, "dinsos"))
	s.save(assigned, domaintest.Captured(session, domaintest.Now), domaintest.Captured(newSession(), domaintest.Now))
	s.save(backInTriage(s, session)...)
	imported := domaintest.Captured(session, domaintest.Now, func(c *question.Capture) { c.OccurredAt, c.Imported = domaintest.Now, true })
	s.must(imported.Categorise(act, "other"))
	s.save(imported)
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		ready, waiting, err := tx.CapturedIn(ctx, session)
		s.equal("ready", want, ready)
		s.equal("waiting", 9, waiting)
		return err
	})
}

// backInTriage returns a categorised question for each way back to triage.
func backInTriage(s suite, session domain.SessionID) (back []*question.Question) {
	act := domaintest.Act(domaintest.Now)
	for _, way := range []func(*question.Question) []error{
		func(q *question.Question) []error {
			return []error{q.Assign(act, "dinsos"), q.Return(act, "bukan kami")}
		},
		func(q *question.Question) []error { return []error{q.Assign(act, "dinsos"), q.Recall(act, "keliru")} },
		func(q *question.Question) []error {
			return []error{q.AnswerOnTheSpot(act, "Ya", "Bu Ani", "", domaintest.Now.Add(time.Hour)), q.Dispute(act, "belum", false)}
		},
		func(q *question.Question) []error {
			return []error{q.Dismiss(act, "ganda"), q.Reopen(act, "bukan", false)}
		},
	} {
		q := domaintest.Captured(session, domaintest.Now)
		s.must(append(way(q), q.Categorise(act, "other"))...)
		back = append(back, q)
	}
	return back
}

func testDueByTime(s suite) {
	session, act := newSession(), domaintest.Act(domaintest.Now)
	due := domaintest.Now.Add(time.Hour)
	answered := domaintest.Captured(session, domaintest.Now)
	s.must(answered.AnswerOnTheSpot(act, "Ya", "Bu Ani", "", due))
	asked := domaintest.Captured(session, domaintest.Now)
	s.must(asked.Assign(act, "dinsos"), asked.Accept(act), asked.AskBack(act, "?", due.Add(time.Minute)))
	later := domaintest.Captured(session, domaintest.Now)
	s.must(later.AnswerOnTheSpot(act, "Ya", "Bu Ani", "", due.Add(time.Hour)))
	s.save(asked, answered, later)
	find := func(at time.Time, limit int) (ids []domain.QuestionID) {
		s.view(func(ctx context.Context, tx usecase.Tx) (err error) {
			ids, err = tx.DueByTime(ctx, at, limit)
			return err
		})
		return ids
	}
	s.equal("before", 0, len(find(due.Add(-time.Microsecond), 10)))
	s.equal("at the window's end", []domain.QuestionID{answered.State().ID}, find(due, 10))
	s.equal("both", []domain.QuestionID{answered.State().ID, asked.State().ID}, find(due.Add(time.Minute), 10))
	s.equal("limit", 1, len(find(due.Add(time.Minute), 1)))
	q := s.load(answered.State().ID)
	s.must(q.EndWindow(domaintest.Act(due.Add(time.Hour))))
	s.save(q)
	s.equal("one done", []domain.QuestionID{asked.State().ID}, find(due.Add(time.Minute), 10))
}
