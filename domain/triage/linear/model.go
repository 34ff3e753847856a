package linear

import (
	"math"

	"audiensi/domain/triage/normal"
	"audiensi/domain/triage/portable"
)

// Head is one question that a model answers about a text.
type Head int

// The heads. Matters is whether the text puts one matter or several.
const (
	Category Head = iota
	Class
	Matters
	heads
)

// The labels of the head Matters.
const (
	One     = "one"
	Several = "several"
)

// Model is a trained classifier. It is safe for concurrent use and never changes.
type Model struct {
	Labels     [heads][]string // of each head; none where nothing was learnt for it
	normaliser *normal.Normaliser

	keys  []uint32  // ascending
	slots []int32   // open addressing over keys: index+1, 0 free
	idf   []float32 // by index
	// commonIDF is the idf up to which a stem is common.
	commonIDF float32
	weights   []int16   // by index, then output: the labels of one head after the other
	scale     []float64 // of an output's weights
	bias      []float64 // by output
	// temperature divides the scores of a head, so that its probabilities are as
	// often right as they say.
	temperature [heads]float64
}

// Prediction is what a model says of one text: for each head the probabilities
// in the order of the model's labels.
type Prediction struct {
	Labels   [heads][]float64
	Tokens   []normal.Token
	model    *Model
	features []scored
}

// scored is a feature that the model knows, with its value in this text.
type scored struct {
	token, pair int32
	index       int32
	value       float64
}

func (m *Model) outputs() int { return outputs(m.Labels) }

func outputs(labels [heads][]string) (n int) {
	for _, l := range labels {
		n += len(l)
	}
	return n
}

// byHead cuts the outputs into those of each head.
func byHead(labels [heads][]string, z []float64) (parts [heads][]float64) {
	for h, l := range labels {
		parts[h], z = z[:len(l):len(l)], z[len(l):]
	}
	return parts
}

// Predict classifies the text. A text of which the model knows nothing gets the
// probabilities of the bias: nothing speaks for anything.
func (m *Model) Predict(text string) Prediction {
	return m.PredictTokens(text, m.normaliser.Tokens(text))
}

// PredictTokens is Predict for a text, or a part of one, with its tokens.
func (m *Model) PredictTokens(text string, tokens []normal.Token) Prediction {
	found := featuresOf(text, tokens, m.knows, m.isCommon)
	known := m.vector(found.list)
	found.release()
	z := make([]float64, m.outputs())
	for _, s := range known {
		row := m.weights[int(s.index)*len(z):][:len(z)]
		for k, w := range row {
			z[k] += float64(s.value * float64(w))
		}
	}
	for k := range z {
		z[k] = m.bias[k] + float64(z[k]*m.scale[k])
	}
	p := Prediction{Labels: byHead(m.Labels, z), Tokens: tokens, model: m, features: known}
	for head, scores := range p.Labels {
		for k := range scores {
			scores[k] /= m.temperature[head]
		}
		portable.Softmax(scores)
	}
	return p
}

// Known reports whether the model knows anything of the text.
func (p Prediction) Known() bool { return len(p.features) > 0 }

// vector returns the features that the model knows, scaled to length 1.
func (m *Model) vector(features []feature) []scored {
	list := make([]scored, 0, len(features))
	sum := 0.0
	for _, f := range features {
		i := m.find(f.key)
		if i < 0 {
			continue
		}
		v := float64(f.value() * float64(m.idf[i]))
		sum += float64(v * v)
		list = append(list, scored{f.token, f.pair, int32(i), v})
	}
	if sum > 0 {
		length := math.Sqrt(sum)
		for i := range list {
			list[i].value /= length
		}
	}
	return list
}

func (m *Model) knows(key uint32) bool { return m.find(key) >= 0 }

func (m *Model) isCommon(stem uint32) bool {
	i := m.find(stem)
	return i >= 0 && m.idf[i] <= m.commonIDF
}

// find returns the index of the key, -1 if the model does not know it.
func (m *Model) find(key uint32) int {
	mask := uint32(len(m.slots) - 1)
	for at := spread(key) & mask; ; at = (at + 1) & mask {
		i := m.slots[at]
		if i == 0 {
			return -1
		}
		if m.keys[i-1] == key {
			return int(i - 1)
		}
	}
}

func spread(key uint32) uint32 { return key * 2654435769 >> 7 }

// index builds the slots: at most half full.
func (m *Model) index() {
	size := 16
	for size < 2*len(m.keys) {
		size *= 2
	}
	m.slots = make([]int32, size)
	mask := uint32(size - 1)
	for i, key := range m.keys {
		at := spread(key) & mask
		for m.slots[at] != 0 {
			at = (at + 1) & mask
		}
		m.slots[at] = int32(i + 1)
	}
}

// Term is a part of the text that spoke for a category. Start and End are bytes
// of the text; Weight is by how much it raised the category's score over the
// average of all categories, in units of log odds.
type Term struct {
	Start, End int
	Weight     float64
}

// Reasons returns the terms that spoke for the category, the heaviest first, at
// most limit. What a pair of words says is shared between them.
func (p Prediction) Reasons(category, limit int) []Term {
	weight := make([]float64, len(p.Tokens))
	width := p.model.outputs()
	for _, s := range p.features {
		if s.token < 0 {
			continue
		}
		v := float64(s.value * p.model.lean(p.model.weights[int(s.index)*width:], category))
		if s.pair >= 0 {
			v /= 2
			weight[s.pair] += v
		}
		weight[s.token] += v
	}
	return heaviest(p.Tokens, weight, limit)
}

// lean is by how much the weights of a feature speak for the category over the
// average of all categories.
func (m *Model) lean(row []int16, category int) float64 {
	mean := 0.0
	scales := m.scale[:len(m.Labels[Category])]
	for k, scale := range scales {
		mean += float64(float64(row[k]) * scale)
	}
	mean /= float64(len(scales))
	return (float64(float64(row[category])*m.scale[category]) - mean) / m.temperature[Category]
}
