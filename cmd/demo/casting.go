package demo

import (
	"slices"

	"audiensi/domain/question"
)

// hallFor returns the session that the question was put in: the emptiest of
// those whose age suits the state it shall have today.
func (w *world) hallFor(q plannedQuestion) *hall {
	var best *hall
	for _, h := range w.halls {
		if !h.held || h.era != q.Era || !suits(h, q) {
			continue
		}
		if best == nil || len(h.turns) < len(best.turns) {
			best = h
		}
	}
	return best
}

// suits reports whether the question can have come out of the session: who
// answered on the spot was there, and there was time for what happened since.
func suits(h *hall, q plannedQuestion) bool {
	present := func(r plannedSpeaker) bool { return speakers[r.Position] == speakers[q.AnsweredBy] }
	if q.has("on_the_spot") && !slices.ContainsFunc(h.Resources, present) {
		return false
	}
	if h.era == eraOf2011 {
		return true
	}
	return leavesTime(-h.DayOffset, q)
}

// leavesTime reports whether a session of age working days ago leaves the time
// that the question's way takes, and not so much that it would be over.
func leavesTime(age int, q plannedQuestion) bool {
	recent := age == 4 || age == 12
	switch question.Status(q.State) {
	case question.Resolved:
		return age >= 25 || age >= 12 && !q.has("window") && q.Class != "inspection"
	case question.Answered:
		switch {
		case q.has("on_the_spot"):
			return age <= 4
		case q.has("reopened"):
			return age == 25
		}
		return age == 12 || age == 25 || age == 4 && q.Class == "information"
	case question.InProgress:
		if q.Class == "inspection" || q.has("disputed") || q.has("reopened") || q.has("asked_back") {
			return age == 25 || age == 40
		}
		return recent
	case question.AwaitingAsker:
		return recent
	case question.Assigned:
		return recent || age == 0 && len(q.Path) == 0
	case question.Dismissed:
		return age >= 4
	}
	return age == 4 || age == 0 && (len(q.Path) == 0 || q.has("text_corrected"))
}
