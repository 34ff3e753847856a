package api_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"audiensi/repository/testdb"
)

// A capture reads the clock once: its identifier is as old as its event.
func TestCaptureHasOneTime(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	session, _ := w.openSession("never")
	_, logged := w.capture(session, "one-time-1")
	ms, err := strconv.ParseInt(strings.ReplaceAll(logged.text("id"), "-", "")[:12], 16, 64)
	must(t, err)
	recorded, err := time.Parse(time.RFC3339Nano, logged.text("recorded_at"))
	must(t, err)
	if recorded.UnixMilli() != ms {
		t.Errorf("recorded at %v, identifier of %v", recorded, time.UnixMilli(ms).UTC())
	}
}
