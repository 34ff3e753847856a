package linear_test

import (
	"slices"
	"strings"
	"testing"

	"audiensi/domain/triage/linear"
)

const letterOfMany = "Assalamualaikum Bapak Bupati. Warga kami yang sakit membawa surat miskin, tetapi loket rumah sakit menolaknya. Mohon penjelasan."

func TestReasons_are_what_decided(t *testing.T) {
	m := must[*linear.Model](t)(small())
	p := checkPrediction(t, m, letterOfMany)
	category := slices.Index(m.Labels[linear.Category], "poverty_letter")
	reasons := p.Reasons(category, 3)
	if len(reasons) == 0 {
		t.Fatal("no reasons")
	}
	if !slices.ContainsFunc(reasons, func(r linear.Term) bool { return letterOfMany[r.Start:r.End] == "surat miskin" }) {
		t.Errorf("%+v do not name the letter", reasons)
	}
	first := reasons[0]
	without := letterOfMany[:first.Start] + letterOfMany[first.End:]
	if now, then := m.Predict(without).Labels[linear.Category][category], p.Labels[linear.Category][category]; now >= then {
		t.Errorf("without the first reason %v, with it %v", now, then)
	}
}

// TestReasons_sum: the category that a text is given to has more that spoke for
// it than any other.
func TestReasons_sum(t *testing.T) {
	m := must[*linear.Model](t)(small())
	for _, text := range []string{letterOfMany, "Kapan KTP-el warga dicetak? Perekaman sudah dua kali.",
		"Pajak bumi dan bangunan naik, SPPT belum kami terima", "Tanah kas desa disewakan oleh perangkat desa"} {
		p := m.Predict(text)
		sums := make([]float64, len(m.Labels[linear.Category]))
		for k := range sums {
			for _, r := range p.Reasons(k, len(text)) {
				sums[k] += r.Weight
			}
		}
		if got, want := m.Labels[linear.Category][slices.Index(sums, slices.Max(sums))], best(m, p, linear.Category); got != want {
			t.Errorf("%s: %s, but most reasons for %s (%v)", text, want, got, sums)
		}
	}
}

// TestReasons_of_one_place: a place that became several tokens is told once.
func TestReasons_of_one_place(t *testing.T) {
	m := toy(t)
	text := "rumahsakit menolak " + strings.Repeat("makasih ", 3)
	checkPrediction(t, m, text)
	if r := m.Predict("jalan").Reasons(0, 0); len(r) != 0 {
		t.Errorf("none were asked for, got %+v", r)
	}
}
