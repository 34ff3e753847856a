package refdata_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"audiensi/cmd/refdata"
	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/reference"
	"audiensi/domain/region"
	"audiensi/domain/routing"
)

func builtin(t testing.TB) reference.Set {
	t.Helper()
	set, err := refdata.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestBuiltinCounts(t *testing.T) {
	set := builtin(t)
	got := map[string]int{"categories": len(set.Categories), "rules": len(set.Rules)}
	for _, d := range set.Dinas {
		got["dinas "+string(d.Kind)]++
	}
	for _, d := range set.Desa {
		got[string(d.Kind)]++
	}
	for _, day := range []domain.Date{y2011, y2026} {
		for _, k := range set.Kecamatan {
			if k.ActiveOn(day) {
				got["kecamatan "+day.String()]++
			}
		}
	}
	want := map[string]int{"categories": 5, "rules": 10, "desa": 189, "kelurahan": 28,
		"kecamatan 2011-12-20": 24, "kecamatan 2026-11-23": 25, "dinas dinas": 25, "dinas badan": 7,
		"dinas bagian": 2, "dinas inspektorat": 1, "dinas kecamatan": 25}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

var (
	y2011 = domain.Date{Year: 2011, Month: time.December, Day: 20} // the Srono session
	y2026 = domain.Date{Year: 2026, Month: time.November, Day: 23}
)

// Every category has, on every day since 2011, exactly the dinas it should go
// to, and that dinas exists on the day.
func TestBuiltinRouting(t *testing.T) {
	set := builtin(t)
	active := map[dinas.Code]dinas.Dinas{}
	for _, d := range set.Dinas {
		active[d.Code] = d
	}
	for day := (domain.Date{Year: 2011, Month: 1, Day: 1}); day.Before(y2026); day = day.AddDays(1) {
		for _, c := range set.Categories {
			rule, ok := routing.Route(set.Rules, routing.Case{Date: day, Category: c.Code})
			if !ok || !active[rule.Dinas].ActiveOn(day) {
				t.Fatalf("%s on %v: %q, %v", c.Code, day, rule.Dinas, ok)
			}
		}
	}
	for day, want := range map[domain.Date]map[category.Code]dinas.Code{
		y2011: {"poverty_letter": "dinsos-2011", "population_admin": "dispendukcapil", "local_revenue": "dispenda-2011",
			"village_asset": "bpmpd-2011", "other": "setda"},
		y2026: {"poverty_letter": "dinsosppkb", "population_admin": "dispendukcapil", "local_revenue": "bapenda",
			"village_asset": "dpmd", "other": "setda"},
	} {
		got := map[category.Code]dinas.Code{}
		for _, c := range set.Categories {
			rule, _ := routing.Route(set.Rules, routing.Case{Date: day, Category: c.Code})
			got[c.Code] = rule.Dinas
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v: %s", day, diff)
		}
	}
}

// Every desa is in exactly one kecamatan, which exists that day; those of
// Blimbingsari were in Rogojampi and Kabat in 2011.
func TestBuiltinMemberships(t *testing.T) {
	set := builtin(t)
	kecamatan := map[string]region.Kecamatan{}
	for _, k := range set.Kecamatan {
		kecamatan[k.Code] = k
	}
	moved := map[string]int{}
	for _, d := range set.Desa {
		for _, day := range []domain.Date{y2011, {Year: 2017, Month: 1, Day: 8}, {Year: 2017, Month: 1, Day: 9}, y2026} {
			code, ok := d.KecamatanOn(day)
			if !ok || !kecamatan[code].ActiveOn(day) {
				t.Errorf("%s on %v: %q, %v", d.Name, day, code, ok)
			}
		}
		then, _ := d.KecamatanOn(y2011)
		if now, _ := d.KecamatanOn(y2026); now != then {
			moved[kecamatan[then].Name+" to "+kecamatan[now].Name]++
		}
	}
	if diff := cmp.Diff(map[string]int{"Rogojampi to Blimbingsari": 8, "Kabat to Blimbingsari": 2}, moved); diff != "" {
		t.Error(diff)
	}
}

// A retired dinas leads, over its successors, to ones that exist today.
func TestBuiltinSuccessors(t *testing.T) {
	set := builtin(t)
	byCode := map[dinas.Code]dinas.Dinas{}
	for _, d := range set.Dinas {
		byCode[d.Code] = d
	}
	for _, d := range set.Dinas {
		for steps := 0; !d.ActiveOn(y2026); steps++ {
			if len(d.Successors) == 0 || steps > len(set.Dinas) {
				t.Fatalf("%s has no successor today", d.Code)
			}
			next := byCode[d.Successors[0]]
			if next.ValidFrom != d.ValidTo.AddDays(1) {
				t.Errorf("%s ends %v, %s begins %v", d.Code, d.ValidTo, next.Code, next.ValidFrom)
			}
			d = next
		}
	}
}
