package api

import (
	"context"

	"audiensi/api/authn"
	"audiensi/api/oas"
	"audiensi/api/request"
	"audiensi/domain/access"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// Track returns the question of the receipt.
func (s *server) Track(ctx context.Context, r oas.TrackRequestObject) (oas.TrackResponseObject, error) {
	t, err := s.app.Track(ctx, authn.From(ctx).Receipt, value(r.Params.Part))
	return oas.Track200JSONResponse{TrackedQuestionJSONResponse: tracked(ctx, t)}, err
}

// TrackReply replies to the dinas.
func (s *server) TrackReply(ctx context.Context, r oas.TrackReplyRequestObject) (oas.TrackReplyResponseObject, error) {
	version, err := ifMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	t, err := s.app.TrackReply(ctx, authn.From(ctx).Receipt, value(r.Params.Part), uint64(version), r.Body.Message)
	return oas.TrackReply200JSONResponse{TrackedQuestionJSONResponse: tracked(ctx, t)}, err
}

// TrackConfirm resolves the question by the asker's own word.
func (s *server) TrackConfirm(ctx context.Context, r oas.TrackConfirmRequestObject) (oas.TrackConfirmResponseObject, error) {
	version, err := ifMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	t, err := s.app.TrackConfirm(ctx, authn.From(ctx).Receipt, value(r.Params.Part), uint64(version))
	return oas.TrackConfirm200JSONResponse{TrackedQuestionJSONResponse: tracked(ctx, t)}, err
}

// TrackDispute says that the answer does not answer.
func (s *server) TrackDispute(ctx context.Context, r oas.TrackDisputeRequestObject) (oas.TrackDisputeResponseObject, error) {
	version, err := ifMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	t, err := s.app.TrackDispute(ctx, authn.From(ctx).Receipt, value(r.Params.Part), uint64(version), r.Body.Reason)
	return oas.TrackDispute200JSONResponse{TrackedQuestionJSONResponse: tracked(ctx, t)}, err
}

func tracked(ctx context.Context, t usecase.Tracked) oas.TrackedQuestionJSONResponse {
	return oas.TrackedQuestionJSONResponse{Body: trackedQuestion(ctx, t),
		Headers: oas.TrackedQuestionResponseHeaders{ETag: etag(t.State.Version)}}
}

func trackedQuestion(ctx context.Context, t usecase.Tracked) oas.TrackedQuestion {
	s := &t.State
	view := oas.TrackedQuestion{
		Status: oas.QuestionStatus(t.Status()), Text: s.Text, Category: optional(inLanguage(ctx, t.Category)), Dinas: optional(t.Names[t.Holder()]),
		Session:    trackedSession(t.Session),
		CapturedAt: s.StartAt, Notes: each(t.Notes, trackedNote(t)), AskBack: askBack(s), Answer: trackedAnswer(t),
		Promises:   each(t.Promises(), trackedPromise(t)),
		AnsweredAt: when(s.AnsweredAt), WindowEndsAt: when(s.WindowEndsAt), ResolvedAt: when(s.ResolvedAt),
		Rating: rating(s.Rating), Moves: askersMoves(s), Version: oas.Version(s.Version), Part: optional(s.PartNo), Attachments: trackedAttachments(t.Files()),
	}
	for _, part := range t.Parts {
		view.Parts = append(view.Parts, trackedQuestion(ctx, part))
	}
	return view
}

// inLanguage chooses of the Indonesian and the English name.
func inLanguage(ctx context.Context, names [2]string) string {
	if request.From(ctx).Language == request.English {
		return names[1]
	}
	return names[0]
}

func trackedSession(s usecase.SessionSummary) oas.TrackedSession {
	return oas.TrackedSession{Title: s.Title, Place: optional(s.Place), Date: date(s.Date)}
}

// askersMoves are the moves that the asker can make now.
func askersMoves(s *question.State) []oas.TrackedMove {
	return texts[oas.TrackedMove](access.MovesFor(access.Principal{Asker: true}, s))
}

func trackedNote(t usecase.Tracked) func(*ledger.Event) oas.TrackedNote {
	return func(e *ledger.Event) oas.TrackedNote {
		return oas.TrackedNote{Text: question.DetailOf(e).Note, At: e.OccurredAt, Dinas: optional(t.Names[dinas.Code(e.Actor.Dinas)])}
	}
}

func trackedAnswer(t usecase.Tracked) *oas.TrackedAnswer {
	a := answer(t.Answer())
	if a == nil {
		return nil
	}
	return &oas.TrackedAnswer{Text: a.Text, Dinas: optional(t.Names[t.Answer().Dinas]), AnsweredBy: a.AnsweredBy,
		OnTheSpot: a.OnTheSpot, PublishedAt: a.PublishedAt, AmendedAt: a.AmendedAt, AmendReason: a.AmendReason}
}
