package routing_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/routing"
)

func TestValidateTerms(t *testing.T) {
	for name, tt := range map[string]struct {
		terms, cleaned []string
		want           []domain.FieldError
	}{
		"none":    {},
		"empty":   {terms: []string{}},
		"good":    {terms: []string{" Tanah \n kas\tdesa ", "e-KTP", "17"}, cleaned: []string{"Tanah kas desa", "e-KTP", "17"}},
		"bounds":  {terms: []string{"kk", strings.Repeat("é", 60)}, cleaned: []string{"kk", strings.Repeat("é", 60)}},
		"lengths": {terms: []string{"k", strings.Repeat("é", 61)}, want: []domain.FieldError{{Pointer: "/terms/0", Rule: "length", Param: "2-60"}, {Pointer: "/terms/1", Rule: "max", Param: "60"}}},
		"nothing_in_them": {terms: []string{"", " \t", "\u200b", "?!"}, want: []domain.FieldError{{Pointer: "/terms/0", Rule: "required"},
			{Pointer: "/terms/1", Rule: "required"}, {Pointer: "/terms/2", Rule: "required"}, {Pointer: "/terms/3", Rule: "word"}}},
		"bad_characters": {terms: []string{"a\x00b", "a\u202eb", "a\xc3(", "ktp|kk"}, want: []domain.FieldError{{Pointer: "/terms/0", Rule: "control"},
			{Pointer: "/terms/1", Rule: "bidi"}, {Pointer: "/terms/2", Rule: "utf8"}, {Pointer: "/terms/3", Rule: "excludes", Param: "|"}}},
		"twice_after_cleaning": {terms: []string{"kas desa", "pbb", " Kas  DESA "}, want: []domain.FieldError{{Pointer: "/terms/2", Rule: "unique", Param: "Kas DESA"}}},
		"too_many":             {terms: slices.Repeat([]string{"x"}, 21), want: []domain.FieldError{{Pointer: "/terms", Rule: "max_items", Param: "20"}}},
	} {
		t.Run(name, func(t *testing.T) {
			given := slices.Clone(tt.terms)
			rule := routing.Rule{Position: 1, Dinas: "setda", Terms: given}
			var e *domain.Error
			if errors.As(rule.Validate(), &e) {
				if diff := cmp.Diff(tt.want, e.Fields); diff != "" {
					t.Error(diff)
				}
			} else if diff := cmp.Diff(tt.cleaned, rule.Terms); diff != "" || tt.want != nil {
				t.Errorf("want faults %v, terms %s", tt.want, diff)
			}
			if diff := cmp.Diff(tt.terms, given); diff != "" {
				t.Errorf("the caller's list was changed: %s", diff)
			}
		})
	}
}
