package usecase

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// Answering is what is published or amended: either a text, with what it
// promises, or the draft of that hash, which brings its own promise.
type Answering struct {
	Text  string
	Vow   question.Vow
	Draft *ledger.Hash
}

func (in *Answering) clean() error {
	var faults domain.Faults
	switch {
	case (in.Text != "") == (in.Draft != nil):
		faults.Add("/text", "exactly_one", "text, draft_hash")
	case in.Draft == nil:
		faults.Merge(clean("/text", &in.Text, domain.MaxAnswerText))
		faults.Merge(cleanVow("/promise", &in.Vow))
	case !in.Vow.IsZero():
		faults.Add("/promise", "forbidden", "draft_hash")
	}
	return faults.Err()
}

// vows is what is promised, for the verbs.
func (in *Answering) vows() []question.Vow {
	if in.Vow.IsZero() {
		return nil
	}
	return []question.Vow{in.Vow}
}

// cleanVow checks a promise whole: both what and when, or neither.
func cleanVow(pointer string, v *question.Vow) error {
	if v.IsZero() {
		return nil
	}
	var faults domain.Faults
	faults.Merge(clean(pointer+"/what", &v.What, domain.MaxReasonText))
	if !v.Due.IsValid() {
		faults.Add(pointer+"/due", "required", "")
	}
	return faults.Err()
}

// notBefore refuses a day before the one of at; no day is none too early.
func notBefore(pointer string, due domain.Date, at time.Time) error {
	if today := domain.DateOf(at); !due.IsZero() && due.Before(today) {
		return domain.InvalidField(pointer, "gtefield", today.String())
	}
	return nil
}

// Publish publishes the holder's answer and opens the confirmation window.
func (a *App) Publish(ctx context.Context, p access.Principal, t Target, in Answering) (QuestionView, error) {
	if err := in.clean(); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MovePublish, a.published(in))
}

// published is the verb that publishes, for one question as for many.
func (a *App) published(in Answering) verb {
	return func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		approval, err := in.check(ctx, tx, q, question.MovePublish, by)
		if err != nil {
			return err
		}
		end := a.Calendar.DueAfter(by.Now, ConfirmationWindow)
		if in.Draft != nil {
			return q.PublishDraft(by, *in.Draft, approval, end)
		}
		return q.Publish(by, in.Text, end, in.vows()...)
	}
}

// Amend replaces the text of the answer; where it was published and not yet
// resolved, the confirmation window begins anew.
func (a *App) Amend(ctx context.Context, p access.Principal, t Target, in Answering, reason string) (QuestionView, error) {
	var faults domain.Faults
	faults.Merge(in.clean())
	faults.Merge(clean("/reason", &reason, domain.MaxReasonText))
	if err := faults.Err(); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveAmend, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		approval, err := in.check(ctx, tx, q, question.MoveAmend, by)
		if err != nil {
			return err
		}
		end := a.Calendar.DueAfter(by.Now, ConfirmationWindow)
		if in.Draft != nil {
			return q.AmendDraft(by, *in.Draft, approval, reason, end)
		}
		return q.Amend(by, in.Text, reason, end, in.vows()...)
	})
}

// check reports whether the holder requires approval of answers, and refuses a
// plain text where it does.
func (in *Answering) check(ctx context.Context, tx Tx, q *question.Question, m question.Move, by question.Act) (approval bool, err error) {
	if err := q.May(m); err != nil {
		return false, err
	}
	s := q.State()
	if s.Dinas != "" {
		d, err := tx.LoadDinas(ctx, s.Dinas)
		if err != nil {
			return false, err
		}
		approval = d.RequiresApproval
	}
	if approval && in.Draft == nil {
		return false, domain.Fail(domain.Conflict, domain.ReasonApprovalRequired).With("step", string(s.Draft.Step))
	}
	return approval, notBefore("/promise/due", in.Vow.Due, by.Now)
}
