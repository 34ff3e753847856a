package cmd

import (
	"context"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// headroom is how much garbage may lie about before it is collected: with the
// twenty megabytes that are live at first the default would collect a hundred
// times a second under load; more than this no longer makes captures faster
// (BENCHMARKS.md).
const headroom = 50 << 20

// Bounds of the share of what is live, in percent.
const (
	leastPercent = 20
	mostPercent  = 250
)

// easeEvery is how often the collector is told anew: the history of questions
// makes much more live, and needs no more headroom.
const easeEvery = 2 * time.Second

// keepEased sets how far the heap may grow over what is live until ctx ends,
// unless GOGC says otherwise.
func keepEased(ctx context.Context) {
	if !mayEase() {
		return
	}
	tick := time.NewTicker(easeEvery)
	defer tick.Stop()
	percent := easedPercent()
	defer debug.SetGCPercent(debug.SetGCPercent(percent))
	for {
		if now := easedPercent(); now < percent*4/5 || now > percent*5/4 { // to set it stops everything
			percent = now
			debug.SetGCPercent(percent)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// mayEase reports whether the collector is ours to set.
func mayEase() bool { return os.Getenv("GOGC") == "" }

// easedPercent is the share of what is live by which the heap may grow.
func easedPercent() int {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	percent := mostPercent
	if live[0].Value.Kind() == metrics.KindUint64 && live[0].Value.Uint64() > 0 {
		percent = min(percent, int(headroom*100/live[0].Value.Uint64()))
	}
	return max(percent, leastPercent)
}
