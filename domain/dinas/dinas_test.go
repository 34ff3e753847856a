package dinas_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/dinas"
)

func bpmpd() dinas.Dinas {
	return dinas.Dinas{
		Code: "bpmpd-2011", Name: "Badan Pemberdayaan Masyarakat - Pemerintahan Desa", ShortName: "BPM-PD",
		Kind: dinas.KindBadan, ValidTo: domain.Date{Year: 2016, Month: 12, Day: 31}, Successors: []dinas.Code{"dpmd"},
	}
}

func TestValidate(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*dinas.Dinas)
		want   []domain.FieldError
	}{
		"good":     {change: func(*dinas.Dinas) {}},
		"bad_code": {func(d *dinas.Dinas) { d.Code = "BPM PD" }, []domain.FieldError{{Pointer: "/code", Rule: "code"}}},
		"nothing": {func(d *dinas.Dinas) { *d = dinas.Dinas{} }, []domain.FieldError{
			{Pointer: "/code", Rule: "code"}, {Pointer: "/name", Rule: "required"},
			{Pointer: "/short_name", Rule: "required"},
			{Pointer: "/kind", Rule: "oneof", Param: "dinas badan bagian inspektorat kecamatan desa"}}},
		"reversed": {func(d *dinas.Dinas) { d.ValidFrom = d.ValidTo.AddDays(1) },
			[]domain.FieldError{{Pointer: "/valid_to", Rule: "gtefield", Param: "valid_from"}}},
		"successors": {func(d *dinas.Dinas) { d.Successors = []dinas.Code{"dpmd", "bpmpd-2011", "dpmd", "?"} },
			[]domain.FieldError{{Pointer: "/successors/1", Rule: "not_self"},
				{Pointer: "/successors/2", Rule: "unique", Param: "dpmd"}, {Pointer: "/successors/3", Rule: "code"}}},
		"long_names": {func(d *dinas.Dinas) { d.ShortName = strings.Repeat("é", 61); d.SIPDCode = strings.Repeat("1", 41) },
			[]domain.FieldError{{Pointer: "/short_name", Rule: "max", Param: "60"}, {Pointer: "/sipd_code", Rule: "max", Param: "40"}}},
	} {
		t.Run(name, func(t *testing.T) {
			d := bpmpd()
			tt.change(&d)
			var e *domain.Error
			var got []domain.FieldError
			if errors.As(d.Validate(), &e) {
				got = e.Fields
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestValidateCleans(t *testing.T) {
	d := bpmpd()
	d.Name, d.ShortName = "  "+d.Name+"\n", " BPM-PD "
	if err := d.Validate(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(bpmpd(), d); diff != "" {
		t.Error(diff)
	}
}

func TestActiveOn(t *testing.T) {
	d := bpmpd()
	if !d.ActiveOn(d.ValidTo) || d.ActiveOn(d.ValidTo.AddDays(1)) {
		t.Error("the last day is not the last")
	}
}
