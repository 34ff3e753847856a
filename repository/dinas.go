package repository

import (
	"context"
	"slices"

	"audiensi/domain/dinas"
	"audiensi/domain/usecase"
)

type dinasRow struct {
	Code             string `gorm:"primaryKey"`
	Version          int64
	Name             string
	ShortName        string
	Kind             string
	ValidFrom        string
	ValidTo          string
	Successors       string
	SipdCode         string
	RequiresApproval bool
}

// TableName implements GORM's Tabler.
func (dinasRow) TableName() string { return "dinas" }

func (r *dinasRow) dinas() (dinas.Dinas, error) {
	d := dinas.Dinas{Code: dinas.Code(r.Code), Name: r.Name, ShortName: r.ShortName, Kind: dinas.Kind(r.Kind),
		SIPDCode: r.SipdCode, RequiresApproval: r.RequiresApproval, Version: r.Version}
	valid, err := parsePeriod(r.ValidFrom, r.ValidTo)
	if err != nil {
		return d, err
	}
	d.ValidFrom, d.ValidTo = valid.From, valid.To
	d.Successors, err = fromJSON[dinas.Code](r.Successors)
	return d, err
}

// LoadDinas implements usecase.Reference.
func (t *txn) LoadDinas(ctx context.Context, code dinas.Code) (*dinas.Dinas, error) {
	d, err := remembered(t, "dinas:"+string(code), func() (dinas.Dinas, error) {
		row, err := load(ctx, t, "code", string(code), func(r *dinasRow) bool { return r.Code == string(code) })
		if err != nil {
			return dinas.Dinas{}, err
		}
		d, err := row.dinas()
		return d, t.failed(ctx, "read dinas", err)
	})
	if err != nil {
		return nil, err
	}
	d.Successors = slices.Clone(d.Successors)
	return &d, nil
}

// SaveDinas implements usecase.Reference.
func (t *txn) SaveDinas(ctx context.Context, d *dinas.Dinas) error {
	v := versioned{table: "dinas", key: "code", value: string(d.Code), name: string(d.Code), version: &d.Version}
	return save(ctx, t, v, &dinasRow{Code: string(d.Code), Version: d.Version + 1, Name: d.Name, ShortName: d.ShortName,
		Kind: string(d.Kind), ValidFrom: d.ValidFrom.String(), ValidTo: d.ValidTo.String(),
		Successors: toJSON(d.Successors), SipdCode: d.SIPDCode, RequiresApproval: d.RequiresApproval})
}

// ListDinas implements usecase.Reference.
func (t *txn) ListDinas(ctx context.Context, f usecase.ReferenceFilter, page usecase.Page) ([]dinas.Dinas, string, error) {
	k, err := order{list: "dinas", tie: "code", tieText: true}.page(page, f)
	if err != nil {
		return nil, "", err
	}
	c := &conditions{}
	c.validOn("", f.On)
	return listAs(ctx, t, k, c, func(r dinasRow) mark { return mark{Tie: []byte(r.Code)} }, (*dinasRow).dinas)
}
