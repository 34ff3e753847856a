// Package domaintest builds sample values for tests: valid, and each different
// from the one before where that matters. An edit changes what a test is about.
package domaintest

import "time"

// Now is when the samples happen: a Monday morning in Banyuwangi.
var Now = time.Date(2026, time.March, 2, 2, 30, 0, 123456000, time.UTC)
