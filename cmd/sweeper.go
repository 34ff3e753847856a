package cmd

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"audiensi/domain/usecase"
)

const (
	// operationsKept is how long a repeated POST is recognised (design, section 8).
	operationsKept = 48 * time.Hour
	forgetBatch    = 1000
)

// sweeper does what time brings: it ends windows and pauses, forgets old
// idempotency keys and deletes the bytes that no question has. Several replicas may each have one.
type sweeper struct {
	app        *usecase.App
	operations usecase.Operations
	every      time.Duration
	figures    *figures
	log        *slog.Logger
}

// run sweeps at once, then at every interval, until ctx ends.
func (s sweeper) run(ctx context.Context) {
	tick := time.NewTicker(s.every)
	defer tick.Stop()
	for {
		s.sweep(ctx)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// sweep logs a failure: the next interval tries again.
func (s sweeper) sweep(ctx context.Context) {
	ended, err := s.app.Sweep(ctx)
	s.figures.ended.Add(float64(ended))
	forgotten := 0
	if err == nil {
		forgotten, err = s.forget(ctx)
		s.figures.forgotten.Add(float64(forgotten))
	}
	deleted, fault := s.app.SweepAttachments(ctx)
	s.figures.deleted.Add(float64(deleted))
	err = errors.Join(err, fault)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		s.figures.sweepFailures.Inc()
		s.log.ErrorContext(ctx, "sweep failed", "error", err)
	case ended+forgotten+deleted > 0:
		s.log.InfoContext(ctx, "swept", "windows_and_pauses", ended, "operations", forgotten, "attachments", deleted)
	}
}

func (s sweeper) forget(ctx context.Context) (int, error) {
	total := 0
	for {
		n, err := s.operations.ForgetOperations(ctx, s.app.Now().Add(-operationsKept), forgetBatch)
		total += n
		if err != nil || n < forgetBatch {
			return total, err
		}
	}
}
