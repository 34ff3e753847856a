package wording_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"audiensi/domain"
	"audiensi/domain/wording"
)

func template(text string) wording.Template {
	return wording.Template{Dinas: "dinsos", Title: "SKTM terbit", Text: text}
}

func TestValidate(t *testing.T) {
	tests := map[string]struct {
		edit func(*wording.Template)
		want []string // pointer, rule and what was written
	}{
		"all placeholders": {func(v *wording.Template) {
			v.Text = ""
			for _, p := range wording.Placeholders() {
				v.Text += p.String() + " "
			}
		}, nil},
		"blanks within":   {func(v *wording.Template) { v.Text = "Yth. {{ nama_penanya }}" }, nil},
		"closing alone":   {func(v *wording.Template) { v.Text = "a }} b } { c" }, nil},
		"unknown":         {func(v *wording.Template) { v.Text = "{{nama}} {{desa}} {{nama}} {{NIK}}" }, []string{"/text placeholder {{nama}}", "/text placeholder {{NIK}}"}},
		"empty":           {func(v *wording.Template) { v.Text = "x {{}}" }, []string{"/text placeholder {{}}"}},
		"unclosed":        {func(v *wording.Template) { v.Text = "Yth. {{nama_penanya dari desa" }, []string{"/text unclosed {{nama_penanya dari desa"}},
		"unclosed before": {func(v *wording.Template) { v.Text = "{{desa {{sesi}}" }, []string{"/text unclosed {{desa {{sesi}}"}},
		"half closed":     {func(v *wording.Template) { v.Text = "{{desa}" }, []string{"/text unclosed {{desa}"}},
		"no text":         {func(v *wording.Template) { v.Text = " " }, []string{"/text required "}},
		"too long":        {func(v *wording.Template) { v.Title = strings.Repeat("x", 121) }, []string{"/title max 120"}},
		"bidi":            {func(v *wording.Template) { v.Title = "a\u202eb" }, []string{"/title bidi "}},
		"no dinas":        {func(v *wording.Template) { v.Dinas = "" }, []string{"/dinas code "}},
		"bad category":    {func(v *wording.Template) { v.Category = "X Y" }, []string{"/category code "}},
		"period": {func(v *wording.Template) {
			v.ValidFrom, v.ValidTo = domain.Date{Year: 2026, Month: 2, Day: 2}, domain.Date{Year: 2026, Month: 2, Day: 1}
		}, []string{"/valid_to gtefield valid_from"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			v := template("Sudah terbit.")
			tt.edit(&v)
			var e *domain.Error
			var got []string
			if errors.As(v.Validate(), &e) {
				for _, f := range e.Fields {
					param, _, _ := strings.Cut(f.Param, wording.KnownAfter)
					got = append(got, f.Pointer+" "+f.Rule+" "+param)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFill(t *testing.T) {
	values := map[wording.Placeholder]string{wording.AskerName: "{{desa}} Suparno", wording.Session: "Rakorsus"}
	got, missing := wording.Fill("Yth. {{nama_penanya}} dari {{desa}}, {{ sesi }} di {{desa}}}} {{", values)
	if want := "Yth. {{desa}} Suparno dari …, Rakorsus di …}} {{"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if diff := cmp.Diff([]wording.Placeholder{wording.Desa}, missing); diff != "" {
		t.Error(diff)
	}
}

// A text without placeholders is filled with itself, whatever it holds.
func TestFillKeepsTheRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.ReplaceAll(rapid.StringOf(rapid.RuneFrom([]rune("{}ab \n…"))).Draw(t, "text"), "{", "{ ")
		if got, missing := wording.Fill(text, nil); got != text || missing != nil {
			t.Fatalf("%q became %q, missing %v", text, got, missing)
		}
	})
}

func TestLongDate(t *testing.T) {
	for _, tt := range []struct {
		d    domain.Date
		want string
	}{
		{domain.Date{Year: 2026, Month: time.January, Day: 1}, "1 Januari 2026"},
		{domain.Date{Year: 2026, Month: time.August, Day: 31}, "31 Agustus 2026"},
		{domain.Date{Year: 2026, Month: time.December, Day: 9}, "9 Desember 2026"},
	} {
		if got := wording.LongDate(tt.d); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
