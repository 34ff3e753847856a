package usecase

import (
	"context"
	"fmt"
	"sync/atomic"

	"audiensi/domain/question"
	"audiensi/domain/triage"
	"audiensi/domain/triage/linear"
	"audiensi/domain/triage/normal"
)

// Engines proposes by the model version that is in force: the built-in one until
// an administrator activates another. It is safe for concurrent use.
type Engines struct {
	normaliser *normal.Normaliser
	threshold  float64
	current    atomic.Pointer[triage.Engine]
}

var _ Triage = (*Engines)(nil)

// NewEngines returns engines with the built-in model. They abstain below the
// threshold, a probability.
func NewEngines(n *normal.Normaliser, threshold float64) (*Engines, error) {
	e := &Engines{normaliser: n, threshold: threshold}
	version, data := triage.Builtin()
	return e, e.use(version, data)
}

// Normaliser returns what normalises texts for every model.
func (e *Engines) Normaliser() *normal.Normaliser { return e.normaliser }

// Propose implements Triage.
func (e *Engines) Propose(text string) question.Proposal { return e.current.Load().Propose(text) }

// Version is the model version in force.
func (e *Engines) Version() string { return e.current.Load().Version() }

// Refresh takes up the version that is in force in the store, if it is another.
func (e *Engines) Refresh(ctx context.Context, store Store) error {
	var stored *triage.Version
	err := store.Read(ctx, func(ctx context.Context, tx Tx) error {
		stored = nil
		active, err := tx.ActiveModel(ctx)
		if err != nil || active == "" || active == e.Version() {
			return err
		}
		stored, err = tx.LoadModel(ctx, active)
		return err
	})
	if err != nil || stored == nil {
		return err
	}
	return e.use(stored.Name, stored.Data)
}

func (e *Engines) use(version string, data []byte) error {
	m, err := linear.Decode(e.normaliser, data)
	if err != nil {
		return fmt.Errorf("triage model %s: %w", version, err)
	}
	e.current.Store(triage.NewEngine(version, m, e.threshold))
	return nil
}
