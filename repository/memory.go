package repository

import (
	"sync"
	"time"

	"github.com/maypok86/otter/v2"
)

// remembered bounds how old and how many the things in memory may be. What this
// store changes is forgotten with the commit; what another replica or a command
// of the operator changes is seen this much later at most.
const (
	rememberFor = time.Second
	rememberMax = 20_000
)

// memory keeps what nearly every call reads and hardly any changes: tokens,
// sessions, dinas, categories, desa, routing rules. Its values are never changed in place.
type memory struct {
	cache *otter.Cache[string, any]
	mu    sync.RWMutex
	age   uint64 // how often all was forgotten
}

func newMemory() *memory {
	return &memory{cache: otter.Must(&otter.Options[string, any]{
		MaximumSize: rememberMax, ExpiryCalculator: otter.ExpiryWriting[string, any](rememberFor)})}
}

func (m *memory) now() uint64 {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.age
}

// keep remembers what a unit read that began at the age. One that began before
// a change may have read its older snapshot: that is not remembered.
func (m *memory) keep(key string, value any, age uint64) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if age == m.age {
		m.cache.Set(key, value)
	}
}

func (m *memory) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.age++
	m.cache.InvalidateAll()
}

// remembered returns what memory has under the key, else what fetch reads. A
// unit that changed settings reads its own changes.
func remembered[V any](t *txn, key string, fetch func() (V, error)) (V, error) {
	if t.unit.settings {
		return fetch()
	}
	if v, ok := t.store.memory.cache.GetIfPresent(key); ok {
		return v.(V), nil
	}
	v, err := fetch()
	if err == nil {
		t.store.memory.keep(key, v, t.unit.age)
	}
	return v, err
}
