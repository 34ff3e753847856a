package demo

import (
	"context"
	"fmt"
	"time"

	"audiensi/domain"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

const workday = 8*hour + 30*time.Minute

// planQuestions seats every asker and plans every question's life.
func (w *world) planQuestions() error {
	for _, q := range w.data.questions {
		h := w.hallFor(q)
		if h == nil {
			return fmt.Errorf("question %d (%s, %v) fits no session", q.Number, q.State, q.Path)
		}
		j := &journey{plannedQuestion: q, w: w, hall: h}
		h.turns = append(h.turns, j)
	}
	for _, h := range w.halls {
		if !h.held {
			if err := w.expect(h); err != nil {
				return err
			}
			continue
		}
		w.chance.Shuffle(len(h.turns), func(a, b int) { h.turns[a], h.turns[b] = h.turns[b], h.turns[a] })
		if err := w.planTurns(h); err != nil {
			return err
		}
	}
	return nil
}

// expect puts a few people on the list of a session to come.
func (w *world) expect(h *hall) error {
	for i := range 8 {
		role := domain.Kades
		if i%2 == 1 {
			role = domain.Sekdes
		}
		name, err := w.name(h, role, i/2)
		if err != nil {
			return err
		}
		s := &seat{hall: h, name: name, role: role, desa: h.desa[(i/2)%len(h.desa)]}
		w.at(w.office.lately(w.now, time.Hour).Add(-time.Duration(8-i)*time.Minute), "expect "+name, s.register(w))
	}
	return nil
}

// planTurns lets one after the other speak, closes the session, and plans what follows.
func (w *world) planTurns(h *hall) error {
	at := h.opens.Add(w.chance.in(5*time.Minute, 10*time.Minute))
	for i, j := range h.turns {
		at = at.Add(w.chance.in(20*time.Second, 95*time.Second))
		j.turn, j.spoken = i+1, at
		if err := j.takeSeats(); err != nil {
			return err
		}
		w.at(j.recorded(), "capture "+j.key(), j.capture)
		j.plan()
	}
	if !h.closes.IsZero() {
		w.at(h.closes, "close "+h.Key, func(ctx context.Context) error { return w.close(ctx, h) })
	}
	for _, j := range h.turns {
		j.timetable()
	}
	return nil
}

// recorded is when the server gets the question: at once, or minutes later
// where the hall's network failed for a while.
func (j *journey) recorded() time.Time {
	if j.hall.Key == "kalipuro" && j.turn > 5 && j.turn <= 10 {
		return j.spoken.Add(9 * time.Minute)
	}
	return j.spoken
}

// timetable turns the moves into steps. Those after the hall keep their drawn
// lengths unless that would end too late or too long ago for the state that the
// question shall have today; then all are stretched or shortened alike.
func (j *journey) timetable() {
	at := j.recorded()
	for _, m := range j.inHall {
		at = at.Add(m.after)
		j.w.at(at, m.what+" "+j.key(), j.run(m))
	}
	if j.hall.closes.After(at) {
		at = j.hall.closes
	}
	lengths := j.lengths(at)
	for i, m := range j.later {
		at = j.w.office.add(at, lengths[i])
		j.w.at(at, m.what+" "+j.key(), j.run(m))
	}
	if j.has("window") {
		end := j.w.office.calendar.DueAfter(at, usecase.ConfirmationWindow)
		j.w.at(end.Add(30*time.Second), "sweep", j.w.sweep)
	}
}

// lengths returns how long after one another the later moves happen: as drawn,
// or all shorter, or those of the offices longer.
func (j *journey) lengths(start time.Time) []hours {
	lengths := make([]hours, len(j.later))
	var natural, askers hours
	for i, m := range j.later {
		lengths[i] = m.after
		natural += m.after
		if m.askers {
			askers += m.after
		}
	}
	end := j.wanted(start, natural)
	for i, m := range j.later {
		switch {
		case end < natural:
			lengths[i] = hours(float64(m.after) * float64(end) / float64(natural))
		case end > natural && !m.askers:
			lengths[i] = hours(float64(m.after) * float64(end-askers) / float64(natural-askers))
		}
	}
	return lengths
}

// wanted returns how long after the start the last move shall be.
func (j *journey) wanted(start time.Time, natural hours) hours {
	if j.hall.era == eraOf2011 {
		return natural
	}
	room := j.w.office.between(start, j.w.now)
	least, most := j.ago()
	newest, oldest := room-least, room-most
	if newest < room/20 {
		newest = room * 9 / 10
	}
	if natural <= newest && natural >= oldest {
		return natural
	}
	from := max(oldest, newest/2, 0)
	return from + hours(j.w.chance.Float64()*float64(newest-from))
}

// ago returns how long ago, in working time, the last move may have been: the
// window and the pause of what is open today must not be over.
func (j *journey) ago() (least, most hours) {
	switch question.Status(j.State) {
	case question.Answered, question.AwaitingAsker:
		return hour, 7 * workday
	}
	if j.has("window") {
		return (usecase.ConfirmationWindow + 2) * workday, 1000 * workday
	}
	return hour, 1000 * workday
}
