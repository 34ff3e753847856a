package conformance

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/domaintest"
	"audiensi/domain/region"
	"audiensi/domain/routing"
	"audiensi/domain/usecase"
)

func testReference(s suite) {
	s.run("dinas", testDinas)
	s.run("category", testCategory)
	s.run("kecamatan", testKecamatan)
	s.run("desa", testDesa)
	s.run("desa_of_kecamatan", testDesaOfKecamatan)
	s.run("rules", testRules)
	s.run("blank_behind_a_code", testBlankBehindCode)
}

func testDinas(s suite) {
	kept[dinas.Dinas]{
		suite: s, thing: domaintest.Dinas("dinsos"), version: func(v *dinas.Dinas) *int64 { return &v.Version },
		save: func(tx usecase.Tx) func(context.Context, *dinas.Dinas) error { return tx.SaveDinas },
		load: func(ctx context.Context, tx usecase.Tx, v *dinas.Dinas) (*dinas.Dinas, error) {
			return tx.LoadDinas(ctx, v.Code)
		},
		change: func(v *dinas.Dinas) {
			v.Successors, v.SIPDCode, v.RequiresApproval, v.ValidTo = nil, "", false, domaintest.Day(6, 30)
		},
	}.test()
	open := domaintest.Dinas("bappeda")
	open.ValidFrom = domain.Date{}
	s.tx(func(ctx context.Context, tx usecase.Tx) error { open.Version = 0; return tx.SaveDinas(ctx, &open) })
	find := func(on domain.Date) []string {
		return collect(s, func(ctx context.Context, tx usecase.Tx, p usecase.Page) ([]dinas.Dinas, string, error) {
			return tx.ListDinas(ctx, usecase.ReferenceFilter{On: on}, p)
		}, func(d dinas.Dinas) string { return string(d.Code) })
	}
	s.equal("ever", []string{"bappeda", "dinsos"}, find(domain.Date{}))
	s.equal("on its last day", []string{"bappeda", "dinsos"}, find(domaintest.Day(6, 30)))
	s.equal("the day after", []string{"bappeda"}, find(domaintest.Day(7, 1)))
	s.equal("before its first day", []string{"bappeda"}, find(domain.Date{Year: 2011, Month: 12, Day: 1}))
}

func testCategory(s suite) {
	kept[category.Category]{
		suite: s, thing: domaintest.Category("poverty_letter", 7), version: func(v *category.Category) *int64 { return &v.Version },
		save: func(tx usecase.Tx) func(context.Context, *category.Category) error { return tx.SaveCategory },
		load: func(ctx context.Context, tx usecase.Tx, v *category.Category) (*category.Category, error) {
			return tx.LoadCategory(ctx, v.Code)
		},
		change: func(v *category.Category) { v.ValidFrom, v.ValidTo, v.Position = domain.Date{}, domain.Date{}, 1 },
	}.test()
}

func testKecamatan(s suite) {
	kept[region.Kecamatan]{
		suite: s, thing: domaintest.Kecamatan("35.10.25"), version: func(v *region.Kecamatan) *int64 { return &v.Version },
		save: func(tx usecase.Tx) func(context.Context, *region.Kecamatan) error { return tx.SaveKecamatan },
		load: func(ctx context.Context, tx usecase.Tx, v *region.Kecamatan) (*region.Kecamatan, error) {
			return tx.LoadKecamatan(ctx, v.Code)
		},
		change: func(v *region.Kecamatan) { v.Name, v.ValidTo = "Blimbingsari", domaintest.Day(12, 31) },
	}.test()
	s.equal("on a day", []string{"35.10.25"},
		collect(s, func(ctx context.Context, tx usecase.Tx, p usecase.Page) ([]region.Kecamatan, string, error) {
			return tx.ListKecamatan(ctx, usecase.ReferenceFilter{On: domaintest.Day(5, 5)}, p)
		}, func(k region.Kecamatan) string { return k.Code }))
}

