package api

import (
	"context"

	"audiensi/api/authn"
	"audiensi/api/oas"
	"audiensi/api/sheet"
	"audiensi/domain"
	"audiensi/domain/usecase"
)

// IssueDesaCodes makes the codes of a session's desa, as JSON or to print.
func (s *server) IssueDesaCodes(ctx context.Context, r oas.IssueDesaCodesRequestObject) (oas.IssueDesaCodesResponseObject, error) {
	id, err := idOf[domain.SessionKind](r.SessionID)
	if err != nil {
		return nil, err
	}
	meeting, issued, err := s.app.IssueDesaCodes(ctx, principal(ctx), id, texts[string](r.Body.Desa))
	if err != nil {
		return nil, err
	}
	if value(r.Params.Format) == oas.SheetFormatHTML {
		return sheet.New(meeting, issued)
	}
	return oas.IssueDesaCodes201JSONResponse{Items: each(issued, func(c usecase.IssuedCode) oas.DesaCode {
		return oas.DesaCode{Desa: c.Desa, Name: c.Name, Code: string(c.Code)}
	})}, nil
}

// TrackDesa returns what was asked from the code's desa in its session.
func (s *server) TrackDesa(ctx context.Context, r oas.TrackDesaRequestObject) (oas.TrackDesaResponseObject, error) {
	l, err := s.app.TrackDesa(ctx, authn.From(ctx).Receipt, pageOf(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	items := each(l.Questions, func(t usecase.Tracked) oas.DesaQuestion {
		q := &t.State
		return oas.DesaQuestion{Status: oas.QuestionStatus(t.Status()), Text: q.Text, Category: optional(inLanguage(ctx, t.Category)),
			Dinas: optional(t.Names[t.Holder()]), AskerRole: named[oas.AskerRole](q.Asker.Role), CapturedAt: q.StartAt, Answer: trackedAnswer(t),
			AnsweredAt: when(q.AnsweredAt), ResolvedAt: when(q.ResolvedAt)}
	})
	return oas.TrackDesa200JSONResponse{
		Body:    oas.DesaQuestions{Desa: l.Desa, Session: trackedSession(l.Session), Items: items, NextCursor: optional(l.Next)},
		Headers: oas.TrackDesa200ResponseHeaders{Link: link(ctx, l.Next)},
	}, nil
}
