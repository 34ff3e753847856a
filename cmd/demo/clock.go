package demo

import (
	"math/rand/v2"
	"time"

	"audiensi/domain"
	"audiensi/domain/worktime"
)

// clock is the time of the use cases while the demo is made. One goroutine
// sets and reads it.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

// hours is a length of working time.
type hours = time.Duration

// office reckons with working time.
type office struct{ calendar *worktime.Calendar }

// add returns the instant after d of working time from t on.
func (o office) add(t time.Time, d hours) time.Time {
	day := domain.DateOf(t)
	for {
		from, to := o.calendar.StartOfWorkingDay(day), o.calendar.EndOfWorkingDay(day)
		if t.After(from) {
			from = t
		}
		if left := to.Sub(from); !to.IsZero() && left > 0 {
			if d < left {
				return from.Add(d)
			}
			d -= left
		}
		day = day.AddDays(1)
	}
}

// between returns the working time from a to b.
func (o office) between(a, b time.Time) (sum hours) {
	for day := domain.DateOf(a); !day.After(domain.DateOf(b)); day = day.AddDays(1) {
		from, to := o.calendar.StartOfWorkingDay(day), o.calendar.EndOfWorkingDay(day)
		if a.After(from) {
			from = a
		}
		if b.Before(to) {
			to = b
		}
		sum += max(to.Sub(from), 0)
	}
	return sum
}

// lately returns the last instant of working time that is not after now and has
// at least the length of working time before it on its day.
func (o office) lately(now time.Time, length hours) time.Time {
	for day := domain.DateOf(now); ; day = day.AddDays(-1) {
		from, to := o.calendar.StartOfWorkingDay(day), o.calendar.EndOfWorkingDay(day)
		if now.Before(to) {
			to = now
		}
		if !from.IsZero() && to.Sub(from) >= length {
			return to
		}
	}
}

// chance draws what varies. The same seed draws the same, so that two demos
// made at one moment tell the same story.
type chance struct{ *rand.Rand }

func newChance() chance { return chance{rand.New(rand.NewPCG(2011, 12))} }

// in draws a length between least and most, to the second.
func (c chance) in(least, most time.Duration) time.Duration {
	return least + time.Duration(c.Int64N(int64((most-least)/time.Second)+1))*time.Second
}
