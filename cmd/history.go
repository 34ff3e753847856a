package cmd

import (
	"context"
	"log/slog"
	"time"

	"audiensi/domain/usecase"
)

// How often the history is followed while nobody searches it, and how far back
// it is then read again: what took longer to be committed than one of them is found by the next.
var following = []struct{ every, again time.Duration }{
	{2 * time.Second, 15 * time.Second},
	{time.Minute, 10 * time.Minute},
	{time.Hour, 0}, // all
}

// readHistory reads the texts of all questions, so that similar ones are found,
// and follows what is captured and corrected until ctx ends.
func readHistory(ctx context.Context, app *usecase.App, log *slog.Logger) {
	tick := time.NewTicker(following[0].every)
	defer tick.Stop()
	due := make([]time.Time, len(following))
	began, isRead := time.Now(), false
	for {
		for i, f := range following {
			if time.Now().Before(due[i]) {
				continue
			}
			again := f.again
			if !isRead {
				again = 0
			}
			err := app.ReadHistory(ctx, again)
			if ctx.Err() != nil {
				return
			}
			if err != nil {
				log.ErrorContext(ctx, "history not read: similar questions may be missing", "error", err)
				break
			}
			due[i] = time.Now().Add(f.every)
			if !isRead {
				isRead = true
				for k, f := range following {
					due[k] = time.Now().Add(f.every)
				}
				log.InfoContext(ctx, "history read", "questions", app.History.Len(), "took", time.Since(began).Round(time.Millisecond))
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
