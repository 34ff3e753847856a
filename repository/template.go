package repository

import (
	"context"
	"errors"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/usecase"
	"audiensi/domain/wording"
)

type templateRow struct {
	ID        []byte `gorm:"primaryKey"`
	Version   int64
	Dinas     string
	Category  string
	Title     string
	Text      string
	ValidFrom string
	ValidTo   string
}

// TableName implements GORM's Tabler.
func (templateRow) TableName() string { return "answer_templates" }

func (r *templateRow) template() (wording.Template, error) {
	id, idErr := domain.IDFromBytes[domain.TemplateKind](r.ID)
	valid, err := parsePeriod(r.ValidFrom, r.ValidTo)
	return wording.Template{ID: id, Dinas: dinas.Code(r.Dinas), Category: category.Code(r.Category), Title: r.Title, Text: r.Text,
		ValidFrom: valid.From, ValidTo: valid.To, Version: r.Version}, errors.Join(idErr, err)
}

// LoadTemplate implements usecase.Templates.
func (t *txn) LoadTemplate(ctx context.Context, id domain.TemplateID) (*wording.Template, error) {
	row, err := load[templateRow](ctx, t, "id", id.Bytes(), nil)
	if err != nil {
		return nil, err
	}
	v, err := row.template()
	return &v, t.failed(ctx, "read answer template", err)
}

// SaveTemplate implements usecase.Templates.
func (t *txn) SaveTemplate(ctx context.Context, v *wording.Template) error {
	as := versioned{table: "answer_templates", key: "id", value: v.ID.Bytes(), name: v.ID.String(), version: &v.Version}
	return save(ctx, t, as, &templateRow{ID: v.ID.Bytes(), Version: v.Version + 1, Dinas: string(v.Dinas), Category: string(v.Category),
		Title: v.Title, Text: v.Text, ValidFrom: v.ValidFrom.String(), ValidTo: v.ValidTo.String()})
}

// ListTemplates implements usecase.Templates.
func (t *txn) ListTemplates(ctx context.Context, f usecase.TemplateFilter, page usecase.Page) ([]wording.Template, string, error) {
	k, err := order{list: "answer_templates", tie: "id"}.page(page, f)
	if err != nil {
		return nil, "", err
	}
	c := &conditions{}
	c.validOn("", f.On)
	c.equal("dinas", string(f.Dinas))
	if f.Category != "" {
		c.add("category IN (?, '')", []any{string(f.Category)})
	}
	return listAs(ctx, t, k, c, func(r templateRow) mark { return mark{Tie: r.ID} }, (*templateRow).template)
}
