package demo

import (
	"context"

	"audiensi/domain/access"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/usecase"
)

func categoryCode(s string) category.Code { return category.Code(s) }

func classOf(s string) category.Class { return category.Class(s) }

// by makes a verb of a use case; who is asked for when the move is made, since
// accounts do not exist while planning.
func by(who func() access.Principal, do func(context.Context, *usecase.App, access.Principal, usecase.Target) (usecase.QuestionView, error)) verb {
	return func(ctx context.Context, a *usecase.App, t usecase.Target) error {
		_, err := do(ctx, a, who(), t)
		return err
	}
}

func (j *journey) categorise(code string) verb {
	return by(j.moderator, func(ctx context.Context, a *usecase.App, p access.Principal, t usecase.Target) (usecase.QuestionView, error) {
		return a.Categorise(ctx, p, t, categoryCode(code))
	})
}

func (j *journey) classify() verb {
	return by(j.moderator, func(ctx context.Context, a *usecase.App, p access.Principal, t usecase.Target) (usecase.QuestionView, error) {
		return a.Classify(ctx, p, t, classOf(j.Class))
	})
}

func (j *journey) assign(code string) verb {
	return by(j.moderator, func(ctx context.Context, a *usecase.App, p access.Principal, t usecase.Target) (usecase.QuestionView, error) {
		return a.Assign(ctx, p, t, dinas.Code(code))
	})
}

func (j *journey) recall() verb {
	return by(j.moderator, func(ctx context.Context, a *usecase.App, p access.Principal, t usecase.Target) (usecase.QuestionView, error) {
		return a.Recall(ctx, p, t, j.RecallReason)
	})
}

func (j *journey) dismiss(reason string) verb {
	return by(j.moderator, func(ctx context.Context, a *usecase.App, p access.Principal, t usecase.Target) (usecase.QuestionView, error) {
		return a.Dismiss(ctx, p, t, reason)
	})
}

func (j *journey) correctText() verb {
	return by(j.moderator, func(ctx context.Context, a *usecase.App, p access.Principal, t usecase.Target) (usecase.QuestionView, error) {
		return a.CorrectText(ctx, p, t, j.CorrectedText, j.CorrectionReason)
	})
}

func (j *journey) correctAsker() verb {
	return by(j.moderator, func(ctx context.Context, a *usecase.App, p access.Principal, t usecase.Target) (usecase.QuestionView, error) {
		return a.CorrectAsker(ctx, p, t, j.seat.asker())
	})
}

func (j *journey) answerOnTheSpot() verb {
	return by(j.moderator, func(ctx context.Context, a *usecase.App, p access.Principal, t usecase.Target) (usecase.QuestionView, error) {
		return a.AnswerOnTheSpot(ctx, p, t, j.spot())
	})
}

func (j *journey) at(code string) func() access.Principal {
	return func() access.Principal { return j.staff(code) }
}

func (j *journey) accept(code string) verb {
	return by(j.at(code), func(ctx context.Context, a *usecase.App, p access.Principal, t usecase.Target) (usecase.QuestionView, error) {
		return a.Accept(ctx, p, t)
	})
}

func (j *journey) giveBack() verb {
	return by(j.at(j.WrongDinas), func(ctx context.Context, a *usecase.App, p access.Principal, t usecase.Target) (usecase.QuestionView, error) {
		return a.Return(ctx, p, t, j.ReturnReason)
	})
}

func (j *journey) transfer() verb {
	return by(j.at(j.WrongDinas), func(ctx context.Context, a *usecase.App, p access.Principal, t usecase.Target) (usecase.QuestionView, error) {
		return a.Transfer(ctx, p, t, dinas.Code(j.Dinas), j.TransferReason)
	})
}

func (j *journey) askBack() verb {
	return by(j.at(j.Dinas), func(ctx context.Context, a *usecase.App, p access.Principal, t usecase.Target) (usecase.QuestionView, error) {
		return a.AskBack(ctx, p, t, j.AskBack)
	})
}

func (j *journey) note(who func() access.Principal, public bool) verb {
	return by(who, func(ctx context.Context, a *usecase.App, p access.Principal, t usecase.Target) (usecase.QuestionView, error) {
		return a.Note(ctx, p, t, j.Note, public)
	})
}

func (j *journey) publish(answer string) verb {
	who := func() access.Principal { return j.publisher(j.Dinas) }
	return by(who, func(ctx context.Context, a *usecase.App, p access.Principal, t usecase.Target) (usecase.QuestionView, error) {
		return a.Publish(ctx, p, t, usecase.Answering{Text: answer})
	})
}

// reopen is done by the inspector, where there was one.
func (j *journey) reopen() verb {
	who := func() access.Principal {
		if p, ok := j.w.people[inspector.Username]; ok && j.State != "dismissed" {
			return p
		}
		return j.moderator()
	}
	return by(who, func(ctx context.Context, a *usecase.App, p access.Principal, t usecase.Target) (usecase.QuestionView, error) {
		return a.Reopen(ctx, p, t, j.ReopenReason)
	})
}

// The asker's moves are made with the receipt for every other question, else by
// the moderator for them.
func (j *journey) reply(ctx context.Context, a *usecase.App, t usecase.Target) (err error) {
	if j.usesReceipt() {
		_, err = a.TrackReply(ctx, j.receipt, 0, t.Version, j.Reply)
	} else {
		_, err = a.Reply(ctx, j.moderator(), t, j.Reply)
	}
	return err
}

func (j *journey) confirm(ctx context.Context, a *usecase.App, t usecase.Target) (err error) {
	if j.usesReceipt() {
		_, err = a.TrackConfirm(ctx, j.receipt, 0, t.Version)
	} else {
		_, err = a.Confirm(ctx, j.moderator(), t)
	}
	return err
}

func (j *journey) dispute(ctx context.Context, a *usecase.App, t usecase.Target) (err error) {
	if j.usesReceipt() {
		_, err = a.TrackDispute(ctx, j.receipt, 0, t.Version, j.DisputeReason)
	} else {
		_, err = a.Dispute(ctx, j.moderator(), t, j.DisputeReason)
	}
	return err
}

func (j *journey) usesReceipt() bool { return j.Number%2 == 1 }
