// Package worktime counts working days and finds the instants at which working
// time begins and ends, in WIB. It is pure: a calendar never changes once made
// and may be used by many goroutines.
package worktime

import (
	"sync"
	"time"

	"audiensi/domain"
)

// Hours is the working time of one day, as time past midnight; the zero value
// is a day off.
type Hours struct{ Start, End time.Duration }

// Calendar says which days are worked and from when to when.
type Calendar struct {
	week     [7]Hours // by time.Weekday; at least one is worked
	holidays map[domain.Date]Holiday
	lastYear int // the last year whose holidays are loaded
}

// Default returns the calendar that holds until an administrator sets another:
// Monday to Thursday 07:30-16:00 and Friday 07:30-15:00 WIB, with national
// holidays and cuti bersama off.
var Default = sync.OnceValue(func() *Calendar {
	holidays, err := parseHolidays(nationalCSV)
	if err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	long := Hours{7*time.Hour + 30*time.Minute, 16 * time.Hour}
	friday := Hours{7*time.Hour + 30*time.Minute, 15 * time.Hour}
	return newCalendar([7]Hours{time.Monday: long, time.Tuesday: long, time.Wednesday: long,
		time.Thursday: long, time.Friday: friday}, holidays)
})

func newCalendar(week [7]Hours, holidays []Holiday) *Calendar {
	c := &Calendar{week: week, holidays: make(map[domain.Date]Holiday, len(holidays))}
	for _, h := range holidays {
		if first, ok := c.holidays[h.Date]; ok {
			h.Name = first.Name + "; " + h.Name
			if first.Kind == NationalHoliday {
				h.Kind = NationalHoliday
			}
		}
		c.holidays[h.Date] = h
		c.lastYear = max(c.lastYear, h.Date.Year)
	}
	return c
}

// HolidayOn returns the holiday of the date, and false if it is none. Where two
// fall on one day, their names are joined.
func (c *Calendar) HolidayOn(date domain.Date) (Holiday, bool) {
	h, ok := c.holidays[date]
	return h, ok
}

// hoursOf returns the working time of the date, zero on a day off.
func (c *Calendar) hoursOf(date domain.Date) Hours {
	if _, off := c.holidays[date]; off {
		return Hours{}
	}
	return c.week[date.Weekday()]
}

// IsWorkingDay reports whether the date has working time.
func (c *Calendar) IsWorkingDay(date domain.Date) bool { return c.hoursOf(date) != Hours{} }

// StartOfWorkingDay returns the instant at which the date's working time begins,
// or the zero time on a day off.
func (c *Calendar) StartOfWorkingDay(date domain.Date) time.Time {
	if h := c.hoursOf(date); h != (Hours{}) {
		return date.At(h.Start)
	}
	return time.Time{}
}

// EndOfWorkingDay returns the instant at which the date's working time ends, or
// the zero time on a day off.
func (c *Calendar) EndOfWorkingDay(date domain.Date) time.Time {
	if h := c.hoursOf(date); h != (Hours{}) {
		return date.At(h.End)
	}
	return time.Time{}
}

// AddWorkingDays returns the n-th working day after the date, or before it if n
// is negative; for 0 it returns the date itself, worked or not.
func (c *Calendar) AddWorkingDays(date domain.Date, n int) domain.Date {
	step := 1
	if n < 0 {
		step = -1
	}
	for n != 0 {
		date = date.AddDays(step)
		if c.IsWorkingDay(date) {
			n -= step
		}
	}
	return date
}

// DueAfter returns the end of working time on day n, in WIB. Day 0 is the day of
// the start, worked or not; every later working day counts, since the clock runs
// at the end of its working time. So a start in the evening or on a day off
// gives the next working day the number 1. For n of 0 or less it is the first
// end of working time that is not before the start.
func (c *Calendar) DueAfter(start time.Time, n int) time.Time {
	day := domain.DateOf(start)
	if n > 0 {
		return c.EndOfWorkingDay(c.AddWorkingDays(day, n))
	}
	if end := c.EndOfWorkingDay(day); !end.Before(start) {
		return end
	}
	return c.EndOfWorkingDay(c.AddWorkingDays(day, 1))
}

// Provisional reports whether t falls in a year after the last whose holidays
// are loaded: a deadline then may still move.
func (c *Calendar) Provisional(t time.Time) bool { return domain.DateOf(t).Year > c.lastYear }
