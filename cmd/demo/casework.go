package demo

import (
	"context"

	"audiensi/domain/question"
)

// answering is how long a dinas takes to answer, by class, in working time.
var answering = map[string][2]hours{
	"information": {4 * hour, 26 * hour},
	"complaint":   {12 * hour, 70 * hour},
	"inspection":  {60 * hour, 140 * hour},
	"aspiration":  {16 * hour, 80 * hour},
}

// work plans what the dinas does once it accepted.
func (j *journey) work() {
	if j.has("internal_note") {
		j.then(4*hour, 20*hour, "note", j.note(j.at(j.Dinas), false))
	}
	if j.has("progress_note") {
		j.then(4*hour, 20*hour, "note", j.note(j.at(j.Dinas), true))
	}
	if j.AskBack != "" {
		j.then(4*hour, 16*hour, "ask back", j.askBack())
		if j.State == string(question.AwaitingAsker) {
			return
		}
		j.asks(6*hour, 26*hour, "reply", j.reply)
	}
	if j.State == string(question.InProgress) && !j.has("disputed") && !j.has("reopened") {
		return
	}
	j.answer(j.Answer)
	if j.again() {
		return
	}
	j.end()
}

// again plans what follows an answer that did not answer; it reports whether
// the question ends there, in the dinas' hands.
func (j *journey) again() bool {
	switch {
	case j.has("disputed"):
		j.asks(4*hour, 24*hour, "dispute", j.dispute)
	case j.has("reopened"):
		j.asks(6*hour, 30*hour, "confirm", j.confirm)
		j.asks(12*hour, 40*hour, "reopen", j.reopen())
	default:
		return false
	}
	if j.State == string(question.InProgress) {
		return true
	}
	j.answer(j.Answer2)
	return false
}

func (j *journey) answer(text string) {
	span := answering[j.Class]
	j.then(span[0], span[1], "answer", j.publish(text))
}

// end resolves a question that was answered, by word or by time.
func (j *journey) end() {
	if j.State != string(question.Resolved) || j.has("window") {
		return
	}
	j.asks(6*hour, 40*hour, "confirm", j.confirm)
}

// sweep ends what time ended, as the server's background sweep does.
func (w *world) sweep(ctx context.Context) error {
	_, err := w.app.Sweep(ctx)
	return err
}
