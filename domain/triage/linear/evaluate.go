package linear

import (
	"cmp"
	"slices"
)

// Evaluation is how good predictions are. Where a question belongs to two
// categories, either is right as the first (data/categories.md); Strict counts
// only the one that is named first.
type Evaluation struct {
	Examples    int        `json:"examples"`
	Categories  Report     `json:"categories"`
	Strict      float64    `json:"strict_macro_f1"`
	Classes     Report     `json:"classes"`
	Calibration float64    `json:"expected_calibration_error"`
	Abstention  []Coverage `json:"abstention"`
	Splits      Splits     `json:"splits"`
}

// Splits says how good proposals to split are.
type Splits struct {
	Several   int     `json:"several"`  // examples that put several matters
	Proposed  int     `json:"proposed"` // splits
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
}

// Report is the quality by label.
type Report struct {
	Labels    []Label `json:"labels"`
	MacroF1   float64 `json:"macro_f1"`
	Accuracy  float64 `json:"accuracy"`
	Confusion [][]int `json:"confusion"` // row: truth, column: predicted
}

// Label is the quality of one label.
type Label struct {
	Name      string  `json:"name"`
	Support   int     `json:"support"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// Coverage says how many of the surest predictions were right.
type Coverage struct {
	Share      float64 `json:"share"`      // of all examples
	Confidence float64 `json:"confidence"` // of the least sure one among them
	Right      float64 `json:"right"`
}

// Evaluate judges what was cross-validated.
func (v CrossValidation) Evaluate() Evaluation { return evaluate(v.Held, v.Labels) }

// Evaluate judges the model on examples that it should not have learnt from.
// One of a category that it does not know counts as wrong.
func (m *Model) Evaluate(examples []Example) Evaluation {
	labels := labelsOf(examples)
	for h := range heads {
		labels[h] = union(m.Labels[h], labels[h])
	}
	held := make([]Held, len(examples))
	for i, e := range examples {
		held[i] = m.hold(e, labels)
	}
	return evaluate(held, labels)
}

func union(a, b []string) []string {
	set := map[string]bool{}
	for _, label := range slices.Concat(a, b) {
		set[label] = true
	}
	return sorted(set)
}

func evaluate(held []Held, labels [heads][]string) Evaluation {
	e := Evaluation{Examples: len(held)}
	var strict, lenient, class []outcome
	for _, h := range held {
		said, sure := likeliest(h.Probabilities[Category])
		truth := slices.Index(labels[Category], h.Example.Category)
		strict = append(strict, outcome{truth, said, sure})
		if slices.Contains(h.Example.Also, labels[Category][said]) {
			truth = said
		}
		lenient = append(lenient, outcome{truth, said, sure})
		if h.Example.Class != "" {
			said, sure := likeliest(h.Probabilities[Class])
			class = append(class, outcome{slices.Index(labels[Class], h.Example.Class), said, sure})
		}
	}
	e.Categories, e.Classes = report(lenient, labels[Category]), report(class, labels[Class])
	e.Strict = report(strict, labels[Category]).MacroF1
	e.Calibration, e.Abstention, e.Splits = calibrationError(lenient), abstention(lenient), splits(held)
	return e
}

func splits(held []Held) Splits {
	var s Splits
	right := 0
	for _, h := range held {
		proposed := h.Sure >= SplitFrom
		if h.Example.Several {
			s.Several++
		}
		if proposed {
			s.Proposed++
		}
		if proposed && h.Example.Several {
			right++
		}
	}
	s.Precision, s.Recall = share(right, s.Proposed), share(right, s.Several)
	return s
}

// outcome is one prediction with its truth and how sure it was.
type outcome struct {
	truth, said int
	confidence  float64
}

// likeliest returns the index of the largest probability, and it.
func likeliest(p []float64) (int, float64) {
	top := slices.Max(p)
	return slices.Index(p, top), top
}

func report(list []outcome, labels []string) Report {
	r := Report{Confusion: make([][]int, len(labels)), Labels: make([]Label, len(labels))}
	for i := range r.Confusion {
		r.Confusion[i] = make([]int, len(labels))
	}
	right := 0
	for _, o := range list {
		r.Confusion[o.truth][o.said]++
		if o.truth == o.said {
			right++
		}
	}
	for k, name := range labels {
		said, support := 0, 0
		for j := range labels {
			said += r.Confusion[j][k]
			support += r.Confusion[k][j]
		}
		hit := r.Confusion[k][k]
		r.Labels[k] = Label{Name: name, Support: support, Precision: share(hit, said), Recall: share(hit, support), F1: share(2*hit, said+support)}
		r.MacroF1 += r.Labels[k].F1 / float64(len(labels))
	}
	r.Accuracy = share(right, len(list))
	return r
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

const bins = 10

// calibrationError is the expected calibration error over ten bins of equal
// width (Naeini et al., 2015).
func calibrationError(list []outcome) float64 {
	var n, right [bins]int
	var sure [bins]float64
	for _, o := range list {
		b := min(int(o.confidence*bins), bins-1)
		n[b]++
		sure[b] += o.confidence
		if o.truth == o.said {
			right[b]++
		}
	}
	sum := 0.0
	for b := range n {
		gap := sure[b] - float64(right[b])
		sum += max(gap, -gap)
	}
	return sum / float64(max(len(list), 1))
}

// abstention returns the curve from answering everything down to half of it.
func abstention(list []outcome) []Coverage {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b outcome) int { return cmp.Compare(b.confidence, a.confidence) })
	var curve []Coverage
	for percent := 100; percent >= 50; percent -= 10 {
		n := len(list) * percent / 100
		if n == 0 {
			continue
		}
		right := 0
		for _, o := range list[:n] {
			if o.truth == o.said {
				right++
			}
		}
		curve = append(curve, Coverage{float64(percent) / 100, list[n-1].confidence, share(right, n)})
	}
	return curve
}
