package cmd

import (
	"context"
	"log/slog"
	"time"

	"audiensi/cmd/refdata"
	"audiensi/domain/triage/normal"
	"audiensi/domain/usecase"
)

// newNormaliser knows the places of the built-in reference data, whatever is
// stored: a model means the same everywhere.
func newNormaliser() (*normal.Normaliser, error) {
	places, err := refdata.PlaceNames()
	if err != nil {
		return nil, err
	}
	return normal.New(places)
}

// modelEvery is how soon another process's activation of a model is seen.
const modelEvery = 5 * time.Second

// followModel takes up the model version in force until ctx ends.
func followModel(ctx context.Context, engines *usecase.Engines, store usecase.Store, log *slog.Logger) {
	tick := time.NewTicker(modelEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		before := engines.Version()
		err := engines.Refresh(ctx, store)
		switch {
		case ctx.Err() != nil:
		case err != nil:
			log.ErrorContext(ctx, "triage model not refreshed", "error", err)
		case engines.Version() != before:
			log.InfoContext(ctx, "triage model", "version", engines.Version())
		}
	}
}
