package repository

import (
	"context"

	"audiensi/domain/region"
	"audiensi/domain/usecase"
)

type kecamatanRow struct {
	Code      string `gorm:"primaryKey"`
	Version   int64
	Name      string
	ValidFrom string
	ValidTo   string
}

// TableName implements GORM's Tabler.
func (kecamatanRow) TableName() string { return "kecamatan" }

func (r *kecamatanRow) kecamatan() (region.Kecamatan, error) {
	valid, err := parsePeriod(r.ValidFrom, r.ValidTo)
	return region.Kecamatan{Code: r.Code, Name: r.Name, ValidFrom: valid.From, ValidTo: valid.To, Version: r.Version}, err
}

// LoadKecamatan implements usecase.Reference.
func (t *txn) LoadKecamatan(ctx context.Context, code string) (*region.Kecamatan, error) {
	row, err := load(ctx, t, "code", code, func(r *kecamatanRow) bool { return r.Code == code })
	if err != nil {
		return nil, err
	}
	k, err := row.kecamatan()
	return &k, t.failed(ctx, "read kecamatan", err)
}

// SaveKecamatan implements usecase.Reference.
func (t *txn) SaveKecamatan(ctx context.Context, k *region.Kecamatan) error {
	v := versioned{table: "kecamatan", key: "code", value: k.Code, name: k.Code, version: &k.Version}
	return save(ctx, t, v, &kecamatanRow{Code: k.Code, Version: k.Version + 1, Name: k.Name,
		ValidFrom: k.ValidFrom.String(), ValidTo: k.ValidTo.String()})
}

// ListKecamatan implements usecase.Reference.
func (t *txn) ListKecamatan(ctx context.Context, f usecase.ReferenceFilter, page usecase.Page) ([]region.Kecamatan, string, error) {
	k, err := order{list: "kecamatan", tie: "code", tieText: true}.page(page, f)
	if err != nil {
		return nil, "", err
	}
	c := &conditions{}
	c.validOn("", f.On)
	return listAs(ctx, t, k, c, func(r kecamatanRow) mark { return mark{Tie: []byte(r.Code)} }, (*kecamatanRow).kecamatan)
}
