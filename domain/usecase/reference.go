package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/region"
	"audiensi/domain/routing"
)

// GetDinas returns one dinas.
func (a *App) GetDinas(ctx context.Context, p access.Principal, key dinas.Code) (*dinas.Dinas, error) {
	return dinasSetting.get(ctx, a, p, key)
}

// ListDinas returns a page, with the retired ones unless the filter names a day.
func (a *App) ListDinas(ctx context.Context, p access.Principal, f ReferenceFilter, page Page) ([]dinas.Dinas, string, error) {
	return dinasSetting.page(ctx, a, p, f, page)
}

// CreateDinas adds a dinas.
func (a *App) CreateDinas(ctx context.Context, p access.Principal, v dinas.Dinas) (*dinas.Dinas, error) {
	return dinasSetting.create(ctx, a, p, v)
}

// UpdateDinas replaces a dinas; retiring it is giving it a last day.
func (a *App) UpdateDinas(ctx context.Context, p access.Principal, key dinas.Code, version int64, v dinas.Dinas) (*dinas.Dinas, error) {
	return dinasSetting.update(ctx, a, p, key, version, v)
}

// GetCategory returns one category.
func (a *App) GetCategory(ctx context.Context, p access.Principal, key category.Code) (*category.Category, error) {
	return categorySetting.get(ctx, a, p, key)
}

// ListCategories returns a page, with the retired ones unless the filter names a day.
func (a *App) ListCategories(ctx context.Context, p access.Principal, f ReferenceFilter, page Page) ([]category.Category, string, error) {
	return categorySetting.page(ctx, a, p, f, page)
}

// CreateCategory adds a category.
func (a *App) CreateCategory(ctx context.Context, p access.Principal, v category.Category) (*category.Category, error) {
	return categorySetting.create(ctx, a, p, v)
}

// UpdateCategory replaces a category; retiring it is giving it a last day.
func (a *App) UpdateCategory(ctx context.Context, p access.Principal, key category.Code, version int64, v category.Category) (*category.Category, error) {
	return categorySetting.update(ctx, a, p, key, version, v)
}

// GetKecamatan returns one kecamatan.
func (a *App) GetKecamatan(ctx context.Context, p access.Principal, key string) (*region.Kecamatan, error) {
	return kecamatanSetting.get(ctx, a, p, key)
}

// ListKecamatan returns a page, with the retired ones unless the filter names a day.
func (a *App) ListKecamatan(ctx context.Context, p access.Principal, f ReferenceFilter, page Page) ([]region.Kecamatan, string, error) {
	return kecamatanSetting.page(ctx, a, p, f, page)
}

// CreateKecamatan adds a kecamatan.
func (a *App) CreateKecamatan(ctx context.Context, p access.Principal, v region.Kecamatan) (*region.Kecamatan, error) {
	return kecamatanSetting.create(ctx, a, p, v)
}

// UpdateKecamatan replaces a kecamatan; retiring it is giving it a last day.
func (a *App) UpdateKecamatan(ctx context.Context, p access.Principal, key string, version int64, v region.Kecamatan) (*region.Kecamatan, error) {
	return kecamatanSetting.update(ctx, a, p, key, version, v)
}

// GetDesa returns one desa.
func (a *App) GetDesa(ctx context.Context, p access.Principal, key string) (*region.Desa, error) {
	return desaSetting.get(ctx, a, p, key)
}

// ListDesa returns a page, with the retired ones unless the filter names a day.
func (a *App) ListDesa(ctx context.Context, p access.Principal, f ReferenceFilter, page Page) ([]region.Desa, string, error) {
	return desaSetting.page(ctx, a, p, f, page)
}

// CreateDesa adds a desa.
func (a *App) CreateDesa(ctx context.Context, p access.Principal, v region.Desa) (*region.Desa, error) {
	return desaSetting.create(ctx, a, p, v)
}

// UpdateDesa replaces a desa; retiring it is giving it a last day.
func (a *App) UpdateDesa(ctx context.Context, p access.Principal, key string, version int64, v region.Desa) (*region.Desa, error) {
	return desaSetting.update(ctx, a, p, key, version, v)
}

// GetRule returns one routing rule.
func (a *App) GetRule(ctx context.Context, p access.Principal, key domain.RuleID) (*routing.Rule, error) {
	return ruleSetting.get(ctx, a, p, key)
}

// ListRules returns a page, with the retired ones unless the filter names a day.
func (a *App) ListRules(ctx context.Context, p access.Principal, f ReferenceFilter, page Page) ([]routing.Rule, string, error) {
	return ruleSetting.page(ctx, a, p, f, page)
}

// CreateRule adds a routing rule.
func (a *App) CreateRule(ctx context.Context, p access.Principal, r routing.Rule) (*routing.Rule, error) {
	r.ID = domain.NewID[domain.RuleKind](a.now())
	return ruleSetting.create(ctx, a, p, r)
}

// UpdateRule replaces a routing rule; retiring it is giving it a last day.
func (a *App) UpdateRule(ctx context.Context, p access.Principal, key domain.RuleID, version int64, r routing.Rule) (*routing.Rule, error) {
	return ruleSetting.update(ctx, a, p, key, version, r)
}
