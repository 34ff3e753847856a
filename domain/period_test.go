package domain_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"audiensi/domain"
)

func TestPeriodContains(t *testing.T) {
	for _, tt := range []struct {
		from, to, day string
		want          bool
	}{
		{"", "", "2011-12-20", true},
		{"2017-01-09", "", "2017-01-08", false},
		{"2017-01-09", "", "2017-01-09", true},
		{"", "2017-01-08", "2017-01-08", true},
		{"", "2017-01-08", "2017-01-09", false},
		{"2020-01-01", "2020-01-01", "2020-01-01", true},
	} {
		p := domain.Period{From: date(t, tt.from), To: date(t, tt.to)}
		if got := p.Contains(date(t, tt.day)); got != tt.want {
			t.Errorf("%v contains %s: %v", p, tt.day, got)
		}
	}
}

func TestPeriodValidate(t *testing.T) {
	for name, tt := range map[string]struct {
		period domain.Period
		want   []domain.FieldError
	}{
		"open":    {},
		"one_day": {period: domain.Period{From: date(t, "2020-01-01"), To: date(t, "2020-01-01")}},
		"reversed": {domain.Period{From: date(t, "2020-01-02"), To: date(t, "2020-01-01")},
			[]domain.FieldError{{Pointer: "/valid_to", Rule: "gtefield", Param: "valid_from"}}},
		"no_days": {domain.Period{From: domain.Date{Year: 2023, Month: 2, Day: 29}, To: domain.Date{Day: 1}},
			[]domain.FieldError{{Pointer: "/valid_from", Rule: "date"}, {Pointer: "/valid_to", Rule: "date"}}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, fields(tt.period.Validate("/valid_from", "/valid_to"))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func fields(err error) []domain.FieldError {
	var e *domain.Error
	if errors.As(err, &e) {
		return e.Fields
	}
	return nil
}

// Two periods overlap if and only if some day lies in both.
func TestPeriodOverlaps(t *testing.T) {
	first := domain.Date{Year: 2020, Month: time.February, Day: 25}
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) domain.Period {
			from := rapid.IntRange(-1, 9).Draw(t, name+" from")
			to := rapid.IntRange(max(from, 0), 10).Draw(t, name+" to")
			var p domain.Period
			if from >= 0 {
				p.From = first.AddDays(from)
			}
			if to < 10 {
				p.To = first.AddDays(to)
			}
			return p
		}
		a, b := draw("a"), draw("b")
		common := false
		for n := -1; n <= 11; n++ {
			day := first.AddDays(n)
			common = common || a.Contains(day) && b.Contains(day)
		}
		if a.Overlaps(b) != common || b.Overlaps(a) != common {
			t.Fatalf("%v and %v: overlap %v, common day %v", a, b, a.Overlaps(b), common)
		}
	})
}

func TestIsSlug(t *testing.T) {
	for s, want := range map[string]bool{
		"dpmd": true, "bpmpd-2011": true, "ab": true, "12345678901234567890123456789012": true,
		"": false, "a": false, "-ab": false, "ab-": false, "Dpmd": false, "a b": false, "a_b": false, "dé": false,
		"123456789012345678901234567890123": false,
	} {
		if got := domain.IsSlug(s, '-'); got != want {
			t.Errorf("IsSlug(%q) = %v", s, got)
		}
	}
}
