package authn

import (
	"container/list"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"audiensi/domain"
)

// maxAddresses bounds the memory of a Limiter: the address that was quiet
// longest is forgotten first.
const maxAddresses = 10_000

// Limiter bounds how often one address may try something. It is safe for
// concurrent use.
type Limiter struct {
	every time.Duration
	burst int
	now   func() time.Time

	mu      sync.Mutex
	recent  *list.List // of *visitor, the latest first
	byPlace map[string]*list.Element
}

type visitor struct {
	place  string
	tokens *rate.Limiter
}

// NewLimiter returns a limiter that allows burst tries at once and one more
// every so often.
func NewLimiter(burst int, every time.Duration, now func() time.Time) *Limiter {
	return &Limiter{every: every, burst: burst, now: now, recent: list.New(), byPlace: map[string]*list.Element{}}
}

// Allow takes n tries of the address, or returns too_many with the time to wait.
func (l *Limiter) Allow(address string, n int) error {
	now := l.now()
	tokens := l.tokens(Place(address))
	r := tokens.ReserveN(now, min(n, l.burst))
	wait := r.DelayFrom(now)
	if wait <= 0 {
		return nil
	}
	r.CancelAt(now)
	e := domain.Fail(domain.TooMany, domain.ReasonTooManyRequests).With("seconds", int(wait/time.Second)+1)
	e.RetryAfter = wait
	return e
}

// Charge takes n more tries of the address, also ones it does not have: a wrong
// guess costs more than a right one.
func (l *Limiter) Charge(address string, n int) {
	l.tokens(Place(address)).ReserveN(l.now(), min(n, l.burst))
}

func (l *Limiter) tokens(place string) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if at, ok := l.byPlace[place]; ok {
		l.recent.MoveToFront(at)
		return at.Value.(*visitor).tokens
	}
	if l.recent.Len() >= maxAddresses {
		oldest := l.recent.Back()
		delete(l.byPlace, oldest.Value.(*visitor).place)
		l.recent.Remove(oldest)
	}
	v := &visitor{place, rate.NewLimiter(rate.Every(l.every), l.burst)}
	l.byPlace[place] = l.recent.PushFront(v)
	return v.tokens
}

// Place is what counts as one address: of IPv6 the /64 network, since one
// subscriber has all of it.
func Place(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return ""
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	network, _ := ip.Prefix(64) // 64 bits are always valid of IPv6
	return network.String()
}
