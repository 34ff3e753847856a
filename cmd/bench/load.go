package bench

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// op does one piece of work; n is different for every call of a run.
type op func(ctx context.Context, n int) error

// sample is what a stretch of load measured: how long each call took, and how
// long the whole took.
type sample struct {
	took    []time.Duration
	elapsed time.Duration
}

func (s *sample) add(other sample) {
	s.took = append(s.took, other.took...)
	s.elapsed += other.elapsed
}

// closedLoop runs do on workers for the time: each starts its next call when
// the last has ended. The first error ends the load. A call that has begun when
// the time is over is finished and counted.
func closedLoop(ctx context.Context, workers int, d time.Duration, count func() int, do op) (sample, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	began := time.Now()
	took := make([][]time.Duration, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for time.Since(began) < d && ctx.Err() == nil {
				start := time.Now()
				if err := do(ctx, count()); err != nil {
					cancel(err)
					return
				}
				took[w] = append(took[w], time.Since(start))
			}
		})
	}
	wg.Wait()
	return sample{slices.Concat(took...), time.Since(began)}, context.Cause(ctx)
}

// openLoop starts do rate times a second, whether earlier calls have ended or
// not, and measures each from the moment it was due: waiting in the load's own
// queue counts too. At most workers calls run at once.
func openLoop(ctx context.Context, workers, rate int, d time.Duration, count func() int, do op) (sample, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	began := time.Now()
	total := int(d.Seconds() * float64(rate))
	due := make(chan time.Time, total)
	for i := range total {
		due <- began.Add(time.Duration(i) * time.Second / time.Duration(rate))
	}
	close(due)
	took := make([][]time.Duration, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for at := range due {
				time.Sleep(time.Until(at))
				if err := do(ctx, count()); err != nil {
					cancel(err)
					return
				}
				took[w] = append(took[w], time.Since(at))
			}
		})
	}
	wg.Wait()
	return sample{slices.Concat(took...), time.Since(began)}, context.Cause(ctx)
}

// pair measures two ways of the same work in turn, in rounds, so that a machine
// whose speed drifts slows both.
func pair(ctx context.Context, workers, rounds int, d time.Duration, count func() int, ours, raw op) (a, b sample, err error) {
	for range rounds {
		for _, side := range []struct {
			do  op
			sum *sample
		}{{ours, &a}, {raw, &b}} {
			s, err := closedLoop(ctx, workers, d/time.Duration(2*rounds), count, side.do)
			if err != nil {
				return a, b, fmt.Errorf("load with %d connections: %w", workers, err)
			}
			side.sum.add(s)
		}
	}
	return a, b, nil
}
