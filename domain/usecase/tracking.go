package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// Tracked is what an asker sees of their question, or of a part of it.
type Tracked struct {
	State    question.State
	Session  SessionSummary
	Category [2]string // names, Indonesian and English; empty until categorised
	Notes    []*ledger.Event
	Moved    []question.PromiseMove
	Names    map[dinas.Code]string // of the holder and of those who answered, noted or promised
	Survivor *question.State       // the question that it is merged into; of it only answer, dinas and state are shown
	Parts    []Tracked             // while it is split
}

// SessionSummary names a session to an asker.
type SessionSummary struct {
	Title, Place string
	Date         domain.Date
}

// Track returns the question of the receipt, or its part with the number.
func (a *App) Track(ctx context.Context, r domain.Receipt, part int) (t Tracked, err error) {
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		q, err := byReceipt(ctx, tx, r, part)
		if err != nil {
			return err
		}
		t, err = tracked(ctx, tx, q.State())
		return err
	})
	return t, err
}

// TrackReply, TrackConfirm and TrackDispute are the asker's own moves.
func (a *App) TrackReply(ctx context.Context, r domain.Receipt, part int, version uint64, message string) (Tracked, error) {
	if err := clean("/message", &message, domain.MaxNoteText); err != nil {
		return Tracked{}, err
	}
	return a.trackMove(ctx, r, part, version, question.MoveReply, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Reply(by, message)
	})
}

// TrackConfirm resolves the question as the asker's own word.
func (a *App) TrackConfirm(ctx context.Context, r domain.Receipt, part int, version uint64) (Tracked, error) {
	return a.trackMove(ctx, r, part, version, question.MoveConfirm, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Confirm(by)
	})
}

// TrackDispute says that the answer does not answer.
func (a *App) TrackDispute(ctx context.Context, r domain.Receipt, part int, version uint64, reason string) (Tracked, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return Tracked{}, err
	}
	return a.trackMove(ctx, r, part, version, question.MoveDispute, disputed(reason))
}

func (a *App) trackMove(ctx context.Context, r domain.Receipt, part int, version uint64, m question.Move, do verb) (t Tracked, err error) {
	now := a.now()
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		q, err := byReceipt(ctx, tx, r, part)
		if err != nil {
			return err
		}
		if _, err := moveLoaded(ctx, tx, access.Principal{Asker: true}, q, version, m, now, do); err != nil {
			return err
		}
		t, err = tracked(ctx, tx, q.State())
		return err
	})
	return t, err
}

// byReceipt returns the question of the receipt, or its part: parts have no
// receipts of their own. Part 0 is the question itself.
func byReceipt(ctx context.Context, tx Tx, r domain.Receipt, part int) (*question.Question, error) {
	q, err := tx.QuestionByReceipt(ctx, r.Hash())
	if err != nil {
		return nil, unknownCode(err)
	}
	if part == 0 {
		return q, nil
	}
	parts := q.State().Parts
	if part < 0 || part > len(parts) {
		return nil, domain.InvalidField("?part", "exists", "")
	}
	return tx.LoadQuestion(ctx, parts[part-1])
}

func tracked(ctx context.Context, tx Tx, s question.State) (Tracked, error) {
	t := Tracked{State: s}
	var err error
	if t.Session, err = sessionSummary(ctx, tx, s.Session); err != nil {
		return t, err
	}
	events, err := tx.QuestionEvents(ctx, s.ID, 0)
	if err != nil {
		return t, err
	}
	for _, e := range events {
		if question.IsPublicNote(e) {
			t.Notes = append(t.Notes, e)
		}
	}
	t.Moved = question.PromiseMoves(events)
	if err := t.loadParts(ctx, tx); err != nil {
		return t, err
	}
	if err := t.summarise(ctx, tx); err != nil {
		return t, err
	}
	return t, t.maskForAsker(ctx, tx)
}

// summarise completes what tells of the question itself: its category, what it
// is merged into, and the names of the dinas.
func (t *Tracked) summarise(ctx context.Context, tx Tx) (err error) {
	if t.Category, err = categoryNames(ctx, tx, t.State.Category); err != nil {
		return err
	}
	if t.State.Status == question.Merged {
		survivor, err := tx.LoadQuestion(ctx, t.State.MergedInto)
		if err != nil {
			return err
		}
		s := survivor.State()
		t.Survivor = &s
	}
	t.Names, err = dinasNames(ctx, tx, t.shown())
	return err
}

func sessionSummary(ctx context.Context, tx Tx, id domain.SessionID) (SessionSummary, error) {
	s, err := tx.LoadSession(ctx, id)
	if err != nil {
		return SessionSummary{}, err
	}
	return SessionSummary{s.Title, s.Place, s.Date}, nil
}

// categoryNames returns the names, Indonesian and English; "" has none.
func categoryNames(ctx context.Context, tx Tx, code category.Code) ([2]string, error) {
	if code == "" {
		return [2]string{}, nil
	}
	c, err := tx.LoadCategory(ctx, code)
	if err != nil {
		return [2]string{}, err
	}
	return [2]string{c.NameID, c.NameEN}, nil
}

// loadParts loads the parts that the question was split into.
func (t *Tracked) loadParts(ctx context.Context, tx Tx) error {
	for _, id := range t.State.Parts {
		q, err := tx.LoadQuestion(ctx, id)
		if err != nil {
			return err
		}
		part, err := tracked(ctx, tx, q.State())
		if err != nil {
			return err
		}
		t.Parts = append(t.Parts, part)
	}
	return nil
}

// shown are the dinas that the asker is told of.
func (t *Tracked) shown() []dinas.Code {
	shown := []dinas.Code{t.Holder(), t.Answer().Dinas}
	for _, e := range t.Notes {
		shown = append(shown, dinas.Code(e.Actor.Dinas))
	}
	for _, made := range t.Promises() {
		shown = append(shown, made.Dinas)
	}
	return shown
}

// Promises are those of the answer that the asker got.
func (t *Tracked) Promises() []question.Promise {
	switch {
	case t.Survivor == nil:
		return t.State.Promises
	case t.State.Reached:
		return t.Survivor.Promises
	}
	return nil
}

// Holder is the dinas that works on the answer, also where another question
// waits for it first.
func (t *Tracked) Holder() dinas.Code {
	if t.Survivor != nil {
		return t.Survivor.Dinas
	}
	return t.State.Dinas
}

// Answer is the answer that the asker got.
func (t *Tracked) Answer() question.Answer {
	switch {
	case t.Survivor == nil:
		return t.State.Answer
	case t.State.Reached:
		return t.Survivor.Answer
	}
	return question.Answer{}
}

// Status is the state that the asker is told: what is merged stands where its
// survivor does, as far as that concerns this asker.
func (t *Tracked) Status() question.Status {
	switch {
	case t.Survivor == nil:
		return t.State.Status
	case !t.State.ResolvedAt.IsZero():
		return question.Resolved
	case t.State.Reached:
		return question.Answered
	case t.Survivor.Status == question.AwaitingAsker:
		return question.InProgress // somebody else is asked
	}
	return t.Survivor.Status
}
