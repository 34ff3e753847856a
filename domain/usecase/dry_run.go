package usecase

import (
	"context"
	"strconv"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/dinas"
	"audiensi/domain/routing"
)

// Bounds of a dry run: how many questions it looks at and how many it names.
const (
	MaxDryRun         = 1000
	MaxDryRunExamples = 20
)

// DryRun asks what a rule would have done to the last questions, 1 to MaxDryRun
// of them. Replaces, unless zero, is the rule in whose place it would stand.
type DryRun struct {
	Rule     routing.Rule
	Replaces domain.RuleID
	Last     int
}

// DryRunResult is what the rule would have done. Examined counts the questions,
// Matched those that meet the rule's own conditions, Taken those for which it
// would have come first, Changed those that would have got another dinas, also
// from none or to none.
type DryRunResult struct {
	Examined, Matched, Taken, Changed int
	Examples                          []Rerouted    // the newest of the changed, at most MaxDryRunExamples
	ByDinas                           []DinasChange // of all changed, the most frequent first
}

// Rerouted is a question that would have got another dinas, empty for none.
type Rerouted struct {
	ID       domain.QuestionID
	From, To dinas.Code
}

// DinasChange counts the questions that would have gone to one dinas and not to
// another, empty for none.
type DinasChange struct {
	From, To dinas.Code
	Count    int
}

// DryRunRule tells what a rule would have done to the last questions and writes
// nothing. Each is routed by today's rules that are valid on the day of its
// session, to a dinas that existed on that day; by its category and class as
// confirmed, else as proposed. A question without either category is routed by
// no rule, as at its capture.
func (a *App) DryRunRule(ctx context.Context, p access.Principal, in DryRun) (DryRunResult, error) {
	if err := p.Require(access.ReferenceWrite); err != nil {
		return DryRunResult{}, err
	}
	in.Rule.ID = in.Replaces
	if in.Replaces.IsZero() {
		in.Rule.ID = domain.NewID[domain.RuleKind](a.now())
	}
	var run dryRun
	err := a.Store.View(ctx, func(ctx context.Context, tx Tx) (err error) {
		run, err = readDryRun(ctx, tx, in)
		return err
	})
	if err != nil {
		return DryRunResult{}, err
	}
	if err := a.claim(ctx); err != nil {
		return DryRunResult{}, err
	}
	return run.result(), nil
}

// claim claims the operation's key for what a use case has only read: the
// transaction that writes is not kept open meanwhile.
func (a *App) claim(ctx context.Context) error {
	return a.Store.InTx(ctx, func(context.Context, Tx) error { return nil })
}

// check cleans the rule and returns every fault of the input.
func (in *DryRun) check(ctx context.Context, tx Tx) error {
	var faults domain.Faults
	err := checkRule(ctx, tx, &in.Rule)
	if err != nil && domain.CodeOf(err) != domain.Invalid {
		return err
	}
	faults.Merge(err)
	if in.Last < 1 || in.Last > MaxDryRun {
		faults.Add("/last", "range", "1-"+strconv.Itoa(MaxDryRun))
	}
	if !in.Replaces.IsZero() {
		_, err := tx.LoadRule(ctx, in.Replaces)
		if domain.CodeOf(err) == domain.NotFound {
			faults.Add("/replaces", "exists", in.Replaces.String())
		} else if err != nil {
			return err
		}
	}
	return faults.Err()
}
