package cmd

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
)

// headroom is how much garbage may lie about before it is collected: with the
// twenty megabytes that are live at first the default would collect a hundred
// times a second under load; more than this no longer makes captures faster
// (BENCHMARKS.md).
const headroom = 50 << 20

// easeCollector sets how far the heap may grow over what is live now, unless
// GOGC says otherwise. It is to be called again when much more is live: what the
// history of questions takes needs no more headroom.
func easeCollector() {
	if os.Getenv("GOGC") != "" {
		return
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	percent := 250
	if live[0].Value.Kind() == metrics.KindUint64 {
		percent = int(headroom * 100 / max(live[0].Value.Uint64(), headroom*100/250))
	}
	debug.SetGCPercent(max(percent, 20))
}
