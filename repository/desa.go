package repository

import (
	"context"
	"errors"
	"slices"

	"gorm.io/gorm"

	"audiensi/domain/region"
	"audiensi/domain/usecase"
)

type desaRow struct {
	Code      string `gorm:"primaryKey"`
	Version   int64
	Name      string
	Kind      string
	ValidFrom string
	ValidTo   string
}

// TableName implements GORM's Tabler.
func (desaRow) TableName() string { return "desa" }

// membershipRow is the n-th membership of a desa, counted from 1.
type membershipRow struct {
	Desa      string `gorm:"primaryKey"`
	N         int    `gorm:"primaryKey;autoIncrement:false"`
	Kecamatan string
	ValidFrom string
	ValidTo   string
}

// TableName implements GORM's Tabler.
func (membershipRow) TableName() string { return "desa_memberships" }

func (r *desaRow) desa() (region.Desa, error) {
	valid, err := parsePeriod(r.ValidFrom, r.ValidTo)
	return region.Desa{Code: r.Code, Name: r.Name, Kind: region.Kind(r.Kind), ValidFrom: valid.From, ValidTo: valid.To,
		Version: r.Version}, err
}

// LoadDesa implements usecase.Reference.
func (t *txn) LoadDesa(ctx context.Context, code string) (*region.Desa, error) {
	d, err := remembered(t, "desa:"+code, func() (region.Desa, error) { return t.readDesa(ctx, code) })
	if err != nil {
		return nil, err
	}
	d.Memberships = slices.Clone(d.Memberships)
	return &d, nil
}

func (t *txn) readDesa(ctx context.Context, code string) (region.Desa, error) {
	row, err := load(ctx, t, "code", code, func(r *desaRow) bool { return r.Code == code })
	if err != nil {
		return region.Desa{}, err
	}
	d, err := row.desa()
	if err != nil {
		return region.Desa{}, t.failed(ctx, "read desa", err)
	}
	list := []region.Desa{d}
	err = t.loadMemberships(ctx, list)
	return list[0], err
}

// SaveDesa implements usecase.Reference; it replaces the memberships.
func (t *txn) SaveDesa(ctx context.Context, d *region.Desa) error {
	v := versioned{table: "desa", key: "code", value: d.Code, name: d.Code, version: &d.Version}
	err := save(ctx, t, v, &desaRow{Code: d.Code, Version: d.Version + 1, Name: d.Name, Kind: string(d.Kind),
		ValidFrom: d.ValidFrom.String(), ValidTo: d.ValidTo.String()})
	if err != nil {
		return err
	}
	if d.Version > 1 {
		if _, err := gorm.G[membershipRow](t.orm).Where("desa = ?", d.Code).Delete(ctx); err != nil {
			return t.failed(ctx, "replace memberships", err)
		}
	}
	rows := make([]membershipRow, len(d.Memberships))
	for i, m := range d.Memberships {
		rows[i] = membershipRow{Desa: d.Code, N: i + 1, Kecamatan: m.Kecamatan, ValidFrom: m.From.String(), ValidTo: m.To.String()}
	}
	if len(rows) == 0 {
		return nil
	}
	return t.failed(ctx, "insert memberships", gorm.G[membershipRow](t.orm).CreateInBatches(ctx, &rows, len(rows)))
}

// ListDesa implements usecase.Reference.
func (t *txn) ListDesa(ctx context.Context, f usecase.ReferenceFilter, page usecase.Page) ([]region.Desa, string, error) {
	k, err := order{list: "desa", tie: "code", tieText: true}.page(page, f)
	if err != nil {
		return nil, "", err
	}
	c := &conditions{}
	c.validOn("", f.On)
	switch in := "code IN (SELECT m.desa FROM desa_memberships m WHERE m.kecamatan = ?"; {
	case f.Kecamatan != "" && f.On.IsZero():
		c.add(in+")", []any{f.Kecamatan})
	case f.Kecamatan != "":
		c.add(in+" AND "+validOn("m.")+")", []any{f.Kecamatan, f.On.String(), f.On.String()})
	}
	desa, next, err := listAs(ctx, t, k, c, func(r desaRow) mark { return mark{Tie: []byte(r.Code)} }, (*desaRow).desa)
	if err != nil {
		return nil, "", err
	}
	return desa, next, t.loadMemberships(ctx, desa)
}

// membershipBatch bounds the placeholders of one query.
const membershipBatch = 500

// loadMemberships completes the desa of a list.
func (t *txn) loadMemberships(ctx context.Context, desa []region.Desa) error {
	byCode := make(map[string]*region.Desa, len(desa))
	for from := 0; from < len(desa); from += membershipBatch {
		batch := desa[from:min(from+membershipBatch, len(desa))]
		codes := make([]string, len(batch))
		for i := range batch {
			codes[i] = batch[i].Code
			byCode[batch[i].Code] = &batch[i]
		}
		rows, err := gorm.G[membershipRow](t.orm).Where("desa IN ?", codes).Order("desa, n").Find(ctx)
		if err != nil {
			return t.failed(ctx, "list memberships", err)
		}
		for _, r := range rows {
			period, parseErr := parsePeriod(r.ValidFrom, r.ValidTo)
			err = errors.Join(err, parseErr)
			d := byCode[r.Desa]
			d.Memberships = append(d.Memberships, region.Membership{Kecamatan: r.Kecamatan, From: period.From, To: period.To})
		}
		if err != nil {
			return t.failed(ctx, "read memberships", err)
		}
	}
	return nil
}
