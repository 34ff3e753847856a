package question

import (
	"time"

	"audiensi/domain"
	"audiensi/domain/ledger"
)

// WakesAt returns when time itself ends the question's pause or window, the zero
// time for never.
func (s *State) WakesAt() time.Time {
	if s.Status == AwaitingAsker {
		return s.PauseEndsAt
	}
	return s.WindowEndsAt
}

// EndByTime ends the pause or the window if its time has come, and reports
// whether it did. Done before every other move, no move depends on how soon
// somebody noticed the end.
func (q *Question) EndByTime(act Act) (bool, error) {
	if at := q.s.WakesAt(); at.IsZero() || act.Now.Before(at) {
		return false, nil
	}
	if q.s.Status == AwaitingAsker {
		return true, q.EndPause(act)
	}
	return true, q.EndWindow(act)
}

// EndPause resumes by itself at the pause's end, also when noticed later.
func (q *Question) EndPause(act Act) error {
	return q.do(MoveEndPause, act, byTime(act, q.s.PauseEndsAt))
}

// EndWindow resolves the question because its window ended; the event carries
// the window's end as its time, also after downtime.
func (q *Question) EndWindow(act Act) error {
	return q.do(MoveEndWindow, act, byTime(act, q.s.WindowEndsAt))
}

// byTime lets an event occur at end; it is refused before that.
func byTime(act Act, end time.Time) func(*ledger.Event) error {
	return func(e *ledger.Event) error {
		if end.IsZero() || act.Now.Before(end) {
			return domain.Fail(domain.Conflict, domain.ReasonNothingChanged)
		}
		e.OccurredAt = end
		return nil
	}
}
