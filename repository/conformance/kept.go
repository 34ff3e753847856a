package conformance

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/usecase"
)

// kept tests what all things with a version have in common.
type kept[T any] struct {
	suite
	thing   T // with version 0
	version func(*T) *int64
	save    func(usecase.Tx) func(context.Context, *T) error
	load    func(context.Context, usecase.Tx, *T) (*T, error)
	change  func(*T) // also of members to their zero value
}

func (k kept[T]) test() {
	k.Helper()
	k.refused("load before", k.store.View(k.Context(), func(ctx context.Context, tx usecase.Tx) error {
		_, err := k.load(ctx, tx, &k.thing)
		return err
	}), domain.NotFound, domain.ReasonNotFound)
	again, old := k.thing, k.thing
	k.write(&k.thing)
	k.same("inserted", 1)
	_, exists := asDomain(k.try(&again))
	if !exists {
		k.Error("inserted twice")
	}
	k.refused("insert twice", k.try(&again), domain.Conflict, domain.ReasonAlreadyExists)
	k.equal("version after a refusal", int64(0), *k.version(&again))
	k.change(&k.thing)
	k.write(&k.thing)
	k.same("changed", 2)
	*k.version(&old) = 1
	e := k.refused("stale", k.try(&old), domain.Stale, domain.ReasonStale)
	k.equal("version now", int64(2), e.Params["version"])
	k.same("after a stale save", 2)
}

func (k kept[T]) try(thing *T) error {
	return k.store.InTx(k.Context(), func(ctx context.Context, tx usecase.Tx) error { return k.save(tx)(ctx, thing) })
}

func (k kept[T]) write(thing *T) {
	k.Helper()
	if err := k.try(thing); err != nil {
		k.Fatal(err)
	}
}

func (k kept[T]) same(what string, version int64) {
	k.Helper()
	k.equal("version "+what, version, *k.version(&k.thing))
	k.view(func(ctx context.Context, tx usecase.Tx) error {
		stored, err := k.load(ctx, tx, &k.thing)
		if err == nil {
			k.equal(what, k.thing, *stored)
		}
		return err
	})
}
