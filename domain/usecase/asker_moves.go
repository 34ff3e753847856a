package usecase

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// Reply passes on what the asker replied to the dinas' question.
func (a *App) Reply(ctx context.Context, p access.Principal, t Target, message string) (QuestionView, error) {
	if err := clean("/message", &message, domain.MaxNoteText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveReply, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Reply(by, message)
	})
}

// Confirm resolves the question.
func (a *App) Confirm(ctx context.Context, p access.Principal, t Target) (QuestionView, error) {
	return a.move(ctx, p, t, question.MoveConfirm, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Confirm(by)
	})
}

// Dispute says that the answer does not answer.
func (a *App) Dispute(ctx context.Context, p access.Principal, t Target, reason string) (QuestionView, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveDispute, disputed(reason))
}

func disputed(reason string) verb {
	return func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		active, err := lastHolderActive(ctx, tx, q, by.Now)
		if err != nil {
			return err
		}
		return q.Dispute(by, reason, active)
	}
}

// lastHolderActive reports whether a dinas holds or held the question and is
// still valid: only such a one gets it back.
func lastHolderActive(ctx context.Context, tx Tx, q *question.Question, now time.Time) (bool, error) {
	held := q.State().Custodies
	if len(held) == 0 {
		return false, nil
	}
	err := activeDinas(ctx, tx, "", held[len(held)-1].Dinas, now)
	if domain.CodeOf(err) == domain.Invalid {
		return false, nil
	}
	return err == nil, err
}

// Reopen starts a new round.
func (a *App) Reopen(ctx context.Context, p access.Principal, t Target, reason string) (QuestionView, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveReopen, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		active, err := lastHolderActive(ctx, tx, q, by.Now)
		if err != nil {
			return err
		}
		return q.Reopen(by, reason, active)
	})
}

// Tracked is what an asker sees of their question.
type Tracked struct {
	State    question.State
	Session  SessionSummary
	Category [2]string // names, Indonesian and English; empty until categorised
	Notes    []*ledger.Event
	Names    map[dinas.Code]string // of the holder and of those who answered or noted
}

// SessionSummary names a session to an asker.
type SessionSummary struct {
	Title, Place string
	Date         domain.Date
}

// Track returns the question of the receipt.
func (a *App) Track(ctx context.Context, r domain.Receipt) (t Tracked, err error) {
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		q, err := tx.QuestionByReceipt(ctx, r.Hash())
		if err != nil {
			return err
		}
		t, err = tracked(ctx, tx, q.State())
		return err
	})
	return t, err
}

// TrackReply, TrackConfirm and TrackDispute are the asker's own moves.
func (a *App) TrackReply(ctx context.Context, r domain.Receipt, version uint64, message string) (Tracked, error) {
	if err := clean("/message", &message, domain.MaxNoteText); err != nil {
		return Tracked{}, err
	}
	return a.trackMove(ctx, r, version, question.MoveReply, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Reply(by, message)
	})
}

// TrackConfirm resolves the question as the asker's own word.
func (a *App) TrackConfirm(ctx context.Context, r domain.Receipt, version uint64) (Tracked, error) {
	return a.trackMove(ctx, r, version, question.MoveConfirm, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Confirm(by)
	})
}

// TrackDispute says that the answer does not answer.
func (a *App) TrackDispute(ctx context.Context, r domain.Receipt, version uint64, reason string) (Tracked, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return Tracked{}, err
	}
	return a.trackMove(ctx, r, version, question.MoveDispute, disputed(reason))
}

func (a *App) trackMove(ctx context.Context, r domain.Receipt, version uint64, m question.Move, do verb) (t Tracked, err error) {
	now := a.now()
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		q, err := tx.QuestionByReceipt(ctx, r.Hash())
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

func tracked(ctx context.Context, tx Tx, s question.State) (Tracked, error) {
	t := Tracked{State: s}
	var err error
	if t.Session, err = sessionSummary(ctx, tx, s.Session); err != nil {
		return t, err
	}
	if t.Category, err = categoryNames(ctx, tx, s.Category); err != nil {
		return t, err
	}
	events, err := tx.QuestionEvents(ctx, s.ID, 0)
	if err != nil {
		return t, err
	}
	shown := []dinas.Code{s.Dinas, s.Answer.Dinas}
	for _, e := range events {
		if question.IsPublicNote(e) {
			t.Notes, shown = append(t.Notes, e), append(shown, dinas.Code(e.Actor.Dinas))
		}
	}
	t.Names, err = dinasNames(ctx, tx, shown)
	return t, err
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

// dinasNames returns the names of the dinas; "" is none.
func dinasNames(ctx context.Context, tx Tx, codes []dinas.Code) (map[dinas.Code]string, error) {
	names := map[dinas.Code]string{}
	for _, code := range codes {
		if _, known := names[code]; known || code == "" {
			continue
		}
		d, err := tx.LoadDinas(ctx, code)
		if err != nil {
			return nil, err
		}
		names[code] = d.Name
	}
	return names, nil
}
