package repository

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"audiensi/domain"
)

// versioned is a thing that is kept with the number of its changes.
type versioned struct {
	table   string
	key     string // its column
	value   any    // in that column
	name    string // for people, where it exists already
	version *int64
}

// save inserts the row of a thing with version 0, else updates every column of
// it if the version is still the stored one. The row holds the raised version;
// the thing gets it now, and loses it again if the unit is rolled back.
func save[R any](ctx context.Context, t *txn, v versioned, row *R) error {
	loaded := *v.version
	t.unit.settings = true
	if loaded == 0 {
		if err := gorm.G[R](t.orm).Create(ctx, row); err != nil {
			return v.taken(t.failed(ctx, "insert into "+v.table, err))
		}
	} else {
		n, err := gorm.G[R](t.orm).Where(v.key+" = ? AND version = ?", v.value, loaded).Select("*").Updates(ctx, *row)
		if err != nil {
			return v.taken(t.failed(ctx, "update "+v.table, err))
		}
		if n == 0 {
			return t.stale(ctx, v.table, v.key, v.value)
		}
	}
	t.unit.undo = append(t.unit.undo, func() { *v.version = loaded })
	*v.version = loaded + 1
	return nil
}

// taken names what exists already where err says that its key does.
func (v versioned) taken(err error) error {
	var e *domain.Error
	if !errors.As(err, &e) || e.Reason != domain.ReasonAlreadyExists {
		return err
	}
	if e.Params["what"] == "id" {
		e = e.With("what", v.table)
	}
	return e.With("code", v.name)
}

// load returns the row whose column has exactly the value, or not_found. MySQL
// takes "a " for "a"; same says whether the row found is the one meant.
func load[R any](ctx context.Context, t *txn, column string, value any, same func(*R) bool) (*R, error) {
	row, err := gorm.G[R](t.orm).Where(column+" = ?", value).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) || err == nil && same != nil && !same(&row) {
		return nil, notFound()
	}
	if err != nil {
		return nil, t.failed(ctx, "load by "+column, err)
	}
	return &row, nil
}

// list returns the rows of the page and one more.
func list[R any](ctx context.Context, t *txn, k keyset, c *conditions) ([]R, error) {
	c.add(k.where())
	query := gorm.G[R](t.orm).Where(c.String(), c.args...).Order(k.orderBy())
	if k.limit > 0 {
		query = query.Limit(k.limit + 1)
	}
	rows, err := query.Find(ctx)
	return rows, t.failed(ctx, "list "+k.list, err)
}

// listAs is list with every row turned into what it stands for.
func listAs[R, V any](ctx context.Context, t *txn, k keyset, c *conditions, markOf func(R) mark, as func(*R) (V, error)) ([]V, string, error) {
	rows, err := list[R](ctx, t, k, c)
	if err != nil {
		return nil, "", err
	}
	rows, next := cut(k, rows, markOf)
	values := make([]V, len(rows))
	for i := range rows {
		if values[i], err = as(&rows[i]); err != nil {
			return nil, "", t.failed(ctx, "read "+k.list, err)
		}
	}
	return values, next, nil
}
