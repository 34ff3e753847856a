package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/routing"
)

// dryRun is all that a dry run looks at.
type dryRun struct {
	trial     routing.Trial
	questions []RoutedQuestion // the newest first
	days      map[domain.SessionID]domain.Date
	dinas     map[dinas.Code]dinas.Dinas
}

func readDryRun(ctx context.Context, tx Tx, in DryRun) (dryRun, error) {
	if err := in.check(ctx, tx); err != nil {
		return dryRun{}, err
	}
	rules, _, err := tx.ListRules(ctx, ReferenceFilter{}, Page{})
	if err != nil {
		return dryRun{}, err
	}
	all, _, err := tx.ListDinas(ctx, ReferenceFilter{}, Page{})
	if err != nil {
		return dryRun{}, err
	}
	run := dryRun{trial: routing.NewTrial(rules, in.Rule, in.Replaces), dinas: map[dinas.Code]dinas.Dinas{}}
	for _, d := range all {
		run.dinas[d.Code] = d
	}
	if run.questions, err = tx.LastQuestions(ctx, in.Last); err != nil {
		return dryRun{}, err
	}
	run.days, err = daysOf(ctx, tx, run.questions)
	return run, err
}

// daysOf loads each session once and returns its day.
func daysOf(ctx context.Context, tx Tx, questions []RoutedQuestion) (map[domain.SessionID]domain.Date, error) {
	days := map[domain.SessionID]domain.Date{}
	for _, q := range questions {
		if _, ok := days[q.Session]; ok {
			continue
		}
		s, err := tx.LoadSession(ctx, q.Session)
		if err != nil {
			return nil, err
		}
		days[q.Session] = s.Date
	}
	return days, nil
}
