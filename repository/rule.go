package repository

import (
	"context"
	"errors"
	"slices"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/routing"
	"audiensi/domain/usecase"
)

type ruleRow struct {
	ID        []byte `gorm:"primaryKey"`
	Version   int64
	Position  int
	Category  string
	Class     string
	Kecamatan string
	AskerRole string
	Terms     string // JSON
	Dinas     string
	ValidFrom string
	ValidTo   string
	Note      string
}

// TableName implements GORM's Tabler.
func (ruleRow) TableName() string { return "routing_rules" }

func (r *ruleRow) rule() (routing.Rule, error) {
	id, idErr := domain.IDFromBytes[domain.RuleKind](r.ID)
	terms, termsErr := fromJSON[string](r.Terms)
	valid, err := parsePeriod(r.ValidFrom, r.ValidTo)
	return routing.Rule{ID: id, Position: r.Position, Category: category.Code(r.Category), Class: category.Class(r.Class),
		Kecamatan: r.Kecamatan, AskerRole: domain.AskerRole(r.AskerRole), Terms: terms, Dinas: dinas.Code(r.Dinas),
		ValidFrom: valid.From, ValidTo: valid.To, Note: r.Note, Version: r.Version}, errors.Join(idErr, termsErr, err)
}

// LoadRule implements usecase.Reference.
func (t *txn) LoadRule(ctx context.Context, id domain.RuleID) (*routing.Rule, error) {
	row, err := load[ruleRow](ctx, t, "id", id.Bytes(), nil)
	if err != nil {
		return nil, err
	}
	r, err := row.rule()
	return &r, t.failed(ctx, "read rule", err)
}

// SaveRule implements usecase.Reference.
func (t *txn) SaveRule(ctx context.Context, r *routing.Rule) error {
	v := versioned{table: "routing_rules", key: "id", value: r.ID.Bytes(), name: r.ID.String(), version: &r.Version}
	return save(ctx, t, v, &ruleRow{ID: r.ID.Bytes(), Version: r.Version + 1, Position: r.Position, Category: string(r.Category),
		Class: string(r.Class), Kecamatan: r.Kecamatan, AskerRole: string(r.AskerRole), Terms: toJSON(r.Terms), Dinas: string(r.Dinas),
		ValidFrom: r.ValidFrom.String(), ValidTo: r.ValidTo.String(), Note: r.Note})
}

// ListRules implements usecase.Reference: by position, then id, as they are tried.
func (t *txn) ListRules(ctx context.Context, f usecase.ReferenceFilter, page usecase.Page) ([]routing.Rule, string, error) {
	if page == (usecase.Page{}) { // what every capture asks for
		rules, err := remembered(t, "rules:"+f.On.String(), func() ([]routing.Rule, error) {
			rules, _, err := t.readRules(ctx, f, page)
			return rules, err
		})
		return cloneRules(rules), "", err
	}
	return t.readRules(ctx, f, page)
}

// cloneRules returns a copy that shares nothing with what is remembered.
func cloneRules(rules []routing.Rule) []routing.Rule {
	rules = slices.Clone(rules)
	for i := range rules {
		rules[i].Terms = slices.Clone(rules[i].Terms)
	}
	return rules
}

func (t *txn) readRules(ctx context.Context, f usecase.ReferenceFilter, page usecase.Page) ([]routing.Rule, string, error) {
	k, err := order{list: "routing_rules", by: "position", tie: "id"}.page(page, f)
	if err != nil {
		return nil, "", err
	}
	c := &conditions{}
	c.validOn("", f.On)
	markOf := func(r ruleRow) mark { return mark{Number: int64(r.Position), Tie: r.ID} }
	return listAs(ctx, t, k, c, markOf, (*ruleRow).rule)
}
