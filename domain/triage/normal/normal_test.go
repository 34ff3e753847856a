package normal_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain/triage/normal"
)

// places are some of the regency: of one word, of two, and such as are ordinary
// words too.
var places = []string{"Temurejo", "Sumber Beras", "Licin", "Genteng", "Sepanjang"}

func newNormaliser(t testing.TB) *normal.Normaliser {
	t.Helper()
	n, err := normal.New(places)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// tests are texts with the stems of their tokens, "|" after the end of a sentence.
type tests []struct{ name, text, want string }

func (list tests) run(t *testing.T) {
	t.Helper()
	n := newNormaliser(t)
	for _, tt := range list {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, stems(n.Tokens(tt.text))); diff != "" {
				t.Errorf("Tokens(%q) (-want +got)\n%s", tt.text, diff)
			}
		})
	}
}

func stems(tokens []normal.Token) string {
	var list []string
	for _, t := range tokens {
		list = append(list, t.Stem)
		if t.Ends {
			list = append(list, "|")
		}
	}
	return strings.Join(list, " ")
}

func TestTokens_kinds(t *testing.T) {
	got := newNormaliser(t).Tokens("SPM di Licin 2011 ditolak")
	want := []normal.Token{
		{Start: 0, End: 3, Form: "surat_miskin", Stem: "surat_miskin", Kind: normal.Term},
		{Start: 4, End: 6, Form: "di", Stem: "di"},
		{Start: 7, End: 12, Form: "@tempat", Stem: "@tempat", Kind: normal.Place},
		{Start: 13, End: 17, Form: "#tahun", Stem: "#tahun", Kind: normal.Number},
		{Start: 18, End: 25, Form: "ditolak", Stem: "tolak"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
