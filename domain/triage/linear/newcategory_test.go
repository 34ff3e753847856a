package linear_test

import (
	"slices"
	"testing"

	"audiensi/domain/triage/linear"
	"audiensi/domain/triage/normal"
	"audiensi/domain/triage/triagetest"
)

// TestNewCategory takes all but twenty examples of a category away, as if an
// administrator had just added it: it must be found from then on, and must not
// take what belongs to others.
func TestNewCategory(t *testing.T) {
	triagetest.Heavy(t)
	all := must[[]linear.Example](t)(builtin())
	for _, name := range []string{"local_revenue", "village_asset"} {
		t.Run(name, func(t *testing.T) {
			var learn, rest []linear.Example
			kept := 0
			for i, e := range all {
				switch own := e.Category == name; {
				case !own && slices.Contains(e.Also, name):
				case own && kept < 20 && i%3 == 0:
					kept++
					learn = append(learn, e)
				case own || i%10 == 0:
					rest = append(rest, e)
				default:
					learn = append(learn, e)
				}
			}
			n := must[*normal.Normaliser](t)(triagetest.Normaliser())
			v := must[linear.CrossValidation](t)(linear.CrossValidate(n, learn, 3, linear.Options{Seed: 1}))
			m := must[*linear.Model](t)(linear.Train(n, learn, linear.Options{Seed: 1})).Calibrate(v)
			for _, l := range m.Evaluate(rest).Categories.Labels {
				if l.Name == name {
					t.Logf("%d others: precision %.3f, recall %.3f", l.Support, l.Precision, l.Recall)
					atLeast(t, "recall", l.Recall, 0.5)
					atLeast(t, "precision", l.Precision, 0.8)
				}
			}
		})
	}
}
