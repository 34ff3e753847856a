package learn_test

import "testing"

// heavy skips what takes most of a minute.
func heavy(t *testing.T) {
	t.Helper()
	if testing.Short() || underRace {
		t.Skip("learns many models; make test runs it without the race detector")
	}
}
