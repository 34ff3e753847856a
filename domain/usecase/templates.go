package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/wording"
)

// Templates stores answer templates, by the contract of Reference. The list is in
// order of identifier.
type Templates interface {
	LoadTemplate(ctx context.Context, id domain.TemplateID) (*wording.Template, error)
	SaveTemplate(ctx context.Context, t *wording.Template) error
	ListTemplates(ctx context.Context, f TemplateFilter, page Page) ([]wording.Template, string, error)
}

// TemplateFilter narrows a list of templates. Category also finds those for any
// category. Empty members do not narrow.
type TemplateFilter struct {
	On       domain.Date
	Dinas    dinas.Code
	Category category.Code
}

var templateSetting = setting[wording.Template, domain.TemplateID]{
	kind: "answer_template", key: func(t *wording.Template) domain.TemplateID { return t.ID },
	stream:  func(t *wording.Template) domain.StreamID { return t.ID.Stream() },
	version: func(t *wording.Template) *int64 { return &t.Version },
	read:    access.TemplateRead, write: access.TemplateWrite, own: ownTemplate,
	check: checkTemplate,
	load: func(tx Tx) func(context.Context, domain.TemplateID) (*wording.Template, error) {
		return tx.LoadTemplate
	},
	save: func(tx Tx) func(context.Context, *wording.Template) error { return tx.SaveTemplate },
}

// ownTemplate keeps whoever belongs to a dinas from those of others.
func ownTemplate(p access.Principal, t *wording.Template) error {
	if p.Role.OfDinas() && t.Dinas != p.Dinas {
		return domain.Fail(domain.Forbidden, domain.ReasonOwnDinasOnly)
	}
	return nil
}

func checkTemplate(ctx context.Context, tx Tx, t *wording.Template) error {
	if err := t.Validate(); err != nil {
		return err
	}
	var faults domain.Faults
	if _, err := tx.LoadDinas(ctx, t.Dinas); domain.CodeOf(err) == domain.NotFound {
		faults.Add("/dinas", "exists", string(t.Dinas))
	} else if err != nil {
		return err
	}
	if t.Category == "" {
		return faults.Err()
	}
	if _, err := tx.LoadCategory(ctx, t.Category); domain.CodeOf(err) == domain.NotFound {
		faults.Add("/category", "exists", string(t.Category))
	} else if err != nil {
		return err
	}
	return faults.Err()
}

// ListTemplates returns a page, with the retired ones unless the filter names a day.
func (a *App) ListTemplates(ctx context.Context, p access.Principal, f TemplateFilter, page Page) (list []wording.Template, next string, err error) {
	if err := p.Require(access.TemplateRead); err != nil {
		return nil, "", err
	}
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		list, next, err = tx.ListTemplates(ctx, f, page)
		return err
	})
	return list, next, err
}

// GetTemplate returns one answer template.
func (a *App) GetTemplate(ctx context.Context, p access.Principal, key domain.TemplateID) (*wording.Template, error) {
	return templateSetting.get(ctx, a, p, key)
}

// CreateTemplate adds an answer template.
func (a *App) CreateTemplate(ctx context.Context, p access.Principal, t wording.Template) (*wording.Template, error) {
	t.ID = domain.NewID[domain.TemplateKind](a.now())
	return templateSetting.create(ctx, a, p, t)
}

// UpdateTemplate replaces an answer template; retiring it is giving it a last day.
func (a *App) UpdateTemplate(ctx context.Context, p access.Principal, key domain.TemplateID, version int64, t wording.Template) (*wording.Template, error) {
	return templateSetting.update(ctx, a, p, key, version, t)
}
