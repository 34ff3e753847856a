package domain_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"audiensi/domain"
)

func date(t testing.TB, s string) domain.Date {
	t.Helper()
	var d domain.Date
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseDate(t *testing.T) {
	for s, ok := range map[string]bool{
		"2011-12-20": true, "2024-02-29": true, "0001-01-01": true, "9999-12-31": true,
		"": false, "2023-02-29": false, "2011-13-01": false, "2011-1-1": false, "2011-12-20 ": false,
		"0000-01-01": false, "2011-12-20T00:00:00Z": false, "20-12-2011": false, "-001-01-01": false,
	} {
		d, err := domain.ParseDate(s)
		if (err == nil) != ok {
			t.Errorf("ParseDate(%q) = %v, %v", s, d, err)
		}
		if ok && (d.String() != s || !d.IsValid()) {
			t.Errorf("ParseDate(%q) = %v, valid %v", s, d, d.IsValid())
		}
	}
}

func TestDateOf(t *testing.T) {
	for instant, want := range map[string]string{
		"2011-12-19T16:59:59.999999Z": "2011-12-19",
		"2011-12-19T17:00:00Z":        "2011-12-20",
		"2012-01-01T00:30:00+09:00":   "2011-12-31",
	} {
		at, err := time.Parse(time.RFC3339Nano, instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := domain.DateOf(at).String(); got != want {
			t.Errorf("DateOf(%s) = %s, want %s", instant, got, want)
		}
	}
}

func TestDateIsValid(t *testing.T) {
	for _, d := range []domain.Date{{}, {2023, 2, 29}, {2023, 13, 1}, {2023, 1, 0}, {10000, 1, 1}, {-1, 1, 1}} {
		if d.IsValid() {
			t.Errorf("%#v is valid", d)
		}
	}
}

func TestDateText(t *testing.T) {
	type thing struct{ From, To domain.Date }
	want := thing{From: domain.Date{Year: 2017, Month: 1, Day: 9}}
	body, err := json.Marshal(want)
	if err != nil || string(body) != `{"From":"2017-01-09","To":""}` {
		t.Fatalf("%s, %v", body, err)
	}
	var got thing
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if json.Unmarshal([]byte(`{"From":"2017-02-30"}`), &got) == nil {
		t.Error("30 February was read")
	}
}

// Days behave as instants do: adding is undone by subtracting, weekdays follow
// each other, and the order is that of the days' first instants.
func TestDateArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := domain.DateOf(time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "a"), 0))
		n := rapid.IntRange(-4000, 4000).Draw(t, "n")
		b := a.AddDays(n)
		if b.AddDays(-n) != a || !b.IsValid() {
			t.Fatalf("%v + %d = %v", a, n, b)
		}
		if want := time.Weekday(((int(a.Weekday())+n)%7 + 7) % 7); b.Weekday() != want {
			t.Fatalf("%v is a %v, want %v", b, b.Weekday(), want)
		}
		if b.Compare(a) != b.Start().Compare(a.Start()) || b.After(a) != (n > 0) || b.Before(a) != (n < 0) {
			t.Fatalf("order of %v and %v", a, b)
		}
		if domain.DateOf(b.Start()) != b || domain.DateOf(b.AddDays(1).Start().Add(-1)) != b {
			t.Fatalf("%v does not end where the next begins", b)
		}
	})
}

func TestParseAskerRole(t *testing.T) {
	for s, ok := range map[string]bool{"kades": true, "sekdes": true, "resident": true, "other": true, "": false, "Kades": false} {
		role, err := domain.ParseAskerRole("/role", s)
		if (err == nil) != ok || ok && string(role) != s {
			t.Errorf("ParseAskerRole(%q) = %q, %v", s, role, err)
		}
	}
}
