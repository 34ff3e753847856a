package usecase

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"time"

	"audiensi/domain"
	"audiensi/domain/minutes"
	"audiensi/domain/question"
	"audiensi/domain/session"
)

// minutesImport is one import of minutes while it runs.
type minutesImport struct {
	app      *App
	by       domain.Actor
	skipBad  bool
	session  domain.SessionID // of all rows, if it is given
	sessions map[meeting]domain.SessionID
	stored   MinutesStored
}

// past is an entry with what its capture adds, made once: the transaction may
// run more than once.
type past struct {
	entry    minutes.Entry
	session  domain.SessionID
	id       domain.QuestionID
	salt     []byte
	proposal question.Proposal
}

// store captures the entries, all in one transaction.
func (im *minutesImport) store(ctx context.Context, entries []minutes.Entry) error {
	now := im.app.now()
	batch := make([]past, len(entries))
	for i, e := range entries {
		id, err := im.sessionOf(ctx, &e)
		if err != nil {
			return err
		}
		batch[i] = past{e, id, domain.NewID[domain.QuestionKind](now), make([]byte, 16), im.app.Triage.Propose(e.Text)}
		_, _ = rand.Read(batch[i].salt) // crypto/rand.Read never fails
	}
	if len(batch) == 0 {
		return nil
	}
	var captured, kept int
	err := im.app.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		captured, kept = 0, 0
		for _, p := range batch {
			isNew, err := im.storeOne(ctx, tx, p, now)
			if err != nil {
				return err
			}
			if isNew {
				captured++
			} else {
				kept++
			}
		}
		return nil
	})
	if err == nil {
		im.stored.Captured, im.stored.Kept = im.stored.Captured+captured, im.stored.Kept+kept
	}
	return err
}

// storeOne reports whether the question is new.
func (im *minutesImport) storeOne(ctx context.Context, tx Tx, p past, now time.Time) (bool, error) {
	key := p.entry.Key(p.session)
	hash := sha256.Sum256([]byte(key))
	if old, err := tx.QuestionByKey(ctx, p.session, hash); err != nil || old != nil {
		return false, err
	}
	s, err := tx.LoadSession(ctx, p.session)
	if err != nil {
		return false, err
	}
	q, err := im.capture(ctx, tx, p, s, key, now)
	if err != nil {
		return false, err
	}
	if err := im.follow(q, &p.entry, now); err != nil {
		return false, err
	}
	return true, tx.SaveQuestion(ctx, q)
}

func (im *minutesImport) capture(ctx context.Context, tx Tx, p past, s *session.Session, key string, now time.Time) (*question.Question, error) {
	if err := completeProposal(ctx, tx, s, p.entry.Text, &p.proposal, p.entry.Asker, now); err != nil {
		return nil, err
	}
	receipt := domain.DeriveReceipt(key, p.salt)
	return question.New(question.Act{Actor: im.by, Now: now}, question.Capture{ID: p.id, Session: p.session, Text: p.entry.Text,
		Asker: p.entry.Asker, SpokenNo: p.entry.SpokenNo, OccurredAt: p.entry.Date.Start(), Imported: true, Proposal: p.proposal,
		Receipt: receipt.Hash(), ReceiptSalt: p.salt, Key: sha256.Sum256([]byte(key)), Body: p.entry.Content}), nil
}

// follow records what became of the question, as of the days of the minutes. An
// answer of the same day was given on the spot; one of a later day is the dinas'
// that held the question in between. A confirmation window that is over ends.
func (im *minutesImport) follow(q *question.Question, e *minutes.Entry, now time.Time) error {
	asked := question.Act{Actor: im.by, Now: now, At: e.Date.Start()}
	if e.Category != "" {
		if err := q.Categorise(asked, e.Category); err != nil {
			return err
		}
	}
	switch {
	case e.Answer != "":
		return im.answer(q, e, asked)
	case e.Status == question.Dismissed:
		return q.Dismiss(asked, e.StatusText)
	case e.Status == question.Captured || e.Dinas == "":
		return nil
	}
	if err := q.Assign(asked, e.Dinas); err != nil || e.Status != question.InProgress {
		return err
	}
	return q.Accept(asked)
}

func (im *minutesImport) answer(q *question.Question, e *minutes.Entry, asked question.Act) error {
	answered := asked
	answered.At = e.AnsweredOn.Start()
	window := im.app.Calendar.DueAfter(answered.At, ConfirmationWindow)
	var err error
	if e.AnsweredLater() {
		err = publishLater(q, e, asked, answered, window)
	} else {
		err = q.AnswerOnTheSpot(answered, e.Answer, e.AnsweredBy, e.Dinas, window)
	}
	if err == nil && e.Status == question.Resolved {
		return q.Confirm(answered)
	}
	if err == nil {
		_, err = q.EndByTime(systemAct(asked.Now))
	}
	return err
}

// publishLater lets the dinas hold the question until its answer. Who spoke for
// it, which such an answer has no place for, is kept in a note.
func publishLater(q *question.Question, e *minutes.Entry, asked, answered question.Act, window time.Time) error {
	if err := q.Assign(asked, e.Dinas); err != nil {
		return err
	}
	if err := q.Accept(asked); err != nil {
		return err
	}
	if e.AnsweredBy != "" {
		if err := q.Note(answered, "Menurut notulen dijawab oleh "+e.AnsweredBy+".", false); err != nil {
			return err
		}
	}
	return q.Publish(answered, e.Answer, window)
}
