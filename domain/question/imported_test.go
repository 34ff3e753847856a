package question_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain/domaintest"
	"audiensi/domain/question"
)

// What was imported starts on the day of the minutes, was never late and is
// recorded now; no rule assigns it.
func TestImported(t *testing.T) {
	day := time.Date(2011, 12, 19, 17, 0, 0, 0, time.UTC)
	edit := func(c *question.Capture) {
		c.OccurredAt, c.Imported, c.Window.ClosedAt = day, true, domaintest.Now.Add(-time.Hour)
	}
	q := domaintest.Captured(domaintest.Session().ID, domaintest.Now, edit)
	s := q.State()
	if !s.Imported || s.LateCaptured || s.LateReceived || s.DeviceTimeRejected || !s.OccurredAt.Equal(day) || !s.StartAt.Equal(day) ||
		!s.RecordedAt.Equal(domaintest.Now) || s.WaitsSinceCapture() {
		t.Errorf("%+v", s)
	}
	replayed, err := question.Replay(q.Pending())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(s, replayed); diff != "" {
		t.Error(diff)
	}
}
