package usecase

import (
	"context"
	"strconv"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/region"
	"audiensi/domain/routing"
)

var dinasSetting = setting[dinas.Dinas, dinas.Code]{
	kind: "dinas", key: func(d *dinas.Dinas) dinas.Code { return d.Code },
	stream:  func(d *dinas.Dinas) domain.StreamID { return StreamOf("dinas", string(d.Code)) },
	version: func(d *dinas.Dinas) *int64 { return &d.Version },
	check: func(ctx context.Context, tx Tx, d *dinas.Dinas) error {
		var faults domain.Faults
		faults.Merge(d.Validate())
		for i, code := range d.Successors {
			load := func() error { _, err := tx.LoadDinas(ctx, code); return err }
			if err := mustExist(&faults, "/successors", i, string(code), load); err != nil {
				return err
			}
		}
		return faults.Err()
	},
	load: func(tx Tx) func(context.Context, dinas.Code) (*dinas.Dinas, error) { return tx.LoadDinas },
	save: func(tx Tx) func(context.Context, *dinas.Dinas) error { return tx.SaveDinas },
	list: func(tx Tx) func(context.Context, ReferenceFilter, Page) ([]dinas.Dinas, string, error) {
		return tx.ListDinas
	},
}

var categorySetting = setting[category.Category, category.Code]{
	kind: "category", key: func(c *category.Category) category.Code { return c.Code },
	stream:  func(c *category.Category) domain.StreamID { return StreamOf("category", string(c.Code)) },
	version: func(c *category.Category) *int64 { return &c.Version },
	check:   func(_ context.Context, _ Tx, c *category.Category) error { return c.Validate() },
	load:    func(tx Tx) func(context.Context, category.Code) (*category.Category, error) { return tx.LoadCategory },
	save:    func(tx Tx) func(context.Context, *category.Category) error { return tx.SaveCategory },
	list: func(tx Tx) func(context.Context, ReferenceFilter, Page) ([]category.Category, string, error) {
		return tx.ListCategories
	},
}

var kecamatanSetting = setting[region.Kecamatan, string]{
	kind: "kecamatan", key: func(k *region.Kecamatan) string { return k.Code },
	stream:  func(k *region.Kecamatan) domain.StreamID { return StreamOf("kecamatan", k.Code) },
	version: func(k *region.Kecamatan) *int64 { return &k.Version },
	check:   func(_ context.Context, _ Tx, k *region.Kecamatan) error { return k.Validate() },
	load:    func(tx Tx) func(context.Context, string) (*region.Kecamatan, error) { return tx.LoadKecamatan },
	save:    func(tx Tx) func(context.Context, *region.Kecamatan) error { return tx.SaveKecamatan },
	list: func(tx Tx) func(context.Context, ReferenceFilter, Page) ([]region.Kecamatan, string, error) {
		return tx.ListKecamatan
	},
}

var desaSetting = setting[region.Desa, string]{
	kind: "desa", key: func(d *region.Desa) string { return d.Code },
	stream:  func(d *region.Desa) domain.StreamID { return StreamOf("desa", d.Code) },
	version: func(d *region.Desa) *int64 { return &d.Version },
	check: func(ctx context.Context, tx Tx, d *region.Desa) error {
		var faults domain.Faults
		faults.Merge(d.Validate())
		for i, m := range d.Memberships {
			load := func() error { _, err := tx.LoadKecamatan(ctx, m.Kecamatan); return err }
			if err := mustExist(&faults, "/memberships", i, m.Kecamatan, load); err != nil {
				return err
			}
		}
		return faults.Err()
	},
	load: func(tx Tx) func(context.Context, string) (*region.Desa, error) { return tx.LoadDesa },
	save: func(tx Tx) func(context.Context, *region.Desa) error { return tx.SaveDesa },
	list: func(tx Tx) func(context.Context, ReferenceFilter, Page) ([]region.Desa, string, error) {
		return tx.ListDesa
	},
}

var ruleSetting = setting[routing.Rule, domain.RuleID]{
	kind: "routing_rule", key: func(r *routing.Rule) domain.RuleID { return r.ID },
	stream:  func(r *routing.Rule) domain.StreamID { return r.ID.Stream() },
	version: func(r *routing.Rule) *int64 { return &r.Version },
	check:   checkRule,
	load:    func(tx Tx) func(context.Context, domain.RuleID) (*routing.Rule, error) { return tx.LoadRule },
	save:    func(tx Tx) func(context.Context, *routing.Rule) error { return tx.SaveRule },
	list: func(tx Tx) func(context.Context, ReferenceFilter, Page) ([]routing.Rule, string, error) {
		return tx.ListRules
	},
}

func checkRule(ctx context.Context, tx Tx, r *routing.Rule) error {
	var faults domain.Faults
	faults.Merge(r.Validate())
	named := []struct {
		pointer, code string
		load          func() error
	}{
		{"/dinas", string(r.Dinas), func() error { _, err := tx.LoadDinas(ctx, r.Dinas); return err }},
		{"/category", string(r.Category), func() error { _, err := tx.LoadCategory(ctx, r.Category); return err }},
		{"/kecamatan", r.Kecamatan, func() error { _, err := tx.LoadKecamatan(ctx, r.Kecamatan); return err }},
	}
	for _, n := range named {
		if n.code == "" {
			continue
		}
		if err := n.load(); domain.CodeOf(err) == domain.NotFound {
			faults.Add(n.pointer, "exists", n.code)
		} else if err != nil {
			return err
		}
	}
	return faults.Err()
}

// mustExist notes a fault at pointer/i where load finds nothing; other errors are returned.
func mustExist(faults *domain.Faults, pointer string, i int, code string, load func() error) error {
	err := load()
	if domain.CodeOf(err) == domain.NotFound {
		faults.Add(pointer+"/"+strconv.Itoa(i), "exists", code)
		return nil
	}
	return err
}
