package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
)

// Accept says that the holder takes the question up.
func (a *App) Accept(ctx context.Context, p access.Principal, t Target) (QuestionView, error) {
	return a.move(ctx, p, t, question.MoveAccept, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Accept(by)
	})
}

// Return gives the question back to triage.
func (a *App) Return(ctx context.Context, p access.Principal, t Target, reason string) (QuestionView, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveReturn, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Return(by, reason)
	})
}

// Transfer passes the question to another dinas.
func (a *App) Transfer(ctx context.Context, p access.Principal, t Target, to dinas.Code, reason string) (QuestionView, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveTransfer, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		if err := activeDinas(ctx, tx, "/dinas", to, by.Now); err != nil {
			return err
		}
		return q.Transfer(by, to, reason)
	})
}

// AskBack puts a question to the asker; the pause ends by itself after PauseCap.
func (a *App) AskBack(ctx context.Context, p access.Principal, t Target, message string) (QuestionView, error) {
	if err := clean("/message", &message, domain.MaxNoteText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveAskBack, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.AskBack(by, message, a.Calendar.DueAfter(by.Now, PauseCap))
	})
}

// Note adds a note, seen by the asker only if public.
func (a *App) Note(ctx context.Context, p access.Principal, t Target, text string, public bool) (QuestionView, error) {
	if err := clean("/text", &text, domain.MaxNoteText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveNote, func(_ context.Context, _ Tx, q *question.Question, by question.Act) error {
		return q.Note(by, text, public)
	})
}

// Spot is an answer that a resource person gives in the session.
type Spot struct {
	Text       string
	AnsweredBy string
	Dinas      dinas.Code // optional
	Vow        question.Vow
}

func (s *Spot) clean(pointer string) error {
	var faults domain.Faults
	faults.Merge(clean(pointer+"/answer", &s.Text, domain.MaxAnswerText))
	faults.Merge(clean(pointer+"/answered_by", &s.AnsweredBy, domain.MaxNameText))
	faults.Merge(cleanVow(pointer+"/promise", &s.Vow))
	return faults.Err()
}

// AnswerOnTheSpot publishes what a resource person answered in the session.
func (a *App) AnswerOnTheSpot(ctx context.Context, p access.Principal, t Target, spot Spot) (QuestionView, error) {
	if err := spot.clean(""); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveAnswerOnTheSpot, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		return a.answerOnTheSpot(ctx, tx, q, by, "", spot)
	})
}

// answerOnTheSpot names, in a fault, the members below pointer. What the act says
// happened earlier is judged as of then, and its window runs from then.
func (a *App) answerOnTheSpot(ctx context.Context, tx Tx, q *question.Question, by question.Act, pointer string, spot Spot) error {
	if spot.Dinas != "" {
		if err := activeDinas(ctx, tx, pointer+"/dinas", spot.Dinas, by.Occurred()); err != nil {
			return err
		}
	}
	if err := notBefore(pointer+"/promise/due", spot.Vow.Due, by.Occurred()); err != nil {
		return err
	}
	return q.AnswerOnTheSpot(by, spot.Text, spot.AnsweredBy, spot.Dinas, a.Calendar.DueAfter(by.Occurred(), ConfirmationWindow), spot.Vow)
}
