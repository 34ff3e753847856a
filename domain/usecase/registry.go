package usecase

import (
	"cmp"
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/ledger"
)

// setting says how one kind of reference data is kept: the shape that dinas,
// categories, kecamatan, desa and routing rules share.
type setting[V any, K comparable] struct {
	kind    string
	key     func(*V) K
	stream  func(*V) domain.StreamID
	version func(*V) *int64
	// read and write are the permissions; reference.read and reference.write where empty.
	read, write access.Permission
	// own refuses what is not the principal's to change; nil where write says it all.
	own   func(access.Principal, *V) error
	check func(ctx context.Context, tx Tx, v *V) error
	load  func(Tx) func(context.Context, K) (*V, error)
	save  func(Tx) func(context.Context, *V) error
	list  func(Tx) func(context.Context, ReferenceFilter, Page) ([]V, string, error)
}

func (s setting[V, K]) get(ctx context.Context, a *App, p access.Principal, key K) (v *V, err error) {
	if err := p.Require(cmp.Or(s.read, access.ReferenceRead)); err != nil {
		return nil, err
	}
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		v, err = s.load(tx)(ctx, key)
		return err
	})
	return v, err
}

func (s setting[V, K]) page(ctx context.Context, a *App, p access.Principal, f ReferenceFilter, page Page) (list []V, next string, err error) {
	if err := p.Require(cmp.Or(s.read, access.ReferenceRead)); err != nil {
		return nil, "", err
	}
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		list, next, err = s.list(tx)(ctx, f, page)
		return err
	})
	return list, next, err
}

func (s setting[V, K]) create(ctx context.Context, a *App, p access.Principal, v V) (*V, error) {
	if err := s.may(p, &v); err != nil {
		return nil, err
	}
	err := a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		return s.add(ctx, a, tx, p.Actor(), &v)
	})
	return &v, err
}

// update replaces the thing; what changes nothing makes no new version.
func (s setting[V, K]) update(ctx context.Context, a *App, p access.Principal, key K, version int64, v V) (*V, error) {
	if err := s.may(p, &v); err != nil {
		return nil, err
	}
	if s.key(&v) != key {
		return nil, domain.Fail(domain.Invalid, domain.ReasonCodeImmutable)
	}
	err := a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		old, err := s.load(tx)(ctx, key)
		if err != nil {
			return err
		}
		if err := s.may(p, old); err != nil {
			return err
		}
		if *s.version(old) != version {
			return stale(*s.version(old))
		}
		*s.version(&v) = version
		if err := s.check(ctx, tx, &v); err != nil || unchanged(old, &v) {
			return err
		}
		return s.put(ctx, a, tx, p.Actor(), &v)
	})
	return &v, err
}

// may returns a forbidden error unless the principal may write the thing.
func (s setting[V, K]) may(p access.Principal, v *V) error {
	if err := p.Require(cmp.Or(s.write, access.ReferenceWrite)); err != nil || s.own == nil {
		return err
	}
	return s.own(p, v)
}

// add checks a new thing and puts it in.
func (s setting[V, K]) add(ctx context.Context, a *App, tx Tx, by domain.Actor, v *V) error {
	*s.version(v) = 0
	if err := s.check(ctx, tx, v); err != nil {
		return err
	}
	return s.put(ctx, a, tx, by, v)
}

// put saves over the version and records the event.
func (s setting[V, K]) put(ctx context.Context, a *App, tx Tx, by domain.Actor, v *V) error {
	version := *s.version(v)
	if err := s.save(tx)(ctx, v); err != nil {
		return err
	}
	kind := ledger.Kind(s.kind + ".changed")
	if version == 0 {
		kind = ledger.Kind(s.kind + ".created")
	}
	return recordSetting(ctx, tx, by, s.stream(v), kind, v, a.now())
}
