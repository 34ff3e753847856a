package linear

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"audiensi/domain/triage/normal"
)

// Held is what a model that has not seen an example's group says of it.
type Held struct {
	Example       Example
	Probabilities [heads][]float64 // in the order of the labels
	Sure          float64          // of several matters, see Prediction.Parts
}

// CrossValidation is what models say of examples that they have not seen.
type CrossValidation struct {
	Held       []Held
	Labels     [heads][]string // the order of probabilities
	correction [heads]correction
}

// CrossValidate predicts every example by a model that was trained on the
// examples of all other groups, in at most folds folds: near-copies by one author
// never stand on both sides. Each fold is calibrated by the predictions of the
// others. Progress counts folds, one call at a time. It fails where the examples outside a fold are of
// one category only.
func CrossValidate(n *normal.Normaliser, examples []Example, folds int, o Options) (CrossValidation, error) {
	if folds < 2 {
		return CrossValidation{}, fmt.Errorf("cross-validate: %d folds, not two or more", folds)
	}
	v := CrossValidation{Held: make([]Held, len(examples)), Labels: labelsOf(examples)}
	foldOf := foldsOf(examples, folds)
	faults := make([]error, folds)
	done := 0
	var telling sync.Mutex // Progress is told of one fold at a time
	var running sync.WaitGroup
	room := make(chan struct{}, runtime.GOMAXPROCS(0))
	for fold := range folds {
		running.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			faults[fold] = v.fold(n, foldOf, fold, examples, o.Seed)
			if o.Progress != nil {
				telling.Lock()
				defer telling.Unlock()
				done++
				o.Progress(done, folds)
			}
		})
	}
	running.Wait()
	if err := errors.Join(faults...); err != nil {
		return CrossValidation{}, fmt.Errorf("cross-validate: %w", err)
	}
	v.correction = corrections(v.Held, v.Labels)
	calibrateFolds(v, foldOf, folds)
	return v, nil
}

// fold predicts the examples of one fold by a model of the others.
func (v *CrossValidation) fold(n *normal.Normaliser, foldOf []int, fold int, examples []Example, seed uint64) error {
	var learn []Example
	for i, e := range examples {
		if foldOf[i] != fold {
			learn = append(learn, e)
		}
	}
	if len(learn) == len(examples) {
		return nil
	}
	m, err := Train(n, learn, Options{Seed: seed})
	if err != nil {
		return err
	}
	for i, e := range examples {
		if foldOf[i] == fold {
			v.Held[i] = m.hold(e, v.Labels)
		}
	}
	return nil
}

// foldsOf gives each group a fold, the largest groups first, always to the
// smallest fold; an example without a group is one by itself.
func foldsOf(examples []Example, folds int) []int {
	size, order := map[string]int{}, []string{}
	name := func(i int) string {
		if g := examples[i].Group; g != "" {
			return g
		}
		return "\x00" + examples[i].Text
	}
	for i := range examples {
		if size[name(i)] == 0 {
			order = append(order, name(i))
		}
		size[name(i)]++
	}
	slices.SortStableFunc(order, func(a, b string) int { return size[b] - size[a] })
	load, fold := make([]int, folds), map[string]int{}
	for _, g := range order {
		least := slices.Index(load, slices.Min(load))
		fold[g] = least
		load[least] += size[g]
	}
	list := make([]int, len(examples))
	for i := range examples {
		list[i] = fold[name(i)]
	}
	return list
}

// hold predicts an example in the order of other labels.
func (m *Model) hold(e Example, labels [heads][]string) Held {
	p := m.Predict(e.Text)
	held := Held{Example: e}
	for h := range heads {
		held.Probabilities[h] = relabel(p.Labels[h], m.Labels[h], labels[h])
	}
	_, held.Sure = p.Parts()
	return held
}

// relabel puts probabilities into the order of other labels; a label that the
// model did not know has none.
func relabel(p []float64, from, to []string) []float64 {
	out := make([]float64, len(to))
	for i, label := range from {
		out[slices.Index(to, label)] = p[i]
	}
	return out
}

// calibrateFolds calibrates each fold by the others: no prediction is judged
// with a correction that it helped to choose.
func calibrateFolds(v CrossValidation, foldOf []int, folds int) {
	chosen := make([][heads]correction, folds)
	for fold := range folds {
		var others []Held
		for i := range v.Held {
			if foldOf[i] != fold {
				others = append(others, v.Held[i])
			}
		}
		chosen[fold] = corrections(others, v.Labels)
	}
	for i := range v.Held {
		for h, p := range v.Held[i].Probabilities {
			chosen[foldOf[i]][h].apply(p)
		}
	}
}

// Calibrate returns the model, fresh from Train on the same examples, with the
// corrections that fit what was cross-validated.
func (m *Model) Calibrate(v CrossValidation) *Model {
	c := *m
	c.bias = slices.Clone(m.bias)
	for h, bias := range byHead(m.Labels, c.bias) {
		t := v.correction[h].temperature
		c.temperature[h] = t
		for k, shift := range v.correction[h].shift {
			bias[k] += float64(shift * t)
		}
	}
	return &c
}
