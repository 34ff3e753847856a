package cmd

import (
	"os"
	"runtime/debug"
)

// easeCollector lets the heap grow to five times what is live before garbage is
// collected, unless GOGC says otherwise. Little is live here, some megabytes, so
// the default of twice would collect hundreds of times a second under load:
// captures took half as long again (see BENCHMARKS.md).
func easeCollector() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}
