// Package reference holds reference data as a whole: what is loaded from and
// exported to files.
package reference

import (
	"errors"
	"strconv"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/region"
	"audiensi/domain/routing"
)

// Set is all reference data.
type Set struct {
	Dinas      []dinas.Dinas
	Categories []category.Category
	Kecamatan  []region.Kecamatan
	Desa       []region.Desa
	Rules      []routing.Rule
}

// Validate checks every thing and that what they name is in the set; every
// fault is told at once, with pointers such as /dinas/3/successors/0.
func (s *Set) Validate() error {
	var faults domain.Faults
	d := each(&faults, "/dinas", s.Dinas, func(d *dinas.Dinas) (string, error) { return string(d.Code), d.Validate() })
	c := each(&faults, "/categories", s.Categories, func(c *category.Category) (string, error) { return string(c.Code), c.Validate() })
	k := each(&faults, "/kecamatan", s.Kecamatan, func(k *region.Kecamatan) (string, error) { return k.Code, k.Validate() })
	each(&faults, "/desa", s.Desa, func(d *region.Desa) (string, error) { return d.Code, d.Validate() })
	each(&faults, "/rules", s.Rules, func(r *routing.Rule) (string, error) { return r.ID.String(), r.Validate() })
	known := func(pointer, code string, in map[string]bool) {
		if code != "" && !in[code] {
			faults.Add(pointer, "exists", code)
		}
	}
	for i, x := range s.Dinas {
		for j, code := range x.Successors {
			known("/dinas/"+strconv.Itoa(i)+"/successors/"+strconv.Itoa(j), string(code), d)
		}
	}
	for i, x := range s.Desa {
		for j, m := range x.Memberships {
			known("/desa/"+strconv.Itoa(i)+"/memberships/"+strconv.Itoa(j)+"/kecamatan", m.Kecamatan, k)
		}
	}
	for i, r := range s.Rules {
		at := "/rules/" + strconv.Itoa(i)
		known(at+"/dinas", string(r.Dinas), d)
		known(at+"/category", string(r.Category), c)
		known(at+"/kecamatan", r.Kecamatan, k)
	}
	return faults.Err()
}

// each notes the faults of all, and codes that occur twice; it returns the codes.
func each[T any](faults *domain.Faults, pointer string, list []T, check func(*T) (string, error)) map[string]bool {
	codes := map[string]bool{}
	for i := range list {
		at := pointer + "/" + strconv.Itoa(i)
		code, err := check(&list[i])
		if codes[code] {
			faults.Add(at+"/code", "unique", code)
		}
		codes[code] = true
		var e *domain.Error
		if errors.As(err, &e) {
			for _, f := range e.Fields {
				faults.Add(at+f.Pointer, f.Rule, f.Param)
			}
		}
	}
	return codes
}
