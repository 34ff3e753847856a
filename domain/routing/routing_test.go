package routing_test

import (
	"errors"
	"math/rand"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/routing"
)

var (
	today = domain.Date{Year: 2026, Month: 11, Day: 23}
	born  = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
)

func id() domain.RuleID { return domain.NewID[domain.RuleKind](born) }

// saying is the case with a text in which only the term occurs.
func saying(c routing.Case, term string) routing.Case {
	c.Says = func(asked string) bool { return asked == term }
	return c
}

func TestRoute(t *testing.T) {
	first, second := id(), id()
	tax := routing.Case{Date: today, Category: "local_revenue", AskerRole: domain.Kades, Kecamatan: "35.10.13"}
	for name, tt := range map[string]struct {
		rules []routing.Rule
		c     routing.Case
		want  dinas.Code
	}{
		"no_rules": {nil, tax, ""},
		"any":      {[]routing.Rule{{Dinas: "setda"}}, tax, "setda"},
		"lower_position_first": {[]routing.Rule{{Position: 2, Dinas: "setda"},
			{Position: 1, Category: "local_revenue", Dinas: "bapenda"}}, tax, "bapenda"},
		"same_position_by_id": {[]routing.Rule{{ID: second, Position: 1, Dinas: "setda"},
			{ID: first, Position: 1, Dinas: "bapenda"}}, tax, "bapenda"},
		"ended_yesterday": {[]routing.Rule{{ValidTo: today.AddDays(-1), Dinas: "dispenda-2011"}}, tax, ""},
		"ends_today":      {[]routing.Rule{{ValidTo: today, Dinas: "bapenda"}}, tax, "bapenda"},
		"begins_tomorrow": {[]routing.Rule{{ValidFrom: today.AddDays(1), Dinas: "bapenda"}}, tax, ""},
		"unknown_class_is_information": {[]routing.Rule{{Class: category.Complaint, Dinas: "inspektorat"},
			{Position: 1, Class: category.Information, Dinas: "bapenda"}}, tax, "bapenda"},
		"other_category":  {[]routing.Rule{{Category: "other", Dinas: "setda"}}, tax, ""},
		"kecamatan":       {[]routing.Rule{{Kecamatan: "35.10.13", Dinas: "kec-rogojampi"}}, tax, "kec-rogojampi"},
		"other_kecamatan": {[]routing.Rule{{Kecamatan: "35.10.14", Dinas: "kec-kabat"}}, tax, ""},
		"role":            {[]routing.Rule{{AskerRole: domain.Kades, Dinas: "dpmd"}}, tax, "dpmd"},
		"unknown_role":    {[]routing.Rule{{AskerRole: domain.Kades, Dinas: "dpmd"}}, routing.Case{Date: today}, ""},
		"one_of_the_terms": {[]routing.Rule{{Position: 1, Terms: []string{"bengkok", "pbb"}, Dinas: "bapenda"},
			{Position: 2, Dinas: "setda"}}, saying(tax, "pbb"), "bapenda"},
		"no_term": {[]routing.Rule{{Position: 1, Terms: []string{"bengkok"}, Dinas: "bapenda"},
			{Position: 2, Dinas: "setda"}}, saying(tax, "pbb"), "setda"},
		"term_of_another_category": {[]routing.Rule{{Category: "other", Terms: []string{"pbb"}, Dinas: "setda"}}, saying(tax, "pbb"), ""},
		"unknown_text":             {[]routing.Rule{{Terms: []string{"pbb"}, Dinas: "bapenda"}}, tax, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := routing.Route(tt.rules, tt.c)
			if got.Dinas != tt.want || ok != (tt.want != "") {
				t.Errorf("got %q, %v, want %q", got.Dinas, ok, tt.want)
			}
		})
	}
}

// What is found matches, nothing that matches comes before it, and the order in
// which the rules are given does not matter.
func TestRouteProperties(t *testing.T) {
	categories := []category.Code{"", "local_revenue", "other"}
	classes := []category.Class{"", category.Information, category.Complaint}
	roles := []domain.AskerRole{"", domain.Kades, domain.Resident}
	terms := [][]string{nil, {"pbb"}, {"bengkok", "pbb"}}
	day := func(t *rapid.T, name string) domain.Date {
		if n := rapid.IntRange(0, 6).Draw(t, name); n > 0 {
			return today.AddDays(n - 3)
		}
		return domain.Date{}
	}
	rapid.Check(t, func(t *rapid.T) {
		rules := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) routing.Rule {
			return routing.Rule{ID: id(), Position: rapid.IntRange(1, 3).Draw(t, "position"),
				Category:  rapid.SampledFrom(categories).Draw(t, "category"),
				Class:     rapid.SampledFrom(classes).Draw(t, "class"),
				AskerRole: rapid.SampledFrom(roles).Draw(t, "role"),
				Terms:     rapid.SampledFrom(terms).Draw(t, "terms"),
				ValidFrom: day(t, "from"), ValidTo: day(t, "to")}
		}), 0, 8).Draw(t, "rules")
		c := routing.Case{Date: today, Category: rapid.SampledFrom(categories).Draw(t, "category"),
			Class: rapid.SampledFrom(classes).Draw(t, "class"), AskerRole: rapid.SampledFrom(roles).Draw(t, "role")}
		c = saying(c, rapid.SampledFrom([]string{"pbb", "bengkok", "ktp"}).Draw(t, "said"))
		got, ok := routing.Route(rules, c)
		for _, r := range rules {
			if r.Matches(c) && (!ok || routing.Compare(r, got) < 0) {
				t.Fatalf("%+v comes before %+v", r, got)
			}
		}
		if ok && !got.Matches(c) {
			t.Fatalf("%+v does not match %+v", got, c)
		}
		shuffled := append([]routing.Rule(nil), rules...)
		rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed"))).Shuffle(len(shuffled), func(i, j int) {
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		})
		if again, _ := routing.Route(shuffled, c); again.ID != got.ID {
			t.Fatalf("another order gives %+v, not %+v", again, got)
		}
	})
}

func TestValidate(t *testing.T) {
	for name, tt := range map[string]struct {
		rule routing.Rule
		want []domain.FieldError
	}{
		"any":  {rule: routing.Rule{Position: 1, Dinas: "setda"}},
		"full": {rule: routing.Rule{Position: 1, Category: "other", Class: "complaint", Kecamatan: "35.10.13", AskerRole: "kades", Dinas: "setda", Note: " x "}},
		"bad": {routing.Rule{Category: "-", Class: "x", Kecamatan: "x", AskerRole: "x", Note: "\u202e",
			ValidFrom: today, ValidTo: today.AddDays(-1)}, []domain.FieldError{
			{Pointer: "/position", Rule: "min", Param: "1"}, {Pointer: "/category", Rule: "code"},
			{Pointer: "/class", Rule: "oneof", Param: "information complaint inspection aspiration"},
			{Pointer: "/kecamatan", Rule: "code"},
			{Pointer: "/asker_role", Rule: "oneof", Param: "kades sekdes resident other"},
			{Pointer: "/dinas", Rule: "code"}, {Pointer: "/valid_to", Rule: "gtefield", Param: "valid_from"},
			{Pointer: "/note", Rule: "bidi"}}},
		"far": {routing.Rule{Position: 100001, Dinas: "setda"}, []domain.FieldError{{Pointer: "/position", Rule: "max", Param: "100000"}}},
	} {
		t.Run(name, func(t *testing.T) {
			var e *domain.Error
			var got []domain.FieldError
			if errors.As(tt.rule.Validate(), &e) {
				got = e.Fields
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
