package linear

import (
	"slices"

	"audiensi/domain/triage/portable"
)

// correction makes probabilities as often right as they say: the scores behind
// them are divided by a temperature (Guo et al., On Calibration of Modern Neural
// Networks, 2017, section 4.2), and a label's shift is added, so that one with few
// examples, which a model names too seldom, comes into its own.
type correction struct {
	temperature float64
	shift       []float64 // by label
}

// judged is a prediction with the index of the truth and how much it counts.
type judged struct {
	p      []float64
	truth  int
	weight float64
}

// corrections returns those that make the truth the likeliest, where every
// category counts as much as in a training.
func corrections(held []Held, labels [heads][]string) (c [heads]correction) {
	for h := range heads {
		var list []judged
		n := make([]float64, len(labels[h]))
		for _, held := range held {
			if truth := slices.Index(labels[h], held.Example.label(h)); truth >= 0 && len(held.Probabilities[h]) > 0 {
				list = append(list, judged{held.Probabilities[h], truth, 1})
				n[truth]++
			}
		}
		if h == Category && len(list) > 0 {
			for i := range list {
				list[i].weight = min(slices.Max(n)/n[list[i].truth], mostCopies)
			}
		}
		c[h] = fit(list, len(labels[h]))
	}
	return c
}

// rounds of fitting shifts and temperature in turn; the change of a further one
// is below a thousandth.
const rounds = 4

func fit(list []judged, labels int) correction {
	c := correction{1, make([]float64, labels)}
	if len(list) == 0 {
		return c
	}
	for range rounds {
		c.fitShift(list)
		c.fitTemperature(list)
	}
	return c
}

// fitShift raises each label until it is said as often as it is true.
func (c *correction) fitShift(list []judged) {
	p := make([]float64, len(c.shift))
	for range 20 {
		said, is := make([]float64, len(p)), make([]float64, len(p))
		for _, j := range list {
			copy(p, j.p)
			c.apply(p)
			is[j.truth] += j.weight
			for k := range p {
				said[k] += float64(j.weight * p[k])
			}
		}
		for k := range c.shift {
			if is[k] > 0 && said[k] > 0 {
				c.shift[k] += portable.Ln(is[k] / said[k])
			}
		}
	}
}

// fitTemperature searches by golden section: the loss has one minimum.
func (c *correction) fitTemperature(list []judged) {
	const golden = 0.6180339887498949
	low, high := 0.2, 5.0
	for high-low > 1e-3 {
		a, b := high-float64(golden*(high-low)), low+float64(golden*(high-low))
		if c.loss(list, a) < c.loss(list, b) {
			high = b
		} else {
			low = a
		}
	}
	c.temperature = (low + high) / 2
}

func (c *correction) loss(list []judged, temperature float64) float64 {
	try := correction{temperature, c.shift}
	p := make([]float64, len(c.shift))
	sum := 0.0
	for _, j := range list {
		copy(p, j.p)
		try.apply(p)
		sum -= float64(j.weight * portable.Ln(max(p[j.truth], 1e-12)))
	}
	return sum
}

// apply corrects the probabilities in place.
func (c *correction) apply(p []float64) {
	for k := range p {
		p[k] = portable.Ln(max(p[k], 1e-12))/c.temperature + c.shift[k]
	}
	portable.Softmax(p)
}
