package api

import (
	"context"
	"encoding/json"

	"audiensi/api/oas"
	"audiensi/api/problem"
	"audiensi/domain"
	"audiensi/domain/usecase"
)

// CaptureBatch logs what was captured offline. Items that cannot be read are
// refused by themselves; the others go to the use case together.
func (s *server) CaptureBatch(ctx context.Context, r oas.CaptureBatchRequestObject) (oas.CaptureBatchResponseObject, error) {
	id, err := idOf[domain.SessionKind](r.SessionID)
	if err != nil {
		return nil, err
	}
	results := make([]oas.BatchResult, len(r.Body.Items))
	var inputs []usecase.CaptureInput
	var places []int
	for i, raw := range r.Body.Items {
		in, err := s.item(raw, &results[i].Key)
		if err != nil {
			refuse(ctx, &results[i], err)
			continue
		}
		inputs, places = append(inputs, in), append(places, i)
	}
	items, err := s.app.CaptureBatch(ctx, principal(ctx), id, inputs)
	if err != nil {
		return nil, err
	}
	for n, item := range items {
		tell(ctx, &results[places[n]], item)
	}
	return oas.CaptureBatch200JSONResponse{Items: results}, nil
}

// item reads one item; its key is told as soon as it is known.
func (s *server) item(raw json.RawMessage, key *string) (usecase.CaptureInput, error) {
	var b oas.BatchItem
	err := s.binder.JSON(raw, &b)
	if err != nil {
		var named struct{ Key string }
		_ = json.Unmarshal(raw, &named) // a key that cannot be read is told as empty
		*key = named.Key
		return usecase.CaptureInput{}, err
	}
	*key = b.Key
	return captureOf(b.Key, oas.CaptureRequest{Text: b.Text, Asker: b.Asker, SpokenOrder: b.SpokenOrder,
		OnTheSpot: b.OnTheSpot, OccurredAt: &b.CapturedAt, Confidential: b.Confidential})
}

func tell(ctx context.Context, to *oas.BatchResult, item usecase.BatchItem) {
	if item.Err != nil {
		refuse(ctx, to, item.Err)
		return
	}
	c := captured(item.Captured)
	to.Captured, to.Outcome = &c, oas.BatchOutcomeCreated
	if c.Replayed {
		to.Outcome = oas.BatchOutcomeReplayed
	}
}

func refuse(ctx context.Context, to *oas.BatchResult, err error) {
	p := problem.Of(ctx, err).Problem
	for i, f := range p.Errors {
		if f.Pointer == "#Idempotency-Key" {
			p.Errors[i].Pointer = "/key"
		}
	}
	to.Outcome, to.Problem = oas.BatchOutcomeRefused, &p
}
