package routing_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/routing"
)

func TestTrial(t *testing.T) {
	old, mine := id(), id()
	c := saying(routing.Case{Date: today, Category: "local_revenue"}, "pbb")
	rules := []routing.Rule{{ID: old, Position: 10, Category: "local_revenue", Dinas: "bapenda"}, {ID: id(), Position: 20, Dinas: "setda"}}
	for name, tt := range map[string]struct {
		rule     routing.Rule
		replaces domain.RuleID
		rules    []routing.Rule
		want     routing.Effect
	}{
		"comes_first":        {rule: routing.Rule{Position: 1, Terms: []string{"pbb"}, Dinas: "kpp"}, want: routing.Effect{Matched: true, Taken: true, From: "bapenda", To: "kpp"}},
		"comes_too_late":     {rule: routing.Rule{Position: 11, Dinas: "kpp"}, want: routing.Effect{Matched: true, From: "bapenda", To: "bapenda"}},
		"same_position":      {rule: routing.Rule{Position: 10, Dinas: "kpp"}, want: routing.Effect{Matched: true, From: "bapenda", To: "bapenda"}},
		"does_not_match":     {rule: routing.Rule{Position: 1, Terms: []string{"ktp"}, Dinas: "kpp"}, want: routing.Effect{From: "bapenda", To: "bapenda"}},
		"not_valid_that_day": {rule: routing.Rule{Position: 1, ValidFrom: today.AddDays(1), Dinas: "kpp"}, want: routing.Effect{From: "bapenda", To: "bapenda"}},
		"same_dinas":         {rule: routing.Rule{Position: 1, Dinas: "bapenda"}, want: routing.Effect{Matched: true, Taken: true, From: "bapenda", To: "bapenda"}},
		"from_none":          {rule: routing.Rule{Position: 1, Dinas: "kpp"}, rules: []routing.Rule{}, want: routing.Effect{Matched: true, Taken: true, To: "kpp"}},
		"replaces":           {rule: routing.Rule{ID: old, Position: 30, Dinas: "kpp"}, replaces: old, want: routing.Effect{Matched: true, From: "bapenda", To: "setda"}},
		"replaces_by_narrower": {rule: routing.Rule{ID: old, Position: 10, Terms: []string{"ktp"}, Dinas: "bapenda"}, replaces: old, rules: rules[:1],
			want: routing.Effect{From: "bapenda"}},
	} {
		t.Run(name, func(t *testing.T) {
			if tt.rule.ID.IsZero() {
				tt.rule.ID = mine
			}
			if tt.rules == nil {
				tt.rules = rules
			}
			got := routing.NewTrial(tt.rules, tt.rule, tt.replaces).Effect(c)
			if diff := cmp.Diff(tt.want, got); diff != "" || got.Changed() != (got.From != got.To) {
				t.Error(diff)
			}
		})
	}
}

func TestTrialOnly(t *testing.T) {
	rules := []routing.Rule{{ID: id(), Position: 10, Dinas: "dispenda"}, {ID: id(), Position: 20, Dinas: "setda"}}
	trial := routing.NewTrial(rules, routing.Rule{ID: id(), Position: 1, Dinas: "kpp"}, domain.RuleID{})
	without := func(codes ...dinas.Code) routing.Trial {
		return trial.Only(func(r routing.Rule) bool {
			for _, code := range codes {
				if r.Dinas == code {
					return false
				}
			}
			return true
		})
	}
	c := routing.Case{Date: today}
	for name, tt := range map[string]struct{ got, want routing.Effect }{
		"all":              {without().Effect(c), routing.Effect{Matched: true, Taken: true, From: "dispenda", To: "kpp"}},
		"one_less":         {without("dispenda").Effect(c), routing.Effect{Matched: true, Taken: true, From: "setda", To: "kpp"}},
		"not_the_new_one":  {without("kpp").Effect(c), routing.Effect{Matched: true, From: "dispenda", To: "dispenda"}},
		"none":             {without("kpp", "dispenda", "setda").Effect(c), routing.Effect{Matched: true}},
		"still_all_in_all": {trial.Effect(c), routing.Effect{Matched: true, Taken: true, From: "dispenda", To: "kpp"}},
	} {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
