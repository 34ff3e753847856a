package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain/category"
	"audiensi/domain/usecase"
)

// ListCategories returns categories.
func (s *server) ListCategories(ctx context.Context, r oas.ListCategoriesRequestObject) (oas.ListCategoriesResponseObject, error) {
	filter := usecase.ReferenceFilter{On: dateOf(r.Params.On)}
	list, next, err := s.app.ListCategories(ctx, principal(ctx), filter, pageOf(r.Params.Limit, r.Params.Cursor))
	return oas.ListCategories200JSONResponse{
		Body:    oas.CategoryList{Items: each(list, func(c category.Category) oas.Category { return categoryView(&c) }), NextCursor: optional(next)},
		Headers: oas.ListCategories200ResponseHeaders{Link: link(ctx, next)},
	}, err
}

// CreateCategory adds a category.
func (s *server) CreateCategory(ctx context.Context, r oas.CreateCategoryRequestObject) (oas.CreateCategoryResponseObject, error) {
	c, err := s.app.CreateCategory(ctx, principal(ctx), categoryOf(r.Body))
	if err != nil {
		return nil, err
	}
	return oas.CreateCategory201JSONResponse{Body: categoryView(c), Headers: oas.CreateCategory201ResponseHeaders{ETag: etag(c.Version)}}, nil
}

// GetCategory returns one category.
func (s *server) GetCategory(ctx context.Context, r oas.GetCategoryRequestObject) (oas.GetCategoryResponseObject, error) {
	c, err := s.app.GetCategory(ctx, principal(ctx), category.Code(r.Code))
	if err != nil {
		return nil, err
	}
	return oas.GetCategory200JSONResponse{Body: categoryView(c), Headers: oas.GetCategory200ResponseHeaders{ETag: etag(c.Version)}}, nil
}

// UpdateCategory replaces a category.
func (s *server) UpdateCategory(ctx context.Context, r oas.UpdateCategoryRequestObject) (oas.UpdateCategoryResponseObject, error) {
	version, err := ifMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	c, err := s.app.UpdateCategory(ctx, principal(ctx), category.Code(r.Code), version, categoryOf(r.Body))
	if err != nil {
		return nil, err
	}
	return oas.UpdateCategory200JSONResponse{Body: categoryView(c), Headers: oas.UpdateCategory200ResponseHeaders{ETag: etag(c.Version)}}, nil
}

func categoryOf(b *oas.CategoryInput) category.Category {
	return category.Category{Code: category.Code(b.Code), NameID: b.Name.ID, NameEN: b.Name.En, Description: b.Description,
		ValidFrom: dateOf(b.ValidFrom), ValidTo: dateOf(b.ValidTo), Position: b.Position}
}

func categoryView(c *category.Category) oas.Category {
	return oas.Category{Code: string(c.Code), Name: oas.LocalText{ID: c.NameID, En: c.NameEN}, Description: c.Description,
		ValidFrom: optionalDate(c.ValidFrom), ValidTo: optionalDate(c.ValidTo), Position: c.Position, Version: oas.Version(c.Version)}
}
