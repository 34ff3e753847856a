package triagetest

import "testing"

// Heavy skips a test that trains for most of a minute where time is short. `make
// test` runs such tests without the race detector.
func Heavy(t *testing.T) {
	t.Helper()
	if testing.Short() || UnderRace {
		t.Skip("trains on all examples; make test runs it without the race detector")
	}
}
