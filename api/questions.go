package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// ListQuestions returns the questions in the caller's scope.
func (s *server) ListQuestions(ctx context.Context, r oas.ListQuestionsRequestObject) (oas.ListQuestionsResponseObject, error) {
	filter, err := filterOf(r.Params)
	if err != nil {
		return nil, err
	}
	p := principal(ctx)
	custody := value(r.Params.Custody)
	if custody == oas.CustodyFilterCurrent && !p.Role.OfDinas() {
		return nil, domain.InvalidField("?custody", "dinas_only", "")
	}
	page := pageOf(r.Params.Limit, r.Params.Cursor)
	page.Sort = "-captured_at"
	if r.Params.Sort != nil {
		page.Sort = string(*r.Params.Sort)
	}
	charge, err := inCharge(r.Params.InCharge)
	if err != nil {
		return nil, err
	}
	of := usecase.Custody(custody)
	if custody == oas.CustodyFilterCurrent {
		of = usecase.CustodyCurrent
	}
	list, next, err := s.app.ListQuestions(ctx, p, filter, of, charge, page)
	return oas.ListQuestions200JSONResponse{
		Body:    oas.QuestionList{Items: each(list, questionView), NextCursor: optional(next)},
		Headers: oas.ListQuestions200ResponseHeaders{Link: link(ctx, next)},
	}, err
}

func filterOf(p oas.ListQuestionsParams) (usecase.QuestionFilter, error) {
	f := usecase.QuestionFilter{Statuses: texts[question.Status](p.Status), Category: category.Code(value(p.Category)),
		Class: category.Class(value(p.Class)), Dinas: dinas.Code(value(p.Dinas)), Kecamatan: value(p.Kecamatan), Desa: value(p.Desa),
		AskerRole: domain.AskerRole(value(p.AskerRole)), CapturedFrom: value(p.CapturedFrom), CapturedTo: value(p.CapturedTo), Text: value(p.Q)}
	if p.Imported != nil {
		imported := *p.Imported == oas.TrueOrFalseTrue
		f.Imported = &imported
	}
	var err error
	if p.SessionID != nil {
		f.Session, err = idOf[domain.SessionKind](*p.SessionID)
	}
	if p.AttendeeID != nil && err == nil {
		f.Attendee, err = idOf[domain.AttendeeKind](*p.AttendeeID)
	}
	return f, err
}

// GetQuestion returns one question.
func (s *server) GetQuestion(ctx context.Context, r oas.GetQuestionRequestObject) (oas.GetQuestionResponseObject, error) {
	id, err := idOf[domain.QuestionKind](r.QuestionID)
	if err != nil {
		return nil, err
	}
	v, err := s.app.Question(ctx, principal(ctx), id)
	return oas.GetQuestion200JSONResponse{QuestionJSONResponse: questionReply(v)}, err
}

func questionReply(v usecase.QuestionView) oas.QuestionJSONResponse {
	return oas.QuestionJSONResponse{Body: questionView(v), Headers: oas.QuestionResponseHeaders{ETag: etag(v.State.Version)}}
}

// GetTimeline returns every event that the caller may see.
func (s *server) GetTimeline(ctx context.Context, r oas.GetTimelineRequestObject) (oas.GetTimelineResponseObject, error) {
	id, err := idOf[domain.QuestionKind](r.QuestionID)
	if err != nil {
		return nil, err
	}
	t, err := s.app.Timeline(ctx, principal(ctx), id)
	return oas.GetTimeline200JSONResponse{Body: timeline(t),
		Headers: oas.GetTimeline200ResponseHeaders{ETag: etag(t.Question.State.Version)}}, err
}
