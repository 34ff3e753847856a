package region_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/region"
)

var opened = domain.Date{Year: 2017, Month: 1, Day: 9} // Blimbingsari's offices

func badean() region.Desa {
	return region.Desa{Code: "35.10.25.2009", Name: "Badean", Kind: region.KindDesa, Memberships: []region.Membership{
		{Kecamatan: "35.10.14", To: opened.AddDays(-1)}, {Kecamatan: "35.10.25", From: opened},
	}}
}

func TestKecamatanOn(t *testing.T) {
	last := domain.Date{Year: 2030, Month: 12, Day: 31}
	gap := badean()
	gap.Memberships[1].From = opened.AddDays(1)
	ended := badean()
	ended.ValidTo = last
	for name, tt := range map[string]struct {
		desa region.Desa
		day  domain.Date
		want string
	}{
		"2011":           {badean(), domain.Date{Year: 2011, Month: 12, Day: 20}, "35.10.14"},
		"last_day_old":   {badean(), opened.AddDays(-1), "35.10.14"},
		"first_day_new":  {badean(), opened, "35.10.25"},
		"gap":            {gap, opened, ""},
		"desa_last_day":  {ended, last, "35.10.25"},
		"desa_ended":     {ended, last.AddDays(1), ""},
		"no_memberships": {region.Desa{}, last, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := tt.desa.KecamatanOn(tt.day)
			if got != tt.want || ok != (tt.want != "") {
				t.Errorf("got %q, %v, want %q", got, ok, tt.want)
			}
		})
	}
}

func TestDesaValidate(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*region.Desa)
		want   []domain.FieldError
	}{
		"good": {change: func(d *region.Desa) { d.Name = " Badean" }},
		"code_and_name": {func(d *region.Desa) { d.Code, d.Name = "35.10.25.3009", "" },
			[]domain.FieldError{{Pointer: "/code", Rule: "code"}, {Pointer: "/name", Rule: "required"}}},
		"kind":       {func(d *region.Desa) { d.Kind = "dusun" }, []domain.FieldError{{Pointer: "/kind", Rule: "oneof", Param: "desa kelurahan"}}},
		"other_kind": {func(d *region.Desa) { d.Kind = region.KindKelurahan }, []domain.FieldError{{Pointer: "/kind", Rule: "code_kind", Param: "35.10.25.2009"}}},
		"none":       {func(d *region.Desa) { d.Memberships = nil }, []domain.FieldError{{Pointer: "/memberships", Rule: "required"}}},
		"overlap": {func(d *region.Desa) { d.Memberships[1].From = opened.AddDays(-1) },
			[]domain.FieldError{{Pointer: "/memberships/1", Rule: "overlap", Param: "35.10.14"}}},
		"bad_membership": {func(d *region.Desa) {
			d.Memberships[1] = region.Membership{Kecamatan: "3510", From: opened, To: opened.AddDays(-1)}
		},
			[]domain.FieldError{{Pointer: "/memberships/1/kecamatan", Rule: "code"},
				{Pointer: "/memberships/1/to", Rule: "gtefield", Param: "from"}}},
	} {
		t.Run(name, func(t *testing.T) {
			d := badean()
			tt.change(&d)
			if diff := cmp.Diff(tt.want, fields(d.Validate())); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestKecamatanValidate(t *testing.T) {
	for code, ok := range map[string]bool{
		"35.10.25": true, "35.10.2": false, "35-10-25": false, "35.10.25.2001": false, "": false, "3x.10.25": false,
	} {
		k := region.Kecamatan{Code: code, Name: "Blimbingsari", ValidFrom: opened}
		if err := k.Validate(); (err == nil) != ok {
			t.Errorf("%q: %v", code, err)
		}
	}
	k := region.Kecamatan{Code: "35.10.25", Name: "Blimbingsari", ValidFrom: opened}
	if k.ActiveOn(opened.AddDays(-1)) || !k.ActiveOn(opened) {
		t.Error("does not begin on its first day")
	}
}

func fields(err error) []domain.FieldError {
	var e *domain.Error
	if errors.As(err, &e) {
		return e.Fields
	}
	return nil
}
