package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/usecase"
	"audiensi/domain/wording"
)

// ListAnswerTemplates returns templates in the order in which they were made.
func (s *server) ListAnswerTemplates(ctx context.Context, r oas.ListAnswerTemplatesRequestObject) (oas.ListAnswerTemplatesResponseObject, error) {
	filter := usecase.TemplateFilter{On: dateOf(r.Params.On), Dinas: dinas.Code(value(r.Params.Dinas)), Category: category.Code(value(r.Params.Category))}
	list, next, err := s.app.ListTemplates(ctx, principal(ctx), filter, pageOf(r.Params.Limit, r.Params.Cursor))
	return oas.ListAnswerTemplates200JSONResponse{
		Body:    oas.TemplateList{Items: each(list, func(v wording.Template) oas.Template { return templateView(&v) }), NextCursor: optional(next)},
		Headers: oas.ListAnswerTemplates200ResponseHeaders{Link: link(ctx, next)},
	}, err
}

// CreateAnswerTemplate adds a template.
func (s *server) CreateAnswerTemplate(ctx context.Context, r oas.CreateAnswerTemplateRequestObject) (oas.CreateAnswerTemplateResponseObject, error) {
	v, err := s.app.CreateTemplate(ctx, principal(ctx), templateOf(domain.TemplateID{}, r.Body))
	if err != nil {
		return nil, err
	}
	return oas.CreateAnswerTemplate201JSONResponse{Body: templateView(v), Headers: oas.CreateAnswerTemplate201ResponseHeaders{ETag: etag(v.Version)}}, nil
}

// GetAnswerTemplate returns one template.
func (s *server) GetAnswerTemplate(ctx context.Context, r oas.GetAnswerTemplateRequestObject) (oas.GetAnswerTemplateResponseObject, error) {
	id, err := idOf[domain.TemplateKind](r.TemplateID)
	if err != nil {
		return nil, err
	}
	v, err := s.app.GetTemplate(ctx, principal(ctx), id)
	if err != nil {
		return nil, err
	}
	return oas.GetAnswerTemplate200JSONResponse{Body: templateView(v), Headers: oas.GetAnswerTemplate200ResponseHeaders{ETag: etag(v.Version)}}, nil
}

// UpdateAnswerTemplate replaces a template.
func (s *server) UpdateAnswerTemplate(ctx context.Context, r oas.UpdateAnswerTemplateRequestObject) (oas.UpdateAnswerTemplateResponseObject, error) {
	id, err := idOf[domain.TemplateKind](r.TemplateID)
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	v, err := s.app.UpdateTemplate(ctx, principal(ctx), id, version, templateOf(id, r.Body))
	if err != nil {
		return nil, err
	}
	return oas.UpdateAnswerTemplate200JSONResponse{Body: templateView(v), Headers: oas.UpdateAnswerTemplate200ResponseHeaders{ETag: etag(v.Version)}}, nil
}

// FillAnswerTemplate fills a template for a question.
func (s *server) FillAnswerTemplate(ctx context.Context, r oas.FillAnswerTemplateRequestObject) (oas.FillAnswerTemplateResponseObject, error) {
	id, err := idOf[domain.QuestionKind](r.QuestionID)
	if err != nil {
		return nil, err
	}
	template, err := idOf[domain.TemplateKind](r.TemplateID)
	if err != nil {
		return nil, err
	}
	f, err := s.app.FillTemplate(ctx, principal(ctx), id, template)
	return oas.FillAnswerTemplate200JSONResponse{Text: f.Text, Missing: each(f.Missing, wording.Placeholder.String)}, err
}

func templateOf(id domain.TemplateID, b *oas.TemplateInput) wording.Template {
	return wording.Template{ID: id, Dinas: dinas.Code(b.Dinas), Category: category.Code(value(b.Category)), Title: b.Title, Text: b.Text,
		ValidFrom: dateOf(b.ValidFrom), ValidTo: dateOf(b.ValidTo)}
}

func templateView(t *wording.Template) oas.Template {
	return oas.Template{ID: t.ID.String(), Dinas: string(t.Dinas), Category: named[oas.Code](t.Category), Title: t.Title, Text: t.Text,
		ValidFrom: optionalDate(t.ValidFrom), ValidTo: optionalDate(t.ValidTo), Version: oas.Version(t.Version)}
}
