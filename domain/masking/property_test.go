package masking_test

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"audiensi/domain/masking"
)

var (
	// words stand around numbers; none of them is one.
	words = []string{"Pak", "NIK", "saya", "dari", "desa", "belum", "jadi,", "tahun 2024", "Rp 1.500.000", "a.n. Budi", "(", ")", "\n", "RT 01", "12-11-2026,", "Ibu Siti", "•••", "budi@desa.id"}
	nik   = regexp.MustCompile(`(?:^|[^\d .\-])\d(?:[ .\-]?\d){15}(?:[^\d .\-]|$)`)
	dial  = regexp.MustCompile(`(?:^|[^\d])(?:08|\+?62[ \-]?8)[\d](?:[ .\-]?\d){7,10}(?:\D|$)`)
)

// spaced writes the digits as people do: together, or in groups with one divider.
func spaced(t *rapid.T, digits string) string {
	divider := rapid.SampledFrom([]string{"", " ", ".", "-", "\u00a0", " - "}).Draw(t, "divider")
	size := rapid.IntRange(1, 6).Draw(t, "size")
	var groups []string
	for len(digits) > size {
		groups, digits = append(groups, digits[:size]), digits[size:]
	}
	return strings.Join(append(groups, digits), divider)
}

// number draws what must not survive.
func number(t *rapid.T) string {
	province := rapid.SampledFrom([]string{"11", "16", "31", "35", "51", "64", "73", "91"}).Draw(t, "province")
	if rapid.Bool().Draw(t, "nik") {
		return spaced(t, province+rapid.StringMatching(`\d{14}`).Draw(t, "rest"))
	}
	begin := rapid.SampledFrom([]string{"081", "085", "089", "+6281", "6285"}).Draw(t, "begin")
	return spaced(t, begin+rapid.StringMatching(`\d{7,9}`).Draw(t, "rest"))
}

// Whatever is around it, no identity number and no telephone number survives, and
// what is masked stays as it is.
func TestNothingSurvives(t *testing.T) {
	m := masking.New("Siti Aminah", "Budi")
	rapid.Check(t, func(t *rapid.T) {
		var text []string
		for range rapid.IntRange(1, 5).Draw(t, "words") {
			text = append(text, rapid.SampledFrom(words).Draw(t, "word"))
			if rapid.Bool().Draw(t, "number") {
				text = append(text, number(t))
			}
		}
		asked := strings.Join(text, " ")
		got := m.Mask(asked)
		for _, shape := range []*regexp.Regexp{nik, dial} {
			if found := shape.FindString(got); found != "" {
				t.Fatalf("%q survives in %q, of %q", found, got, asked)
			}
		}
		if strings.Contains(got, "Budi") || strings.Contains(got, "Siti") || strings.Contains(got, "@") {
			t.Fatalf("a name survives in %q, of %q", got, asked)
		}
		if again := m.Mask(got); again != got {
			t.Fatalf("masked twice: %q, then %q", got, again)
		}
	})
}

// Any text at all can be masked, and masking it twice changes nothing.
func TestIdempotent(t *testing.T) {
	m := masking.New("Siti Aminah")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[Pp]ak [A-Z][a-z. ]{0,9}[0-9 .+()-]{0,30}( bin)?`)).Draw(t, "text")
		got := m.Mask(text)
		if again := m.Mask(got); again != got {
			t.Fatalf("%q: %q, then %q", text, got, again)
		}
	})
}
