package linear_test

import (
	"slices"
	"testing"

	"audiensi/domain/triage/linear"
	"audiensi/domain/triage/triagetest"
)

func TestParts_of_two_matters(t *testing.T) {
	triagetest.Heavy(t)
	m := must[*linear.Model](t)(trained())
	text := "Ada dua hal, Pak. Pertama, KTP-el warga kami belum dicetak sejak perekaman tahun lalu. Kedua, SPPT PBB salah nama, ke mana kami mengurus pajaknya?"
	parts, sure := m.Predict(text).Parts()
	if sure < linear.SplitFrom {
		t.Fatalf("sure of a split by %v only: %+v", sure, parts)
	}
	checkParts(t, text, parts)
	var got []string
	for _, p := range parts {
		got = append(got, m.Labels[linear.Category][p.Category])
	}
	if want := []string{"population_admin", "local_revenue"}; !slices.Equal(got, want) {
		t.Errorf("parts of %v, want %v", got, want)
	}
	if second := text[parts[1].Start:parts[1].End]; second[:5] != "Kedua" {
		t.Errorf("the second part is %q", second)
	}
}

func TestParts_of_one_matter(t *testing.T) {
	triagetest.Heavy(t)
	m := must[*linear.Model](t)(trained())
	for _, text := range []string{
		"KTP-el warga kami belum dicetak. Perekaman sudah sejak tahun lalu. Kapan jadi?",
		"Jalan rusak.", "KTP", "",
	} {
		if parts, sure := m.Predict(text).Parts(); sure >= linear.SplitFrom {
			t.Errorf("%q: %+v with %v", text, parts, sure)
		}
	}
}

// TestParts_need_examples: a model that saw no text of several matters splits none.
func TestParts_need_examples(t *testing.T) {
	var list []linear.Example
	for _, e := range toyExamples {
		if !e.Several {
			list = append(list, e)
		}
	}
	m := must[*linear.Model](t)(linear.Train(plain(t), list, linear.Options{}))
	if _, sure := m.Predict("Surat miskin warga ditolak. Lalu jalan desa rusak.").Parts(); sure != 0 {
		t.Errorf("sure %v", sure)
	}
}
