package worktime_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"audiensi/domain"
	"audiensi/domain/worktime"
)

func at(t testing.TB, s string) time.Time {
	t.Helper()
	instant, err := time.ParseInLocation("2006-01-02 15:04:05", s, domain.WIB)
	if err != nil {
		t.Fatal(err)
	}
	return instant
}

func date(t testing.TB, s string) domain.Date {
	t.Helper()
	d, err := domain.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Lebaran 2026: off from Wednesday 18 March (Nyepi) to Tuesday 24 March.
func TestWorkingDay(t *testing.T) {
	c := worktime.Default()
	for day, want := range map[string]struct{ start, end string }{
		"2026-03-16": {"07:30", "16:00"}, "2026-03-17": {"07:30", "16:00"},
		"2026-03-18": {}, "2026-03-19": {}, "2026-03-20": {}, "2026-03-21": {}, "2026-03-22": {},
		"2026-03-23": {}, "2026-03-24": {}, "2026-03-25": {"07:30", "16:00"}, "2026-03-26": {"07:30", "16:00"},
		"2026-03-27": {"07:30", "15:00"}, "2026-03-28": {}, "2026-03-29": {}, "2026-08-17": {},
		"2011-12-26": {}, "2011-12-27": {"07:30", "16:00"}, "2028-02-29": {"07:30", "16:00"},
	} {
		d := date(t, day)
		if got := c.IsWorkingDay(d); got != (want.start != "") {
			t.Errorf("%s is a working day: %v", day, got)
		}
		if want.start == "" {
			if !c.StartOfWorkingDay(d).IsZero() || !c.EndOfWorkingDay(d).IsZero() {
				t.Errorf("%s has working time", day)
			}
			continue
		}
		if got := c.StartOfWorkingDay(d); !got.Equal(at(t, day+" "+want.start+":00")) {
			t.Errorf("%s begins at %v", day, got)
		}
		if got := c.EndOfWorkingDay(d); !got.Equal(at(t, day+" "+want.end+":00")) {
			t.Errorf("%s ends at %v", day, got)
		}
	}
}

func TestDueAfter(t *testing.T) {
	c := worktime.Default()
	for _, tt := range []struct {
		start string
		n     int
		want  string
	}{
		{"2026-03-17 09:00:00", 0, "2026-03-17 16:00:00"},
		{"2026-03-17 16:00:00", 0, "2026-03-17 16:00:00"},
		{"2026-03-17 16:00:01", 0, "2026-03-25 16:00:00"},
		{"2026-03-21 10:00:00", 0, "2026-03-25 16:00:00"},
		{"2026-03-17 00:00:00", 1, "2026-03-25 16:00:00"},
		{"2026-03-17 09:00:00", 1, "2026-03-25 16:00:00"},
		{"2026-03-17 20:00:00", 1, "2026-03-25 16:00:00"},
		{"2026-03-17 23:59:59", 1, "2026-03-25 16:00:00"},
		{"2026-03-18 00:00:00", 1, "2026-03-25 16:00:00"},
		{"2026-03-22 12:00:00", 1, "2026-03-25 16:00:00"},
		{"2026-03-25 00:00:00", 1, "2026-03-26 16:00:00"},
		{"2026-03-17 09:00:00", 3, "2026-03-27 15:00:00"},
		{"2026-03-13 14:00:00", 3, "2026-03-25 16:00:00"},
		{"2026-12-23 10:00:00", 5, "2027-01-04 16:00:00"},
	} {
		if got := c.DueAfter(at(t, tt.start), tt.n); !got.Equal(at(t, tt.want)) {
			t.Errorf("DueAfter(%s, %d) = %v, want %s", tt.start, tt.n, got, tt.want)
		}
	}
}

func TestDueAfterTakesTheDayInWIB(t *testing.T) {
	start := time.Date(2026, 3, 25, 17, 30, 0, 0, time.UTC) // 26 March 00:30 WIB
	if got, want := worktime.Default().DueAfter(start, 1), at(t, "2026-03-27 15:00:00"); !got.Equal(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAddWorkingDays(t *testing.T) {
	c := worktime.Default()
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-03-17", 1, "2026-03-25"}, {"2026-03-25", -1, "2026-03-17"}, {"2026-03-21", 0, "2026-03-21"},
		{"2026-03-21", 1, "2026-03-25"}, {"2026-03-21", -1, "2026-03-17"}, {"2026-03-12", 4, "2026-03-25"},
		{"2026-03-30", -5, "2026-03-16"},
	} {
		if got := c.AddWorkingDays(date(t, tt.from), tt.n).String(); got != tt.want {
			t.Errorf("%s %+d = %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

func TestHolidays(t *testing.T) {
	c := worktime.Default()
	for day, want := range map[string]worktime.Holiday{
		"2026-03-21": {Name: "Hari Raya Idul Fitri", Kind: worktime.NationalHoliday},
		"2026-03-20": {Name: "Cuti Bersama Hari Raya Idul Fitri", Kind: worktime.CutiBersama},
		"2010-01-01": {Name: "Tahun Baru Masehi", Kind: worktime.NationalHoliday},
	} {
		want.Date = date(t, day)
		if got, ok := c.HolidayOn(want.Date); !ok || got != want {
			t.Errorf("%s: %+v, %v", day, got, ok)
		}
	}
	if h, ok := c.HolidayOn(date(t, "2026-03-25")); ok {
		t.Errorf("25 March 2026: %+v", h)
	}
}

func TestProvisional(t *testing.T) {
	c := worktime.Default()
	for instant, want := range map[string]bool{
		"2011-12-20 09:00:00": false, "2027-12-31 23:59:59": false, "2028-01-01 00:00:00": true,
	} {
		if got := c.Provisional(at(t, instant)); got != want {
			t.Errorf("%s: %v", instant, got)
		}
	}
}

// Going forth and back ends on the same working day; a due instant is the end of
// a working day, never before the start, and a day more is a later instant.
func TestCalendarProperties(t *testing.T) {
	c := worktime.Default()
	first := at(t, "2010-01-01 00:00:00").Unix()
	last := at(t, "2028-01-01 00:00:00").Unix()
	rapid.Check(t, func(t *rapid.T) {
		start := time.Unix(rapid.Int64Range(first, last).Draw(t, "start"), 0)
		n := rapid.IntRange(0, 100).Draw(t, "n")
		day := domain.DateOf(start)

		later := c.AddWorkingDays(day, n)
		if c.IsWorkingDay(day) && c.AddWorkingDays(later, -n) != day {
			t.Fatalf("%v + %d - %d = %v", day, n, n, c.AddWorkingDays(later, -n))
		}
		count := 0
		for d := day; d != later; {
			if d = d.AddDays(1); c.IsWorkingDay(d) {
				count++
			}
		}
		if count != n {
			t.Fatalf("%d working days after %v to %v, want %d", count, day, later, n)
		}
		due := c.DueAfter(start, n)
		if due.Before(start) || !due.Equal(c.EndOfWorkingDay(domain.DateOf(due))) {
			t.Fatalf("DueAfter(%v, %d) = %v", start, n, due)
		}
		if next := c.DueAfter(start, n+1); next.Before(due) || n > 0 && !next.After(due) {
			t.Fatalf("day %d ends %v, day %d ends %v", n, due, n+1, next)
		}
	})
}
