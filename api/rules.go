package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/routing"
	"audiensi/domain/usecase"
)

// ListRoutingRules returns rules in the order in which they are tried.
func (s *server) ListRoutingRules(ctx context.Context, r oas.ListRoutingRulesRequestObject) (oas.ListRoutingRulesResponseObject, error) {
	filter := usecase.ReferenceFilter{On: dateOf(r.Params.On)}
	list, next, err := s.app.ListRules(ctx, principal(ctx), filter, pageOf(r.Params.Limit, r.Params.Cursor))
	return oas.ListRoutingRules200JSONResponse{
		Body:    oas.RuleList{Items: each(list, func(v routing.Rule) oas.Rule { return ruleView(&v) }), NextCursor: optional(next)},
		Headers: oas.ListRoutingRules200ResponseHeaders{Link: link(ctx, next)},
	}, err
}

// CreateRoutingRule adds a rule.
func (s *server) CreateRoutingRule(ctx context.Context, r oas.CreateRoutingRuleRequestObject) (oas.CreateRoutingRuleResponseObject, error) {
	v, err := s.app.CreateRule(ctx, principal(ctx), ruleOf(domain.RuleID{}, r.Body))
	if err != nil {
		return nil, err
	}
	return oas.CreateRoutingRule201JSONResponse{Body: ruleView(v), Headers: oas.CreateRoutingRule201ResponseHeaders{ETag: etag(v.Version)}}, nil
}

// GetRoutingRule returns one rule.
func (s *server) GetRoutingRule(ctx context.Context, r oas.GetRoutingRuleRequestObject) (oas.GetRoutingRuleResponseObject, error) {
	id, err := idOf[domain.RuleKind](r.RuleID)
	if err != nil {
		return nil, err
	}
	v, err := s.app.GetRule(ctx, principal(ctx), id)
	if err != nil {
		return nil, err
	}
	return oas.GetRoutingRule200JSONResponse{Body: ruleView(v), Headers: oas.GetRoutingRule200ResponseHeaders{ETag: etag(v.Version)}}, nil
}

// UpdateRoutingRule replaces a rule.
func (s *server) UpdateRoutingRule(ctx context.Context, r oas.UpdateRoutingRuleRequestObject) (oas.UpdateRoutingRuleResponseObject, error) {
	id, err := idOf[domain.RuleKind](r.RuleID)
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	v, err := s.app.UpdateRule(ctx, principal(ctx), id, version, ruleOf(id, r.Body))
	if err != nil {
		return nil, err
	}
	return oas.UpdateRoutingRule200JSONResponse{Body: ruleView(v), Headers: oas.UpdateRoutingRule200ResponseHeaders{ETag: etag(v.Version)}}, nil
}

func ruleOf(id domain.RuleID, b *oas.RuleInput) routing.Rule {
	return routing.Rule{ID: id, Position: b.Position, Category: category.Code(value(b.Category)), Class: category.Class(value(b.Class)),
		Kecamatan: value(b.Kecamatan), AskerRole: domain.AskerRole(value(b.AskerRole)), Terms: b.Terms, Dinas: dinas.Code(b.Dinas),
		ValidFrom: dateOf(b.ValidFrom), ValidTo: dateOf(b.ValidTo), Note: value(b.Note)}
}

func ruleView(r *routing.Rule) oas.Rule {
	return oas.Rule{ID: r.ID.String(), Position: r.Position, Category: named[oas.Code](r.Category), Class: named[oas.Class](r.Class),
		Kecamatan: optional(r.Kecamatan), AskerRole: named[oas.AskerRole](r.AskerRole), Terms: r.Terms, Dinas: string(r.Dinas),
		ValidFrom: optionalDate(r.ValidFrom), ValidTo: optionalDate(r.ValidTo), Note: optional(r.Note), Version: oas.Version(r.Version)}
}
