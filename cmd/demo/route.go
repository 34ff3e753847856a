package demo

import (
	"time"

	"audiensi/domain/question"
)

const hour = time.Hour

// plan plans every move of the question, from its capture to its state.
func (j *journey) plan() {
	j.correct()
	switch {
	case j.has("on_the_spot"):
		j.onTheSpot()
	case j.State == string(question.Captured):
		j.staysCaptured()
	case j.State == string(question.Dismissed):
		j.isDismissed()
	default:
		j.goesToDinas()
	}
}

// correct plans corrections that a moderator makes minutes after the capture.
func (j *journey) correct() {
	if j.has("text_corrected") {
		j.soon("correct the text", j.correctText())
	}
	if j.has("asker_corrected") {
		j.soon("correct the asker", j.correctAsker())
	}
}

func (j *journey) onTheSpot() {
	if !j.spotAtOnce() {
		j.soon("answer on the spot", j.answerOnTheSpot())
	}
	j.soon("classify", j.classify())
	j.soon("categorise", j.categorise(j.Category))
	if j.has("disputed") {
		j.asks(4*hour, 24*hour, "dispute", j.dispute)
		j.then(2*hour, 10*hour, "assign", j.assign(j.Dinas))
		j.then(hour, 12*hour, "accept", j.accept(j.Dinas))
		j.answer(j.Answer2)
	}
	j.end()
}

// staysCaptured leaves the question in triage, after a detour or untouched.
func (j *journey) staysCaptured() {
	if j.has("internal_note") {
		j.then(hour, 6*hour, "note", j.note(j.moderator, false))
	}
	switch {
	case j.has("returned") || j.has("recalled"):
		j.then(hour, 4*hour, "categorise", j.categorise(j.Category))
		j.detour()
	case j.has("wrong_category"):
		j.then(hour, 4*hour, "categorise wrongly", j.categorise(j.ProposedCategory))
		j.then(hour/2, 3*hour, "categorise", j.categorise(j.Category))
	case j.hall.closes.IsZero() && j.Number%2 == 0:
		j.soon("classify", j.classify())
		j.soon("categorise", j.categorise(j.Category))
	}
}

func (j *journey) isDismissed() {
	if j.has("internal_note") {
		j.then(hour, 6*hour, "note", j.note(j.moderator, false))
	}
	j.then(hour, 10*hour, "dismiss", j.dismiss(j.DismissReason))
	if j.has("reopened") {
		j.asks(12*hour, 40*hour, "reopen", j.reopen())
		j.then(4*hour, 16*hour, "dismiss again", j.dismiss(j.DismissReason2))
	}
}

// goesToDinas plans triage, detours and the dinas' work.
func (j *journey) goesToDinas() {
	first := j.Dinas
	if j.WrongDinas != "" {
		first = j.WrongDinas
	}
	j.byHand(first)
	if j.WrongDinas != "" {
		j.leaveWrongDinas()
	}
	if j.State == string(question.Assigned) {
		return
	}
	j.then(hour, 12*hour, "accept", j.accept(j.Dinas))
	j.work()
}

// byHand lets the moderator assign.
func (j *journey) byHand(first string) {
	plan := func(least, most hours, what string, do verb) { j.then(least, most, what, do) }
	if j.hall.closes.IsZero() {
		plan = func(_, _ hours, what string, do verb) { j.soon(what, do) }
	}
	plan(hour, 8*hour, "classify", j.classify())
	if j.has("wrong_category") {
		plan(2*time.Minute, 8*time.Minute, "categorise wrongly", j.categorise(j.ProposedCategory))
		plan(10*time.Minute, 5*hour, "categorise", j.categorise(j.Category))
	} else {
		plan(2*time.Minute, 8*time.Minute, "categorise", j.categorise(j.Category))
	}
	plan(time.Minute, 3*hour, "assign", j.assign(first))
}

// leaveWrongDinas takes the question on to the right one.
func (j *journey) leaveWrongDinas() {
	switch {
	case j.has("transferred"):
		j.then(hour, 10*hour, "accept", j.accept(j.WrongDinas))
		j.then(3*hour, 16*hour, "transfer", j.transfer())
		return
	case j.has("recalled"):
		j.then(2*hour, 10*hour, "recall", j.recall())
	default:
		j.returned()
	}
	j.then(hour/2, 8*hour, "assign", j.assign(j.Dinas))
}

// detour assigns to the wrong dinas and gets the question back.
func (j *journey) detour() {
	j.then(hour/2, 3*hour, "assign", j.assign(j.WrongDinas))
	if j.has("recalled") {
		j.then(2*hour, 10*hour, "recall", j.recall())
		return
	}
	j.returned()
}

// returned lets the wrong dinas give the question back, half the time after it accepted.
func (j *journey) returned() {
	if j.Number%2 == 0 {
		j.then(hour, 8*hour, "accept", j.accept(j.WrongDinas))
	}
	j.then(3*hour, 16*hour, "return", j.giveBack())
}
