package normal_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"audiensi/domain/triage/normal"
)

// checkPlaces reports tokens that are not in order, inside the text and on
// bounds of characters, and forms that are empty or no text.
func checkPlaces(t interface{ Fatalf(string, ...any) }, text string, tokens []normal.Token) {
	last := normal.Token{}
	for _, k := range tokens {
		same := k.Start == last.Start && k.End == last.End
		switch {
		case k.Start < 0 || k.End > len(text) || k.Start >= k.End || k.Start < last.End && !same:
			t.Fatalf("%q: %+v after %+v", text, k, last)
		case utf8.ValidString(text) && !utf8.ValidString(text[k.Start:k.End]):
			t.Fatalf("%q: %+v cuts a character", text, k)
		case k.Form == "" || k.Stem == "" || !utf8.ValidString(k.Form) || len(k.Form) > 64:
			t.Fatalf("%q: form %q, stem %q", text, k.Form, k.Stem)
		}
		last = k
	}
}

func TestTokens_lie_in_the_text(t *testing.T) {
	n := newNormaliser(t)
	words := rapid.SampledFrom([]string{"surat", "tidak", "mampu", "kk", "KTP-el", "ka", "te", "pe", "2", "Rp500", "juta", "anak2",
		"Desa", "Temurejo", "sumber", "beras", ".", "?", ", ", "\u2019", "\u0301", "\ufe0f", "\xff", " ", "\n", "\U0001F64F", "-nya", "DPT", "pemilu"})
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(words), func(w []string) string { return strings.Join(w, " ") }),
			rapid.Map(rapid.SliceOf(words), func(w []string) string { return strings.Join(w, "") })).Draw(t, "text")
		checkPlaces(t, text, n.Tokens(text))
	})
}

// TestFold_once: what is folded stays as it is.
func TestFold_once(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.StringMatching(`[a-zA-Z\x{e0}-\x{ff}\x{400}-\x{4ff}][a-zA-Z0-9'\x{e0}-\x{ff}\x{300}-\x{30f}]{0,50}`).Draw(t, "word")
		once := normal.Fold(w)
		if twice := normal.Fold(once); twice != once {
			t.Fatalf("%q, then %q, then %q", w, once, twice)
		}
	})
}

// TestStem_once: a stem is at rest, but where one word is short for another.
func TestStem_once(t *testing.T) {
	n := newNormaliser(t)
	for _, text := range []string{
		"Mohon bantuan pengurusan berkas di kantor, persyaratan kami sudah lengkap tetapi belum diproses.",
		"Jembatan penghubung dusun rusak, anak sekolah terpaksa memutar. Kapan dibangun?",
		"Kulo nyuwun pirsa, pajak bumi niki dospundi carane mbayar?",
	} {
		once := stems(n.Tokens(text))
		if twice := stems(n.Tokens(strings.NewReplacer("_", " ", " |", ".").Replace(once))); twice != once {
			t.Errorf("%s\n%s\n%s", text, once, twice)
		}
	}
}

// TestTokens_takes_bounded_time gives it what is worst: no text of a request may
// hold a processor for long.
func TestTokens_takes_bounded_time(t *testing.T) {
	const size = 100_000
	n := newNormaliser(t)
	for name, text := range map[string]string{
		"a common text":        strings.Repeat("Mohon bantuan pengurusan surat keterangan tidak mampu. ", size/54),
		"one word":             strings.Repeat("abcdefghij", size/10),
		"one letter":           strings.Repeat("a", size),
		"spelt letters":        strings.Repeat("k ", size/2),
		"names of letters":     strings.Repeat("ka ", size/3),
		"punctuation":          strings.Repeat(".?", size/2),
		"letters and points":   strings.Repeat("a.", size/2),
		"apostrophes":          strings.Repeat("a'", size/2),
		"digits and commas":    strings.Repeat("1,", size/2),
		"twos":                 strings.Repeat("abc2", size/4),
		"beginnings of phrase": strings.Repeat("surat keterangan tidak ", size/23),
		"beginnings of place":  strings.Repeat("Sumber ", size/7),
		"prefixes":             strings.Repeat("mempermemper", size/12),
		"prefixed words":       strings.Repeat("memperkepenginikan ", size/19),
		"accents":              "a" + strings.Repeat("\u0301", size/2),
		"four bytes":           strings.Repeat("\U0001F64F", size),
		"invalid":              strings.Repeat("\xff", size),
	} {
		start := time.Now()
		tokens := n.Tokens(text)
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("%s: %v", name, took)
		}
		checkPlaces(t, text, tokens)
	}
}
