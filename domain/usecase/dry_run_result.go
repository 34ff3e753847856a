package usecase

import (
	"cmp"
	"slices"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/routing"
)

// result routes every question without the rule and with it.
func (run dryRun) result() DryRunResult {
	t := tally{changes: map[DinasChange]int{}}
	trials, terms := map[domain.Date]routing.Trial{}, phrases{}
	for _, q := range run.questions {
		day := run.days[q.Session]
		if _, ok := trials[day]; !ok {
			trials[day] = run.on(day)
		}
		effect := trials[day].Effect(routing.Case{Date: day, Category: q.category(), Class: cmp.Or(q.Class, q.ProposedClass),
			Kecamatan: q.Kecamatan, AskerRole: q.AskerRole, Says: terms.in(q.Text)})
		if q.category() == "" {
			effect = routing.Effect{Matched: effect.Matched}
		}
		t.add(q.ID, effect)
	}
	return t.total()
}

func (q RoutedQuestion) category() category.Code { return cmp.Or(q.Category, q.ProposedCategory) }

// on returns the trial among the rules to a dinas that existed on the day.
func (run dryRun) on(day domain.Date) routing.Trial {
	return run.trial.Only(func(r routing.Rule) bool { return run.dinas[r.Dinas].ActiveOn(day) })
}

// tally is a result in the making. The changes count by themselves: their own
// Count is 0.
type tally struct {
	result  DryRunResult
	changes map[DinasChange]int
}

func (t *tally) add(id domain.QuestionID, e routing.Effect) {
	t.result.Examined++
	if e.Matched {
		t.result.Matched++
	}
	if e.Taken {
		t.result.Taken++
	}
	if !e.Changed() {
		return
	}
	t.result.Changed++
	t.changes[DinasChange{From: e.From, To: e.To}]++
	if len(t.result.Examples) < MaxDryRunExamples {
		t.result.Examples = append(t.result.Examples, Rerouted{ID: id, From: e.From, To: e.To})
	}
}

func (t *tally) total() DryRunResult {
	for change, n := range t.changes {
		change.Count = n
		t.result.ByDinas = append(t.result.ByDinas, change)
	}
	slices.SortFunc(t.result.ByDinas, func(a, b DinasChange) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return t.result
}
