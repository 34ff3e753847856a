package repository

import (
	"context"

	"audiensi/domain/category"
	"audiensi/domain/usecase"
)

type categoryRow struct {
	Code        string `gorm:"primaryKey"`
	Version     int64
	NameID      string
	NameEn      string
	Description string
	ValidFrom   string
	ValidTo     string
	Position    int
}

// TableName implements GORM's Tabler.
func (categoryRow) TableName() string { return "categories" }

func (r *categoryRow) category() (category.Category, error) {
	c := category.Category{Code: category.Code(r.Code), NameID: r.NameID, NameEN: r.NameEn,
		Description: r.Description, Position: r.Position, Version: r.Version}
	valid, err := parsePeriod(r.ValidFrom, r.ValidTo)
	c.ValidFrom, c.ValidTo = valid.From, valid.To
	return c, err
}

// LoadCategory implements usecase.Reference.
func (t *txn) LoadCategory(ctx context.Context, code category.Code) (*category.Category, error) {
	c, err := remembered(t, "category:"+string(code), func() (category.Category, error) {
		row, err := load(ctx, t, "code", string(code), func(r *categoryRow) bool { return r.Code == string(code) })
		if err != nil {
			return category.Category{}, err
		}
		c, err := row.category()
		return c, t.failed(ctx, "read category", err)
	})
	return &c, err
}

// SaveCategory implements usecase.Reference.
func (t *txn) SaveCategory(ctx context.Context, c *category.Category) error {
	v := versioned{table: "categories", key: "code", value: string(c.Code), name: string(c.Code), version: &c.Version}
	return save(ctx, t, v, &categoryRow{Code: string(c.Code), Version: c.Version + 1, NameID: c.NameID, NameEn: c.NameEN,
		Description: c.Description, ValidFrom: c.ValidFrom.String(), ValidTo: c.ValidTo.String(), Position: c.Position})
}

// ListCategories implements usecase.Reference: by position, then code.
func (t *txn) ListCategories(ctx context.Context, f usecase.ReferenceFilter, page usecase.Page) ([]category.Category, string, error) {
	k, err := order{list: "categories", by: "position", tie: "code", tieText: true}.page(page, f)
	if err != nil {
		return nil, "", err
	}
	c := &conditions{}
	c.validOn("", f.On)
	markOf := func(r categoryRow) mark { return mark{Number: int64(r.Position), Tie: []byte(r.Code)} }
	return listAs(ctx, t, k, c, markOf, (*categoryRow).category)
}
