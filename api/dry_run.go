package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/usecase"
)

// DryRunRoutingRule tells what a rule would have done to the last questions.
func (s *server) DryRunRoutingRule(ctx context.Context, r oas.DryRunRoutingRuleRequestObject) (oas.DryRunRoutingRuleResponseObject, error) {
	in, err := dryRunOf(r.Body)
	if err != nil {
		return nil, err
	}
	result, err := s.app.DryRunRule(ctx, principal(ctx), in)
	if err != nil {
		return nil, err
	}
	return oas.DryRunRoutingRule200JSONResponse(ruleEffect(result)), nil
}

func dryRunOf(b *oas.RuleDryRun) (usecase.DryRun, error) {
	in := usecase.DryRun{Last: usecase.MaxDryRun, Rule: ruleOf(domain.RuleID{}, &oas.RuleInput{Position: b.Position, Category: b.Category,
		Class: b.Class, Kecamatan: b.Kecamatan, AskerRole: b.AskerRole, Terms: b.Terms, Dinas: b.Dinas,
		ValidFrom: b.ValidFrom, ValidTo: b.ValidTo, Note: b.Note})}
	if b.Last != nil {
		in.Last = *b.Last
	}
	if b.Replaces != nil {
		id, err := domain.ParseID[domain.RuleKind](*b.Replaces)
		if err != nil || id.IsZero() {
			return in, domain.InvalidField("/replaces", "uuid", "")
		}
		in.Replaces = id
	}
	return in, nil
}

func ruleEffect(r usecase.DryRunResult) oas.RuleEffect {
	return oas.RuleEffect{Examined: r.Examined, Matched: r.Matched, Taken: r.Taken, Changed: r.Changed,
		Examples: each(r.Examples, func(q usecase.Rerouted) oas.ReroutedQuestion {
			return oas.ReroutedQuestion{ID: q.ID.String(), From: named[oas.Code](q.From), To: named[oas.Code](q.To)}
		}),
		ByDinas: each(r.ByDinas, func(c usecase.DinasChange) oas.DinasChange {
			return oas.DinasChange{From: named[oas.Code](c.From), To: named[oas.Code](c.To), Count: c.Count}
		})}
}
