package cmd

import (
	"context"
	"log/slog"
	"time"

	"audiensi/domain/usecase"
)

// historyEvery is how often the history is followed while nobody searches it.
const historyEvery = time.Minute

// readHistory reads the texts of all questions, so that similar ones are found,
// and follows what is captured and corrected until ctx ends.
func readHistory(ctx context.Context, app *usecase.App, log *slog.Logger) {
	tick := time.NewTicker(historyEvery)
	defer tick.Stop()
	began := time.Now()
	for whole := false; ; {
		err := app.ReadHistory(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			log.ErrorContext(ctx, "history not read: similar questions may be missing", "error", err)
		case !whole:
			whole = true
			log.InfoContext(ctx, "history read", "questions", app.History.Len(), "took", time.Since(began).Round(time.Millisecond))
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
