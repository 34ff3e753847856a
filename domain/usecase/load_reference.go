package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/reference"
)

// Loaded counts what a load did.
type Loaded struct{ Created, Kept int }

// LoadReference adds what of the set is missing, in one transaction, and keeps
// everything that is there, whatever its value: an administrator's changes are
// never overwritten. It may be repeated.
func (a *App) LoadReference(ctx context.Context, by domain.Actor, set reference.Set) (Loaded, error) {
	if err := set.Validate(); err != nil {
		return Loaded{}, err
	}
	var n Loaded
	err := a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		n = Loaded{}
		l := loader{a: a, tx: tx, by: by, n: &n}
		steps := []func() error{
			func() error { return loadAll(ctx, l, kecamatanSetting, set.Kecamatan) },
			func() error { return loadAll(ctx, l, desaSetting, set.Desa) },
			func() error { return loadDinas(ctx, l, set) },
			func() error { return loadAll(ctx, l, categorySetting, set.Categories) },
			func() error { return loadAll(ctx, l, ruleSetting, set.Rules) },
		}
		for _, step := range steps {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

type loader struct {
	a  *App
	tx Tx
	by domain.Actor
	n  *Loaded
}

func loadAll[V any, K comparable](ctx context.Context, l loader, s setting[V, K], list []V) error {
	for i := range list {
		v := list[i]
		_, err := s.load(l.tx)(ctx, s.key(&v))
		if err == nil {
			l.n.Kept++
			continue
		}
		if domain.CodeOf(err) != domain.NotFound {
			return err
		}
		if err := s.add(ctx, l.a, l.tx, l.by, &v); err != nil {
			return err
		}
		l.n.Created++
	}
	return nil
}

// loadDinas loads successors before those they succeed.
func loadDinas(ctx context.Context, l loader, set reference.Set) error {
	done := map[string]bool{}
	var visit func(i int) error
	index := map[string]int{}
	for i, d := range set.Dinas {
		index[string(d.Code)] = i
	}
	visit = func(i int) error {
		d := set.Dinas[i]
		if done[string(d.Code)] {
			return nil
		}
		done[string(d.Code)] = true
		for _, next := range d.Successors {
			if err := visit(index[string(next)]); err != nil {
				return err
			}
		}
		return loadAll(ctx, l, dinasSetting, set.Dinas[i:i+1])
	}
	for i := range set.Dinas {
		if err := visit(i); err != nil {
			return err
		}
	}
	return nil
}

// ExportReference returns all reference data as it is now.
func (a *App) ExportReference(ctx context.Context) (set reference.Set, err error) {
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		var every ReferenceFilter
		if set.Dinas, _, err = tx.ListDinas(ctx, every, Page{}); err != nil {
			return err
		}
		if set.Categories, _, err = tx.ListCategories(ctx, every, Page{}); err != nil {
			return err
		}
		if set.Kecamatan, _, err = tx.ListKecamatan(ctx, every, Page{}); err != nil {
			return err
		}
		if set.Desa, _, err = tx.ListDesa(ctx, every, Page{}); err != nil {
			return err
		}
		set.Rules, _, err = tx.ListRules(ctx, every, Page{})
		return err
	})
	return set, err
}
