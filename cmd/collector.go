package cmd

import (
	"os"
	"runtime/debug"
)

// easeCollector lets the heap grow to three and a half times what is live before
// garbage is collected, unless GOGC says otherwise. Little is live here, some
// twenty megabytes, so the default of twice would collect a hundred times a second
// under load; more than this no longer makes captures faster (see BENCHMARKS.md).
func easeCollector() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(250)
	}
}
