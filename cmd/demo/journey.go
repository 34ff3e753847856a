package demo

import (
	"context"
	"crypto/sha256"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// journey is one question on its way. In the hall moves follow one another in
// seconds; afterwards in working time.
type journey struct {
	plannedQuestion
	w       *world
	hall    *hall
	turn    int // spoken order
	seat    *seat
	misseat *seat // who it was noted down for at first, if that was wrong
	spoken  time.Time
	id      domain.QuestionID
	receipt domain.Receipt
	inHall  []move
	later   []move
}

// move is one thing done to the question, so long after the one before. How
// long an asker takes is theirs: it is never stretched.
type move struct {
	after  time.Duration
	what   string
	do     verb
	askers bool
}

type verb func(context.Context, *usecase.App, usecase.Target) error

// soon plans a move in the hall.
func (j *journey) soon(what string, do verb) {
	j.inHall = append(j.inHall, move{after: j.w.chance.in(15*time.Second, 80*time.Second), what: what, do: do})
}

// then plans a move after the hall, least to most of working time after the one before.
func (j *journey) then(least, most hours, what string, do verb) {
	j.later = append(j.later, move{after: j.w.chance.in(least, most), what: what, do: do})
}

// asks plans what the asker does, or somebody for them.
func (j *journey) asks(least, most hours, what string, do verb) {
	j.then(least, most, what, do)
	j.later[len(j.later)-1].askers = true
}

// run returns the step that makes the move at the question's version of then.
func (j *journey) run(m move) func(context.Context) error {
	return func(ctx context.Context) error {
		var t usecase.Target
		err := j.w.app.Store.View(ctx, func(ctx context.Context, tx usecase.Tx) error {
			q, err := tx.LoadQuestion(ctx, j.id)
			if err == nil {
				t = usecase.Target{ID: j.id, Version: q.State().Version}
			}
			return err
		})
		if err != nil {
			return err
		}
		return m.do(ctx, j.w.app, t)
	}
}

// capture logs the question.
func (j *journey) capture(ctx context.Context) error {
	in := usecase.CaptureInput{Key: j.key(), Body: sha256.Sum256([]byte(j.key())), Text: j.Text, SpokenNo: j.turn,
		Asker: question.Asker{Kind: question.Anonymous}}
	if j.seat != nil {
		in.Asker = j.seat.asker()
	}
	if j.misseat != nil {
		in.Asker = j.misseat.asker()
	}
	if !j.spoken.Equal(j.w.clock.at) {
		in.OccurredAt = j.spoken
	}
	if j.spotAtOnce() {
		spot := j.spot()
		in.Spot = &spot
	}
	c, err := j.w.app.Capture(ctx, j.w.moderatorOf(j.hall), j.hall.id, in)
	j.id, j.receipt = c.State.ID, c.Receipt
	return err
}

// spotAtOnce reports whether question and answer are logged in one go.
func (j *journey) spotAtOnce() bool { return j.has("on_the_spot") && j.Number%2 == 0 }

func (j *journey) spot() usecase.Spot {
	from, ok := speakers[j.AnsweredBy]
	if !ok {
		from = dinas.Code(j.Dinas)
	}
	return usecase.Spot{Text: j.Answer, AnsweredBy: j.AnsweredBy, Dinas: from}
}

// moderator returns who moderates the question's session.
func (j *journey) moderator() access.Principal { return j.w.moderatorOf(j.hall) }

// staff returns who works on questions at the dinas.
func (j *journey) staff(code string) access.Principal {
	return j.w.people[staffOf(dinas.Code(code)).Username]
}

// publisher returns who publishes for the dinas: its head where that has an account.
func (j *journey) publisher(code string) access.Principal {
	if p, ok := j.w.people[approverOf(dinas.Code(code)).Username]; ok {
		return p
	}
	return j.staff(code)
}
