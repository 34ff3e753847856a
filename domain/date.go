package domain

import (
	"cmp"
	"fmt"
	"time"
)

// WIB is Western Indonesian Time, the zone of Asia/Jakarta, where Banyuwangi
// lies: UTC+7 without summer time since 1964 (Keputusan Presiden 243/1963 and,
// unchanged, 41/1987). A fixed zone needs no zone database.
var WIB = time.FixedZone("WIB", 7*60*60)

// Date is a calendar day in WIB, comparable with ==. The zero value means
// "none": an open end of a period.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day on which t falls in WIB.
func DateOf(t time.Time) Date {
	year, month, day := t.In(WIB).Date()
	return Date{year, month, day}
}

// ParseDate reads YYYY-MM-DD (RFC 3339 full-date) of the years 1 to 9999 and
// refuses days that the calendar does not have.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return Date{}, fmt.Errorf("not a date of the form YYYY-MM-DD: %q", s)
	}
	return Date{t.Year(), t.Month(), t.Day()}, nil
}

// IsZero reports whether d is no day.
func (d Date) IsZero() bool { return d == Date{} }

// IsValid reports whether the calendar has the day, in the years 1 to 9999.
func (d Date) IsValid() bool {
	return d.Year >= 1 && d.Year <= 9999 && d == d.AddDays(0)
}

// String returns YYYY-MM-DD, or "" for none.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// Compare returns -1 if d is before other, 0 if they are the same day, else 1.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d is a later day than other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// AddDays returns the day n calendar days later, or earlier if n is negative.
func (d Date) AddDays(n int) Date {
	year, month, day := time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC).Date()
	return Date{year, month, day}
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Weekday()
}

// Start returns the first instant of the day, 00:00 WIB.
func (d Date) Start() time.Time { return d.At(0) }

// At returns the instant that is past the day's first by the duration.
func (d Date) At(past time.Duration) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, WIB).Add(past)
}

// MarshalText implements encoding.TextMarshaler.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler; an empty text is no day.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
