package linear_test

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"audiensi/domain/triage/linear"
	"audiensi/domain/triage/normal"
)

// few are enough examples for a model of two categories and two classes.
func few() []linear.Example {
	var list []linear.Example
	for _, place := range strings.Fields("kantor pasar balai gunung pantai sawah kebun sungai") {
		list = append(list,
			linear.Example{Text: "kapan KK saya jadi, sudah ke " + place + "?", Category: "population", Class: "information", Group: place},
			linear.Example{Text: "jalan ke " + place + " rusak parah berlubang", Category: "roads", Class: "complaint", Group: place},
			linear.Example{Text: "KK saya belum jadi. Selain itu jalan ke " + place + " berlubang", Category: "population", Also: []string{"roads"}, Several: true, Group: place})
	}
	return list
}

func small(t testing.TB) *linear.Model {
	t.Helper()
	n := must[*normal.Normaliser](t)(normal.New(nil))
	return must[*linear.Model](t)(linear.Train(n, few(), linear.Options{Seed: 1}))
}

func TestTrainIsDeterministic(t *testing.T) {
	n := must[*normal.Normaliser](t)(normal.New(nil))
	encode := func(seed uint64) []byte {
		v := must[linear.CrossValidation](t)(linear.CrossValidate(n, few(), 3, linear.Options{Seed: seed}))
		return must[*linear.Model](t)(linear.Train(n, few(), linear.Options{Seed: seed})).Calibrate(v).Encode()
	}
	first := encode(1)
	if !bytes.Equal(first, encode(1)) {
		t.Error("the same examples and seed gave another model")
	}
	if bytes.Equal(first, encode(2)) {
		t.Error("the seed does nothing")
	}
	if _, err := linear.Train(n, few()[:1], linear.Options{}); err == nil {
		t.Error("one example was enough")
	}
}

func TestPredict(t *testing.T) {
	m := small(t)
	for text, want := range map[string]string{"KK saya?": "population", "jalan berlubang": "roads"} {
		p := m.Predict(text)
		best := 0
		if p.Labels[linear.Category][1] > p.Labels[linear.Category][0] {
			best = 1
		}
		if got := m.Labels[linear.Category][best]; got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
		if len(p.Reasons(best, 5)) == 0 {
			t.Errorf("%q without a reason", text)
		}
		for _, r := range p.Reasons(best, 5) {
			if r.Start < 0 || r.End > len(text) || r.Start >= r.End || r.Weight <= 0 {
				t.Errorf("%q: reason %+v", text, r)
			}
		}
	}
}

// Whatever the text, there are probabilities.
func TestPredictAnything(t *testing.T) {
	m := small(t)
	for _, text := range []string{"", " ", "x", "🙏", "\xff\xfe\x00", strings.Repeat("jalan ", 20000), strings.Repeat("z", 100000),
		"where is the station", strings.Repeat("ka te pe ", 10000), strings.Repeat(".", 1000)} {
		p := m.Predict(text)
		for h, labels := range p.Labels {
			sum := 0.0
			for _, x := range labels {
				if math.IsNaN(x) || x < 0 || x > 1 {
					t.Errorf("%.20q: head %d: %v", text, h, labels)
				}
				sum += x
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Errorf("%.20q: head %d sums to %v", text, h, sum)
			}
		}
		p.Parts()
	}
}

func TestParts(t *testing.T) {
	m := small(t)
	text := "KK saya belum jadi. Selain itu jalan ke desa berlubang"
	parts, sure := m.Predict(text).Parts()
	if sure == 0 || !strings.HasPrefix(text[parts[1].Start:], "Selain") || parts[0].Category == parts[1].Category {
		t.Errorf("parts %+v, sure %v", parts, sure)
	}
	if _, sure := m.Predict("KK saya").Parts(); sure != 0 {
		t.Errorf("two words have parts, sure %v", sure)
	}
}

func TestEncode(t *testing.T) {
	n := must[*normal.Normaliser](t)(normal.New(nil))
	m := small(t)
	b := m.Encode()
	again := must[*linear.Model](t)(linear.Decode(n, b))
	if !bytes.Equal(b, again.Encode()) {
		t.Error("decoded and encoded again it is another model")
	}
	for i := range len(b) {
		if _, err := linear.Decode(n, b[:i]); err == nil {
			t.Fatalf("%d of %d bytes were taken", i, len(b))
		}
	}
	if _, err := linear.Decode(n, append([]byte("x"), b...)); err == nil {
		t.Error("something else was taken")
	}
}

func FuzzDecode(f *testing.F) {
	n := must[*normal.Normaliser](f)(normal.New(nil))
	f.Add(small(f).Encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := linear.Decode(n, b); err == nil {
			m.Predict("kapan KK saya jadi?").Parts() // must return
		}
	})
}

func TestEvaluate(t *testing.T) {
	m := small(t)
	e := m.Evaluate([]linear.Example{
		{Text: "KK saya?", Category: "population", Class: "information"},
		{Text: "jalan berlubang", Category: "roads", Class: "complaint"},
		{Text: "jalan rusak", Category: "population"},                                // wrong
		{Text: "jalan rusak parah", Category: "population", Also: []string{"roads"}}, // either is right
		{Text: "jalan rusak berlubang", Category: "unknown"},
	})
	if e.Examples != 5 || e.Categories.Accuracy != 0.6 || e.Classes.Accuracy != 1 {
		t.Errorf("evaluation %+v", e)
	}
	if got := e.Abstention[0]; got.Share != 1 || got.Right != 0.6 {
		t.Errorf("answering all: %+v", got)
	}
	for _, l := range e.Categories.Labels {
		if l.Name == "roads" && (l.Support != 2 || l.Recall != 1 || l.Precision != 0.5) {
			t.Errorf("roads: %+v", l)
		}
	}
}
