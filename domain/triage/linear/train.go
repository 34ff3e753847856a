package linear

import (
	"cmp"
	"errors"
	"math"
	"math/rand/v2"
	"slices"

	"audiensi/domain/triage/normal"
	"audiensi/domain/triage/portable"
)

// Example is one text with what it is about. Also are further categories that
// it belongs to, for a question that two offices must act on or that puts
// several matters, which Several says. Class may be empty. Group names whose
// style it is: an author.
type Example struct {
	Text     string
	Category string
	Class    string
	Also     []string
	Several  bool
	Group    string
}

// label returns the label under the head, "" for none.
func (e Example) label(h Head) string {
	switch {
	case h == Category:
		return e.Category
	case h == Class:
		return e.Class
	case e.Several:
		return Several
	}
	return One
}

// Options of a training. The zero value is what the built-in model is made with.
type Options struct {
	Seed     uint64
	Progress func(done, total int) // may be nil; counts epochs
}

// Parameters of the training, chosen by cross-validation (BENCHMARKS.md).
const (
	epochs       = 12
	stepSize     = 0.1
	shrink       = 3e-4
	leastTexts   = 2    // a feature of fewer texts is not learnt
	commonTexts  = 5    // a stem of so many is common
	alsoShare    = 0.4  // of an example's weight goes to its further categories
	mostCopies   = 60   // an example of a rare category is read at most so often an epoch
	smallestStep = 1e-3 // keeps a first step finite
)

// ErrNoExamples says that there is nothing to learn from.
var ErrNoExamples = errors.New("at least two categories with an example each are needed")

var errNoCategory = errors.New("an example has no category")

// Train learns from the examples; the same examples in the same order with the
// same seed give the same model, bit for bit. Its temperatures are 1: see
// Calibrate.
func Train(n *normal.Normaliser, examples []Example, o Options) (*Model, error) {
	t := trainer{model: &Model{normaliser: n, Labels: labelsOf(examples), temperature: [heads]float64{1, 1, 1}}, examples: examples}
	if len(t.model.Labels[Category]) < 2 {
		return nil, ErrNoExamples
	}
	if slices.ContainsFunc(examples, func(e Example) bool { return e.Category == "" }) {
		return nil, errNoCategory
	}
	t.vocabulary()
	t.aim()
	t.learn(o)
	t.quantise()
	return t.model, nil
}

type trainer struct {
	model    *Model
	examples []Example
	vectors  [][]scored
	targets  [][]float64 // by example, then output; all zero for a head without a label
	copies   []int       // how often an example is read, so that rare categories count
	w        []float64   // by index, then output
}

// labelsOf returns the labels that occur, in order. Where no example puts
// several matters, nothing is learnt of that.
func labelsOf(examples []Example) (labels [heads][]string) {
	var sets [heads]map[string]bool
	for h := range sets {
		sets[h] = map[string]bool{}
	}
	for _, e := range examples {
		for h := range heads {
			if label := e.label(h); label != "" {
				sets[h][label] = true
			}
		}
		for _, c := range e.Also {
			sets[Category][c] = true
		}
	}
	for h, set := range sets {
		labels[h] = sorted(set)
	}
	if len(labels[Matters]) < 2 {
		labels[Matters] = nil
	}
	return labels
}

