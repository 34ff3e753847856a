package reference_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/reference"
	"audiensi/domain/region"
	"audiensi/domain/routing"
)

var rule = domain.NewID[domain.RuleKind](time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))

func sample() reference.Set {
	return reference.Set{
		Dinas: []dinas.Dinas{{Code: "dpmd", Name: "DPMD", ShortName: "DPMD", Kind: dinas.KindDinas},
			{Code: "bpmpd-2011", Name: "BPM-PD", ShortName: "BPM-PD", Kind: dinas.KindBadan, Successors: []dinas.Code{"dpmd"}}},
		Categories: []category.Category{{Code: "village_asset", NameID: "Aset desa", NameEN: "Village assets", Description: "x", Position: 1}},
		Kecamatan:  []region.Kecamatan{{Code: "35.10.14", Name: "Kabat"}},
		Desa: []region.Desa{{Code: "35.10.14.2001", Name: "Kabat", Kind: region.KindDesa,
			Memberships: []region.Membership{{Kecamatan: "35.10.14"}}}},
		Rules: []routing.Rule{{ID: rule, Position: 1, Category: "village_asset", Dinas: "dpmd"}},
	}
}

func TestSetValidate(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*reference.Set)
		want   []domain.FieldError
	}{
		"good":  {change: func(*reference.Set) {}},
		"empty": {change: func(s *reference.Set) { *s = reference.Set{} }},
		"dangling": {func(s *reference.Set) {
			s.Dinas[1].Successors[0] = "dpm"
			s.Desa[0].Memberships[0].Kecamatan = "35.10.99"
			s.Rules[0].Dinas, s.Rules[0].Category, s.Rules[0].Kecamatan = "bpm", "asset", "35.10.98"
		}, []domain.FieldError{
			{Pointer: "/dinas/1/successors/0", Rule: "exists", Param: "dpm"},
			{Pointer: "/desa/0/memberships/0/kecamatan", Rule: "exists", Param: "35.10.99"},
			{Pointer: "/rules/0/dinas", Rule: "exists", Param: "bpm"},
			{Pointer: "/rules/0/category", Rule: "exists", Param: "asset"},
			{Pointer: "/rules/0/kecamatan", Rule: "exists", Param: "35.10.98"}}},
		"twice": {func(s *reference.Set) { s.Dinas[1].Code = "dpmd"; s.Dinas[1].Successors = nil },
			[]domain.FieldError{{Pointer: "/dinas/1/code", Rule: "unique", Param: "dpmd"}}},
		"faulty_member": {func(s *reference.Set) { s.Desa[0].Name = "" },
			[]domain.FieldError{{Pointer: "/desa/0/name", Rule: "required"}}},
	} {
		t.Run(name, func(t *testing.T) {
			s := sample()
			tt.change(&s)
			var e *domain.Error
			var got []domain.FieldError
			if errors.As(s.Validate(), &e) {
				got = e.Fields
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
