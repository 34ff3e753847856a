package repository

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"
)

// Conflicts are retried after a random wait that doubles: at most some eight
// seconds in all.
const (
	maxAttempts = 16
	firstWait   = 2 * time.Millisecond
	longestWait = time.Second
)

// retry runs once again, as a whole, while the database reports a conflict. A
// connection that had died while it was idle is replaced without waiting; the
// pool can hold no more of them than it has connections.
func (s *Store) retry(ctx context.Context, once func() error) error {
	for attempt, dead := 1, 0; ; attempt++ {
		err := once()
		if errors.Is(err, errDeadConn) && dead < s.writer.Stats().MaxOpenConnections {
			dead++
			attempt--
			continue
		}
		if !isConflict(err) {
			return translate(err)
		}
		if attempt == maxAttempts {
			return unavailable(fmt.Errorf("gave up after %d attempts: %w", attempt, err))
		}
		s.log.DebugContext(ctx, "database conflict", slog.Int("attempt", attempt), slog.Any("error", err))
		if err := pause(ctx, attempt); err != nil {
			return translate(err)
		}
	}
}

// pause waits before the next attempt, or returns the context's error.
func pause(ctx context.Context, attempt int) error {
	wait := min(firstWait<<(attempt-1), longestWait)
	timer := time.NewTimer(wait/2 + rand.N(wait/2+1))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
