// Package triage proposes what a question is about: it normalises the text
// (normal), classifies it by a trained linear model (linear) and says why. The
// built-in model learnt from the built-in examples (examples).
package triage

import (
	"strings"

	"audiensi/domain/category"
	"audiensi/domain/question"
	"audiensi/domain/triage/linear"
	"audiensi/domain/triage/normal"
)

// DefaultConfidence is the probability below which triage abstains unless the
// administrator sets another: nine of ten questions get a proposal then, and of
// those 96 of a hundred are right, by cross-validation (BENCHMARKS.md).
const DefaultConfidence = 0.6

// maxReasons bounds the terms that a proposal tells.
const maxReasons = 5

// longestText is how many bytes of a text are looked at; what people ask stands
// before that, and typing ahead may send anything.
const longestText = 16 << 10

// Engine proposes by one version of a model. It is safe for concurrent use and
// gives the same proposal for the same text on every platform.
type Engine struct {
	version   string
	model     *linear.Model
	threshold float64
}

// NewEngine returns the engine of a model, which goes by the version in every
// proposal. Below the threshold, a probability, it abstains.
func NewEngine(version string, model *linear.Model, threshold float64) *Engine {
	return &Engine{version, model, threshold}
}

// Version is the name of the model's version.
func (e *Engine) Version() string { return e.version }

// Propose says what the text is about. Where it abstains the category stays
// empty and only the ranking tells what came near; of a text without a known
// word nothing is said.
func (e *Engine) Propose(text string) question.Proposal {
	text = cut(text)
	p := e.model.Predict(text)
	proposal := question.Proposal{Model: e.version, Calibrated: true}
	if !says(p) {
		return proposal
	}
	proposal.Ranking = e.ranking(p)
	best := proposal.Ranking[0]
	proposal.Confidence = best.Probability
	if best.Probability >= e.threshold {
		proposal.Category = best.Category
		proposal.Reasons = e.reasons(p, text, best.Category)
	}
	proposal.Class, proposal.ClassConfidence = e.class(p)
	proposal.Split = e.split(p)
	return proposal
}

// says reports whether the model knows anything of the text.
func says(p linear.Prediction) bool {
	for _, t := range p.Tokens {
		if t.Kind == normal.Word || t.Kind == normal.Term {
			return p.Known()
		}
	}
	return false
}

func cut(text string) string {
	if len(text) <= longestText {
		return text
	}
	return strings.ToValidUTF8(text[:longestText], "")
}

func (e *Engine) ranking(p linear.Prediction) []question.Ranked {
	labels, probabilities := e.model.Labels[linear.Category], p.Labels[linear.Category]
	list := make([]question.Ranked, len(labels))
	for i, label := range labels {
		r := question.Ranked{Category: category.Code(label), Probability: rounded(probabilities[i])}
		at := i
		for ; at > 0 && list[at-1].Probability < r.Probability; at-- {
			list[at] = list[at-1]
		}
		list[at] = r
	}
	return list
}

// rounded cuts a probability to four places: more would pretend.
func rounded(p float64) float64 { return float64(int(p*10000+0.5)) / 10000 }

func (e *Engine) reasons(p linear.Prediction, text string, c category.Code) []question.Reason {
	var list []question.Reason
	for _, t := range p.Reasons(e.index(c), maxReasons) {
		list = append(list, question.Reason{Term: strings.ToLower(text[t.Start:t.End]), Weight: rounded(t.Weight)})
	}
	return list
}

func (e *Engine) index(c category.Code) int {
	for i, label := range e.model.Labels[linear.Category] {
		if label == string(c) {
			return i
		}
	}
	return -1
}

func (e *Engine) class(p linear.Prediction) (category.Class, float64) {
	best, sure := "", 0.0
	for i, probability := range p.Labels[linear.Class] {
		if probability > sure {
			best, sure = e.model.Labels[linear.Class][i], probability
		}
	}
	return category.Class(best), rounded(sure)
}

// split proposes two parts where the text puts two matters, else none.
func (e *Engine) split(p linear.Prediction) []question.Part {
	parts, sure := p.Parts()
	if sure < linear.SplitFrom {
		return nil
	}
	list := make([]question.Part, len(parts))
	for i, part := range parts {
		list[i] = question.Part{Start: part.Start, End: part.End, Category: category.Code(e.model.Labels[linear.Category][part.Category]),
			Probability: rounded(part.Probability)}
	}
	return list
}