func testDesa(s suite) {
	kept[region.Desa]{
		suite: s, thing: domaintest.Desa("35.10.25.2001", "35.10.13", "35.10.25"), version: func(v *region.Desa) *int64 { return &v.Version },
		save: func(tx usecase.Tx) func(context.Context, *region.Desa) error { return tx.SaveDesa },
		load: func(ctx context.Context, tx usecase.Tx, v *region.Desa) (*region.Desa, error) {
			return tx.LoadDesa(ctx, v.Code)
		},
		change: func(v *region.Desa) { v.Memberships, v.ValidTo = v.Memberships[1:], domaintest.Day(12, 31) },
	}.test()
}

func testDesaOfKecamatan(s suite) {
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		moved := domaintest.Desa("35.10.13.2009", "35.10.13", "35.10.26")
		stayed := domaintest.Desa("35.10.13.2010", "35.10.13", "35.10.13")
		if err := tx.SaveDesa(ctx, &moved); err != nil {
			return err
		}
		return tx.SaveDesa(ctx, &stayed)
	})
	find := func(kecamatan string, on domain.Date) []string {
		return collect(s, func(ctx context.Context, tx usecase.Tx, p usecase.Page) ([]region.Desa, string, error) {
			desa, next, err := tx.ListDesa(ctx, usecase.ReferenceFilter{Kecamatan: kecamatan, On: on}, p)
			for _, d := range desa {
				if len(d.Memberships) == 0 {
					s.Errorf("desa %s without its memberships", d.Code)
				}
			}
			return desa, next, err
		}, func(d region.Desa) string { return d.Code })
	}
	s.equal("before", []string{"35.10.13.2009", "35.10.13.2010"}, find("35.10.13", domaintest.Day(6, 30)))
	s.equal("since", []string{"35.10.13.2010"}, find("35.10.13", domaintest.Day(7, 1)))
	s.equal("there since", []string{"35.10.13.2009"}, find("35.10.26", domaintest.Day(7, 1)))
	s.equal("ever", []string{"35.10.13.2009"}, find("35.10.26", domain.Date{}))
}

func testRules(s suite) {
	kept[routing.Rule]{
		suite: s, thing: domaintest.Rule(20, "dinsos"), version: func(v *routing.Rule) *int64 { return &v.Version },
		save: func(tx usecase.Tx) func(context.Context, *routing.Rule) error { return tx.SaveRule },
		load: func(ctx context.Context, tx usecase.Tx, v *routing.Rule) (*routing.Rule, error) {
			return tx.LoadRule(ctx, v.ID)
		},
		change: func(v *routing.Rule) {
			v.Category, v.Class, v.Kecamatan, v.AskerRole, v.Terms, v.Note, v.ValidTo = "", "", "", "", nil, "", domaintest.Day(5, 31)
		},
	}.test()
	for position, to := range []dinas.Code{"third", "second", "first"} {
		r := domaintest.Rule(10-position, to)
		s.tx(func(ctx context.Context, tx usecase.Tx) error { r.Version = 0; return tx.SaveRule(ctx, &r) })
	}
	find := func(on domain.Date) []string {
		return collect(s, func(ctx context.Context, tx usecase.Tx, p usecase.Page) ([]routing.Rule, string, error) {
			return tx.ListRules(ctx, usecase.ReferenceFilter{On: on}, p)
		}, func(r routing.Rule) string { return string(r.Dinas) })
	}
	s.equal("as they are tried", []string{"first", "second", "third", "dinsos"}, find(domaintest.Day(5, 31)))
	s.equal("the day after", []string{"first", "second", "third"}, find(domaintest.Day(6, 1)))
}

// testBlankBehindCode: MySQL compares texts without trailing blanks.
func testBlankBehindCode(s suite) {
	d := domaintest.Dinas("dpmd")
	u := domaintest.User("bupati", "inspector")
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		d.Version, u.Version = 0, 0
		if err := tx.SaveDinas(ctx, &d); err != nil {
			return err
		}
		return tx.SaveUser(ctx, &u)
	})
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		_, err := tx.LoadDinas(ctx, "dpmd ")
		s.refused("dinas", err, domain.NotFound, "")
		_, err = tx.LoadDinas(ctx, "DPMD")
		s.refused("dinas in capitals", err, domain.NotFound, "")
		_, err = tx.UserByName(ctx, "bupati ")
		s.refused("user", err, domain.NotFound, "")
		return nil
	})
}
