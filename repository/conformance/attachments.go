package conformance

import (
	"context"
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

func testAttachments(s suite) {
	s.run("rows_and_events", testAttachedRows)
	s.run("stages_of_the_bytes", testAttachmentStages)
	s.run("reserved_too_long", testReservedTooLong)
	s.run("rolled_back_with_the_unit", testKeepRolledBack)
}

func attachment(of question.AttachedFor, name string) question.Attachment {
	return question.Attachment{ID: domain.NewID[domain.AttachmentKind](domaintest.Now), For: of, Type: "application/pdf",
		Size: 15 << 20, Hash: ledger.Hash{7, 8, 9}, Name: name}
}

// testAttachedRows stores questions with files, also with names of four bytes a
// character and the most files that there can be.
func testAttachedRows(s suite) {
	act := domaintest.Act(domaintest.Now)
	q := s.capture(newSession())
	long := []rune{}
	for range domain.MaxNameText {
		long = append(long, '🌾')
	}
	s.must(q.Assign(act, "dinsos"), q.Accept(act))
	for range question.MaxAttachments {
		s.must(q.Attach(act, attachment(question.ForQuestion, string(long))), q.Attach(act, attachment(question.ForAnswer, `"surat" \ 'a'.pdf`)))
	}
	s.save(q)
	q = s.load(q.State().ID)
	s.equal("files", 2*question.MaxAttachments, len(q.State().Attachments))
	s.checkReplay()
	s.must(q.Publish(act, "Sudah.", domaintest.Now.Add(time.Hour)))
	for _, a := range q.State().Attachments {
		s.must(q.Detach(act, a.ID, "keliru"))
	}
	s.save(q)
	s.equal("no files", []question.Attachment(nil), s.load(q.State().ID).State().Attachments)
}

// reserve makes an attachment's id and reserves its bytes at the time.
func (s suite) reserve(at time.Time) domain.AttachmentID {
	s.Helper()
	id := domain.NewID[domain.AttachmentKind](at)
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		return tx.ReserveAttachment(ctx, id, domain.NewID[domain.QuestionKind](at), at)
	})
	return id
}

func (s suite) left(before time.Time, limit int) (ids []domain.AttachmentID) {
	s.Helper()
	s.view(func(ctx context.Context, tx usecase.Tx) (err error) {
		ids, err = tx.LeftAttachments(ctx, before, limit)
		return err
	})
	return ids
}

func testAttachmentStages(s suite) {
	id, now := s.reserve(domaintest.Now), domaintest.Now
	s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.KeepAttachment(ctx, id) })
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		may, err := tx.AbandonAttachment(ctx, id)
		s.equal("kept bytes may be deleted", false, may)
		return err
	})
	err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error { return tx.KeepAttachment(ctx, id) })
	s.refused("keep twice", err, domain.NotFound, domain.ReasonNotFound)
	s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.ForgetAttachment(ctx, id) }) // not of kept ones
	s.equal("left", 0, len(s.left(now.Add(time.Hour), 10)))
	s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.DropAttachment(ctx, id) })
	s.equal("left", []domain.AttachmentID{id}, s.left(now.Add(-time.Hour), 10))
	for range 2 { // a crash before forgetting lets the next sweep do it again
		s.tx(func(ctx context.Context, tx usecase.Tx) error {
			may, err := tx.AbandonAttachment(ctx, id)
			s.equal("dropped bytes may be deleted", true, may)
			return err
		})
	}
	s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.ForgetAttachment(ctx, id) })
	s.equal("left", 0, len(s.left(now.Add(time.Hour), 10)))
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		may, err := tx.AbandonAttachment(ctx, id)
		s.equal("unknown bytes may be deleted", false, may)
		return err
	})
}

func testReservedTooLong(s suite) {
	now := domaintest.Now
	old, young := s.reserve(now.Add(-2*time.Hour)), s.reserve(now)
	older := s.reserve(now.Add(-3 * time.Hour))
	s.equal("left", []domain.AttachmentID{older, old}, s.left(now.Add(-time.Hour), 10))
	s.equal("one left", []domain.AttachmentID{older}, s.left(now.Add(-time.Hour), 1))
	s.tx(func(ctx context.Context, tx usecase.Tx) error { _, err := tx.AbandonAttachment(ctx, old); return err })
	err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error { return tx.KeepAttachment(ctx, old) })
	s.refused("keep what is to be deleted", err, domain.NotFound, domain.ReasonNotFound)
	if slices.Contains(s.left(now.Add(-time.Hour), 10), young) {
		s.Error("a running upload counts as left over")
	}
}

// testKeepRolledBack: bytes are kept only if their event is committed.
func testKeepRolledBack(s suite) {
	id := s.reserve(domaintest.Now)
	q := s.capture(newSession())
	s.must(q.Attach(domaintest.Act(domaintest.Now), attachment(question.ForQuestion, "a.pdf")))
	other := s.load(q.State().ID)
	s.must(other.Assign(domaintest.Act(domaintest.Now), "dinsos"))
	s.save(other)
	err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
		if err := tx.KeepAttachment(ctx, id); err != nil {
			return err
		}
		return tx.SaveQuestion(ctx, q)
	})
	s.refused("save an old version", err, domain.Stale, domain.ReasonStale)
	if left := s.left(domaintest.Now.Add(time.Hour), 10); !slices.Contains(left, id) {
		s.Errorf("left %v, want %v among them", left, id)
	}
}
