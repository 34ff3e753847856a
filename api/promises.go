package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// MovePromise gives the open promise another day.
func (s *server) MovePromise(ctx context.Context, r oas.MovePromiseRequestObject) (oas.MovePromiseResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.MovePromise(ctx, principal(ctx), t, dateOf(&r.Body.Due), r.Body.Reason)
	})
	return oas.MovePromise200JSONResponse{QuestionJSONResponse: v}, err
}

// KeepPromise says that the promise was kept.
func (s *server) KeepPromise(ctx context.Context, r oas.KeepPromiseRequestObject) (oas.KeepPromiseResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.KeepPromise(ctx, principal(ctx), t, value(r.Body.Note))
	})
	return oas.KeepPromise200JSONResponse{QuestionJSONResponse: v}, err
}

// BreakPromise says that it will not be kept.
func (s *server) BreakPromise(ctx context.Context, r oas.BreakPromiseRequestObject) (oas.BreakPromiseResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.BreakPromise(ctx, principal(ctx), t, r.Body.Reason)
	})
	return oas.BreakPromise200JSONResponse{QuestionJSONResponse: v}, err
}

// ListPromises returns the promises in the caller's scope.
func (s *server) ListPromises(ctx context.Context, r oas.ListPromisesRequestObject) (oas.ListPromisesResponseObject, error) {
	filter, err := promiseFilter(r.Params)
	if err != nil {
		return nil, err
	}
	list, next, err := s.app.ListPromises(ctx, principal(ctx), filter, pageOf(r.Params.Limit, r.Params.Cursor))
	return oas.ListPromises200JSONResponse{
		Body:    oas.PromiseList{Items: each(list, listedPromise), NextCursor: optional(next)},
		Headers: oas.ListPromises200ResponseHeaders{Link: link(ctx, next)},
	}, err
}

func promiseFilter(p oas.ListPromisesParams) (f usecase.PromiseFilter, err error) {
	f = usecase.PromiseFilter{Dinas: dinas.Code(value(p.Dinas)), Status: question.PromiseStatus(value(p.Status)),
		DueFrom: dateOf(p.DueFrom), DueTo: dateOf(p.DueTo)}
	if p.Overdue != nil {
		overdue := *p.Overdue == oas.ListPromisesParamsOverdueTrue
		f.Overdue = &overdue
	}
	if p.SessionID != nil {
		f.Session, err = idOf[domain.SessionKind](*p.SessionID)
	}
	return f, err
}

func listedPromise(v usecase.PromiseView) oas.ListedPromise {
	q := &v.Question.State
	return oas.ListedPromise{Promise: promise(v.Promise), Overdue: v.Overdue, QuestionID: q.ID.String(), SessionID: q.Session.String(),
		QuestionStatus: oas.QuestionStatus(q.Status), QuestionText: q.Text, Holder: named[oas.Code](q.Dinas)}
}

func promise(p question.Promise) oas.Promise {
	return oas.Promise{N: p.N, Dinas: named[oas.Code](p.Dinas), What: p.What, Due: date(p.Due), Status: oas.PromiseStatus(p.Status),
		MadeAt: p.MadeAt, SettledAt: when(p.SettledAt), Moved: p.Moved, Note: optional(p.Note)}
}

// vowOf is what a body promises, whole: a member that is missing is a fault already.
func vowOf(p *oas.PromiseInput) question.Vow {
	if p == nil {
		return question.Vow{}
	}
	return question.Vow{What: p.What, Due: dateOf(&p.Due)}
}

// promised is what a text in a draft or an event promises, nil for nothing.
func promised(v question.Vow) *oas.Promised {
	if v.Due.IsZero() {
		return nil
	}
	return &oas.Promised{What: optional(v.What), Due: date(v.Due)}
}

func trackedPromise(t usecase.Tracked) func(question.Promise) oas.TrackedPromise {
	return func(p question.Promise) oas.TrackedPromise {
		view := oas.TrackedPromise{What: p.What, Due: date(p.Due), Status: oas.PromiseStatus(p.Status), Dinas: optional(t.Names[p.Dinas]),
			MadeAt: p.MadeAt, SettledAt: when(p.SettledAt), Note: optional(p.Note), Moves: []oas.TrackedPromiseMove{}}
		for _, m := range t.Moved {
			if m.N == p.N {
				view.Moves = append(view.Moves, oas.TrackedPromiseMove{From: date(m.From), To: date(m.To),
					Reason: optional(m.Reason), At: m.Event.OccurredAt})
			}
		}
		return view
	}
}
