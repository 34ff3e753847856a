package api

import (
	"context"
	"crypto/sha256"
	"encoding/json"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// CaptureQuestion logs one question.
func (s *server) CaptureQuestion(ctx context.Context, r oas.CaptureQuestionRequestObject) (oas.CaptureQuestionResponseObject, error) {
	id, err := idOf[domain.SessionKind](r.SessionID)
	if err != nil {
		return nil, err
	}
	in, err := captureOf(r.Params.IdempotencyKey, *r.Body)
	if err != nil {
		return nil, err
	}
	c, err := s.app.Capture(ctx, principal(ctx), id, in)
	if err != nil {
		return nil, err
	}
	return oas.CaptureQuestion201JSONResponse{Body: captured(c), Headers: oas.CaptureQuestion201ResponseHeaders{ETag: etag(c.State.Version)}}, nil
}

// captureOf turns the body into what the use case takes, or tells what the
// asker must not carry.
func captureOf(key string, b oas.CaptureRequest) (usecase.CaptureInput, error) {
	asker, err := askerOf("/asker", b.Asker)
	if err != nil {
		return usecase.CaptureInput{}, err
	}
	body, err := contentOf(b)
	in := usecase.CaptureInput{Key: key, Body: body, Text: b.Text, Asker: asker, SpokenNo: value(b.SpokenOrder), OccurredAt: value(b.OccurredAt),
		Confidential: value(b.Confidential)}
	if b.OnTheSpot != nil {
		spot := spotOf(*b.OnTheSpot)
		in.Spot = &spot
	}
	return in, err
}

// contentOf is the hash by which a capture's key recognises its question. It is
// of the decoded body, so that layout does not matter, and without the time: a
// device that got no reply to a live capture, which carries none, sends it again
// in a batch, which does, and it is the same question.
func contentOf(b oas.CaptureRequest) (ledger.Hash, error) {
	b.OccurredAt = nil
	text, err := json.Marshal(b)
	return sha256.Sum256(text), err
}

// askerOf refuses members that do not belong to the kind of asker.
func askerOf(pointer string, b oas.AskerInput) (question.Asker, error) {
	var faults domain.Faults
	kind := question.AskerKind(b.Kind)
	refuse := func(name string, given bool) {
		if given {
			faults.Add(pointer+"/"+name, "forbidden", string(kind))
		}
	}
	refuse("attendee_id", b.AttendeeID != nil && kind != question.Attending)
	refuse("name", b.Name != nil && kind != question.WalkIn)
	refuse("role", b.Role != nil && kind != question.WalkIn)
	refuse("desa", b.Desa != nil && kind != question.WalkIn)
	refuse("phone", b.Phone != nil && kind != question.WalkIn)
	a := question.Asker{Kind: kind, Name: value(b.Name), Phone: value(b.Phone), Role: domain.AskerRole(value(b.Role)), Desa: value(b.Desa)}
	if kind == question.Attending {
		id, err := domain.ParseID[domain.AttendeeKind](value(b.AttendeeID))
		if err != nil {
			faults.Add(pointer+"/attendee_id", "required", "")
		}
		a.Attendee = id
	}
	return a, faults.Err()
}

func spotOf(b oas.OnTheSpotInput) usecase.Spot {
	return usecase.Spot{Text: b.Answer, AnsweredBy: b.AnsweredBy, Dinas: dinas.Code(value(b.Dinas)), Vow: vowOf(b.Promise)}
}

func captured(c usecase.Captured) oas.Captured {
	s := c.State
	return oas.Captured{ID: s.ID.String(), SessionID: s.Session.String(), Version: oas.Version(s.Version), Status: oas.QuestionStatus(s.Status),
		Receipt: string(c.Receipt), Proposal: stated(&s), OccurredAt: s.OccurredAt, RecordedAt: s.RecordedAt,
		Flags: flags(&s), Replayed: c.Replayed}
}