func sorted[K cmp.Ordered](set map[K]bool) []K {
	list := make([]K, 0, len(set))
	for k := range set {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}

// vocabulary counts in how many texts each feature occurs and turns the texts
// into vectors.
func (t *trainer) vocabulary() {
	tokens := make([][]normal.Token, len(t.examples))
	stems := map[uint32]int{}
	for i, e := range t.examples {
		tokens[i] = t.model.normaliser.Tokens(e.Text)
		once := map[uint32]bool{}
		for _, token := range tokens[i] {
			if stem := hash(hashStart, 'w', token.Stem); !once[stem] {
				once[stem] = true
				stems[stem]++
			}
		}
	}
	common := func(stem uint32) bool { return stems[stem] >= commonTexts }
	features := make([]*bag, len(t.examples))
	texts := map[uint32]int{}
	for i, e := range t.examples {
		features[i] = featuresOf(e.Text, tokens[i], nil, common)
		for _, f := range features[i].list {
			texts[f.key]++
		}
	}
	t.know(texts)
	t.vectors = make([][]scored, len(features))
	for i, found := range features {
		t.vectors[i] = t.model.vector(found.list)
		found.release()
	}
}

// know lets the model know what occurs in enough texts, given in how many each
// feature does.
func (t *trainer) know(texts map[uint32]int) {
	known := map[uint32]bool{}
	for key, n := range texts {
		if n >= leastTexts {
			known[key] = true
		}
	}
	m := t.model
	m.keys = sorted(known)
	m.idf = make([]float32, len(m.keys))
	for i, key := range m.keys {
		m.idf[i] = t.idf(texts[key])
	}
	m.commonIDF = t.idf(commonTexts)
	m.index()
}

// idf is how much a feature of so many texts tells.
func (t *trainer) idf(texts int) float32 {
	return float32(portable.Ln(float64(len(t.examples)+1)/float64(texts+1)) + 1)
}

// aim sets what each example should be given, and how much it counts.
func (t *trainer) aim() {
	labels := t.model.Labels
	n := make([]float64, len(labels[Category]))
	t.targets = make([][]float64, len(t.examples))
	for i, e := range t.examples {
		t.targets[i] = make([]float64, t.model.outputs())
		parts := byHead(labels, t.targets[i])
		for h := range heads {
			if k := slices.Index(labels[h], e.label(h)); k >= 0 {
				parts[h][k] = 1
			}
		}
		main := slices.Index(labels[Category], e.Category)
		n[main]++
		for _, also := range e.Also {
			share := alsoShare / float64(len(e.Also))
			parts[Category][main] -= share
			parts[Category][slices.Index(labels[Category], also)] += share
		}
	}
	most := slices.Max(n)
	t.copies = make([]int, len(t.examples))
	for i, e := range t.examples {
		t.copies[i] = min(int(most/n[slices.Index(labels[Category], e.Category)]+0.5), mostCopies)
	}
}

// learn runs AdaGrad over the examples in a random order for each epoch.
func (t *trainer) learn(o Options) {
	outputs := t.model.outputs()
	t.w = make([]float64, len(t.model.keys)*outputs)
	t.model.bias = make([]float64, outputs)
	squares := make([]float64, len(t.w))
	random := rand.New(rand.NewPCG(o.Seed, 1))
	var order []int
	for i, n := range t.copies {
		for range n {
			order = append(order, i)
		}
	}
	gradient := make([]float64, outputs)
	for epoch := range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			t.gradient(i, gradient)
			t.step(t.vectors[i], gradient, squares)
		}
		if o.Progress != nil {
			o.Progress(epoch+1, epochs)
		}
	}
}

// gradient sets the error of each output on the example.
func (t *trainer) gradient(i int, z []float64) {
	copy(z, t.model.bias)
	for _, s := range t.vectors[i] {
		row := t.w[int(s.index)*len(z):][:len(z)]
		for k, w := range row {
			z[k] += float64(s.value * w)
		}
	}
	target := byHead(t.model.Labels, t.targets[i])
	for h, scores := range byHead(t.model.Labels, z) {
		if h == int(Class) && t.examples[i].Class == "" {
			clear(scores)
			continue
		}
		portable.Softmax(scores)
		for k := range scores {
			scores[k] -= target[h][k]
		}
	}
}

const biasStep = 0.01

func (t *trainer) step(vector []scored, gradient, squares []float64) {
	for k, g := range gradient {
		t.model.bias[k] -= float64(biasStep * g)
	}
	for _, s := range vector {
		from := int(s.index) * len(gradient)
		row, square := t.w[from:from+len(gradient)], squares[from:from+len(gradient)]
		for k, g := range gradient {
			g = float64(g*s.value) + float64(shrink*row[k])
			square[k] += float64(g * g)
			row[k] -= float64(stepSize*g) / (math.Sqrt(square[k]) + smallestStep)
		}
	}
}

// quantise stores the weights as whole numbers of the output's scale, and
// forgets features that say nothing.
func (t *trainer) quantise() {
	m := t.model
	outputs := m.outputs()
	m.scale = make([]float64, outputs)
	for i, w := range t.w {
		m.scale[i%outputs] = max(m.scale[i%outputs], math.Abs(w)/math.MaxInt16)
	}
	m.weights = make([]int16, len(t.w))
	for i, w := range t.w {
		if scale := m.scale[i%outputs]; scale > 0 {
			m.weights[i] = int16(math.RoundToEven(w / scale))
		}
	}
}
