package usecase

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
	"audiensi/domain/ledger"
)

// AddDeputy lets one account stand in for another of its dinas while that is
// absent. Staff say so for themselves, an approver for everybody of the dinas,
// an administrator for anybody.
func (a *App) AddDeputy(ctx context.Context, p access.Principal, d account.Deputy) (*account.Deputy, error) {
	if err := p.Require(access.DeputyWrite); err != nil {
		return nil, err
	}
	if err := d.Validate(); err != nil {
		return nil, err
	}
	now := a.now()
	d.ID, d.CreatedAt = domain.NewID[domain.DeputyKind](now), now
	err := a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		d.Version = 0
		if err := completeDeputy(ctx, tx, p, &d, domain.DateOf(now)); err != nil {
			return err
		}
		return saveDeputy(ctx, tx, p, &d, "deputy.named", now)
	})
	return &d, err
}

// completeDeputy checks both accounts and sets their dinas.
func completeDeputy(ctx context.Context, tx Tx, p access.Principal, d *account.Deputy, today domain.Date) error {
	var faults domain.Faults
	absent, err := deputyAccount(ctx, tx, "/user_id", d.User, &faults)
	if err != nil {
		return err
	}
	standsIn, err := deputyAccount(ctx, tx, "/deputy_id", d.Deputy, &faults)
	if err != nil {
		return err
	}
	if d.To.Before(today) {
		faults.Add("/to", "not_past", today.String())
	}
	if err := faults.Err(); err != nil {
		return err
	}
	if d.Dinas = absent.Dinas; standsIn.Dinas != absent.Dinas {
		return domain.Fail(domain.Conflict, domain.ReasonDeputyOfOther)
	}
	return mayNameDeputy(p, d)
}

func deputyAccount(ctx context.Context, tx Tx, pointer string, id domain.UserID, faults *domain.Faults) (account.User, error) {
	u, err := tx.LoadUser(ctx, id)
	if domain.CodeOf(err) == domain.NotFound {
		faults.Add(pointer, "exists", "")
		return account.User{}, nil
	}
	if err != nil {
		return account.User{}, err
	}
	if u.Disabled || !u.Role.OfDinas() {
		faults.Add(pointer, "dinas_account", "")
	}
	return *u, nil
}

func mayNameDeputy(p access.Principal, d *account.Deputy) error {
	switch {
	case p.Role == access.Administrator, p.User == d.User, p.Role == access.Approver && p.Dinas == d.Dinas:
		return nil
	}
	return domain.Fail(domain.Forbidden, domain.ReasonForbidden)
}

func saveDeputy(ctx context.Context, tx Tx, p access.Principal, d *account.Deputy, kind ledger.Kind, now time.Time) error {
	if err := tx.SaveDeputy(ctx, d); err != nil {
		return err
	}
	return recordSetting(ctx, tx, p.Actor(), d.ID.Stream(), kind, d, now)
}

// EndDeputy ends it before its time; ended already, it stays as it is.
func (a *App) EndDeputy(ctx context.Context, p access.Principal, id domain.DeputyID, version int64) (d *account.Deputy, err error) {
	if err := p.Require(access.DeputyWrite); err != nil {
		return nil, err
	}
	now := a.now()
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		if d, err = tx.LoadDeputy(ctx, id); err != nil {
			return err
		}
		switch may := mayNameDeputy(p, d); {
		case may != nil && p.Dinas != d.Dinas:
			return domain.Fail(domain.NotFound, domain.ReasonNotFound)
		case may != nil:
			return may
		case d.Version != version:
			return stale(d.Version)
		case !d.EndedAt.IsZero():
			return nil
		}
		d.EndedAt = now
		return saveDeputy(ctx, tx, p, d, "deputy.ended", now)
	})
	return d, err
}

// ListDeputies returns a page of those of the principal's dinas, or of all for
// who belongs to none, the latest first.
func (a *App) ListDeputies(ctx context.Context, p access.Principal, page Page) (list []account.Deputy, next string, err error) {
	if err := p.Require(access.DeputyRead); err != nil {
		return nil, "", err
	}
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		list, next, err = tx.ListDeputies(ctx, p.Dinas, page)
		return err
	})
	return list, next, err
}

// deputises returns for whom the account of a dinas stands in today.
func deputises(ctx context.Context, tx Tx, u *account.User, now time.Time) ([]access.Deputised, error) {
	if !u.Role.OfDinas() {
		return nil, nil
	}
	return tx.Deputises(ctx, u.ID, domain.DateOf(now))
}
