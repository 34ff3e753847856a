package linear_test

import (
	"strings"
	"testing"
	"time"

	"audiensi/domain/triage/linear"
	"audiensi/domain/triage/normal"
	"audiensi/domain/triage/triagetest"
)

// checkPrediction predicts the text and reports what nobody may be told.
func checkPrediction(t testing.TB, m *linear.Model, text string) linear.Prediction {
	t.Helper()
	p := m.Predict(text)
	for h, labels := range m.Labels {
		if len(p.Labels[h]) != len(labels) {
			t.Fatalf("%.60q: %d probabilities for %d labels", text, len(p.Labels[h]), len(labels))
		}
		triagetest.CheckProbabilities(t, p.Labels[h])
	}
	for k := range m.Labels[linear.Category] {
		checkReasons(t, text, p.Reasons(k, 5))
	}
	parts, sure := p.Parts()
	if !(sure >= 0 && sure <= 1) {
		t.Fatalf("%.60q: parts with %v", text, sure)
	}
	if sure > 0 {
		checkParts(t, text, parts)
	}
	return p
}

func checkReasons(t testing.TB, text string, reasons []linear.Term) {
	t.Helper()
	if len(reasons) > 5 {
		t.Fatalf("%.60q: %d reasons, not at most 5", text, len(reasons))
	}
	for i, r := range reasons {
		if r.Start < 0 || r.Start >= r.End || r.End > len(text) || !(r.Weight > 0) || i > 0 && r.Weight > reasons[i-1].Weight {
			t.Fatalf("%.60q: reason %+v of %+v", text, r, reasons)
		}
		for _, other := range reasons[:i] {
			if r.Start < other.End && other.Start < r.End {
				t.Fatalf("%.60q: reasons %+v and %+v overlap", text, other, r)
			}
		}
	}
}

func checkParts(t testing.TB, text string, parts [2]linear.Part) {
	t.Helper()
	a, b := parts[0], parts[1]
	if a.Start < 0 || a.Start >= a.End || a.End > b.Start || b.Start >= b.End || b.End > len(text) || a.Category == b.Category {
		t.Fatalf("%.60q: parts %+v", text, parts)
	}
	triagetest.CheckProbabilities(t, []float64{a.Probability, 1 - a.Probability})
	triagetest.CheckProbabilities(t, []float64{b.Probability, 1 - b.Probability})
}

func TestPredict_takes_any_text(t *testing.T) {
	m := must[*linear.Model](t)(small())
	for name, text := range map[string]string{
		"empty":         "",
		"blank":         " \n ",
		"one word":      "KTP",
		"unknown word":  "qwzx",
		"emoji":         "\U0001F64F\U0001F64F\u2757\ufe0f",
		"English":       "The road in our village has been broken for two years. When will it be repaired?",
		"binary":        "\x00\x01\xff\xfe\x80 KTP \xc3",
		"other script":  "\ua9a0\ua9a4 \u041a\u0422\u041f",
		"numbers":       strings.Repeat("1234 ", 100),
		"long":          strings.Repeat("Kapan jalan desa kami diperbaiki, Pak? ", 100_000/39),
		"one long word": strings.Repeat("ab", 50_000),
		"spelt letters": strings.Repeat("ka te pe ", 100_000/9),
		"many words":    manyWords(100_000),
		"many marks":    strings.Repeat("? ", 50_000),
		"many matters":  strings.Repeat("Juga KTP. Lalu jalan. Selain itu pajak. ", 2500),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			checkPrediction(t, m, text)
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%v", took)
			}
		})
	}
}

// manyWords returns a text of different words.
func manyWords(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		for n := i + 1; n > 0; n /= 20 {
			b.WriteByte("bcdfghjklmnpqrstvwyz"[n%20])
			b.WriteByte("aiueo"[n%5])
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// TestPredict_says_nothing_of_the_unknown: then every category has what the bias
// gives, and nothing is a reason.
func TestPredict_says_nothing_of_the_unknown(t *testing.T) {
	m := toy(t)
	p := checkPrediction(t, m, "qwzx")
	if p.Known() {
		t.Error("it is known")
	}
	if r := p.Reasons(0, 5); len(r) > 0 {
		t.Errorf("reasons %+v", r)
	}
	if p := m.Predict("surat"); !p.Known() {
		t.Error("a learnt word is not known")
	}
}

// TestPredict_learns_no_names: which place a question is from decides nothing.
func TestPredict_learns_no_names(t *testing.T) {
	n := must[*normal.Normaliser](t)(normal.New([]string{"Temurejo", "Sarongan"}))
	var list []linear.Example
	for _, e := range toyExamples {
		place := map[string]string{"letter": "Temurejo", "road": "Sarongan"}[e.Category]
		e.Text += " di " + place
		list = append(list, e)
	}
	m := must[*linear.Model](t)(linear.Train(n, list, linear.Options{}))
	here, there := m.Predict("Warga di Temurejo"), m.Predict("Warga di Sarongan")
	if here.Labels[linear.Category][0] != there.Labels[linear.Category][0] {
		t.Errorf("%v in one place, %v in another", here.Labels, there.Labels)
	}
}
