package usecase

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
)

// Me returns the principal's own account.
func (a *App) Me(ctx context.Context, p access.Principal) (*account.User, error) {
	return a.user(ctx, p.User)
}

// GetUser returns one account.
func (a *App) GetUser(ctx context.Context, p access.Principal, id domain.UserID) (*account.User, error) {
	if err := p.Require(access.UserRead); err != nil {
		return nil, err
	}
	return a.user(ctx, id)
}

func (a *App) user(ctx context.Context, id domain.UserID) (u *account.User, err error) {
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		u, err = tx.LoadUser(ctx, id)
		return err
	})
	return u, err
}

// ListUsers returns a page of accounts in order of username.
func (a *App) ListUsers(ctx context.Context, p access.Principal, page Page) (list []account.User, next string, err error) {
	if err := p.Require(access.UserRead); err != nil {
		return nil, "", err
	}
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		list, next, err = tx.ListUsers(ctx, page)
		return err
	})
	return list, next, err
}

// CreateUser adds an account.
func (a *App) CreateUser(ctx context.Context, p access.Principal, u account.User, password string) (*account.User, error) {
	if err := p.Require(access.UserWrite); err != nil {
		return nil, err
	}
	return a.AddUser(ctx, p.Actor(), u, password)
}

// AddUser adds an account on behalf of by: also the operator at the machine,
// who makes the first administrator.
func (a *App) AddUser(ctx context.Context, by domain.Actor, u account.User, password string) (*account.User, error) {
	now := a.now()
	var faults domain.Faults
	faults.Merge(u.Validate())
	faults.Merge(account.ValidatePassword("/password", u.Username, password))
	if err := faults.Err(); err != nil {
		return nil, err
	}
	hash, err := a.Passwords.Hash(ctx, password)
	if err != nil {
		return nil, err
	}
	u.ID, u.CreatedAt, u.PasswordHash = domain.NewID[domain.UserKind](now), now, hash
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		u.Version = 0
		return saveUser(ctx, tx, by, &u, "user.created", now)
	})
	return &u, err
}

func saveUser(ctx context.Context, tx Tx, by domain.Actor, u *account.User, kind ledger.Kind, now time.Time) error {
	if u.Role.OfDinas() {
		if err := activeDinas(ctx, tx, "/dinas", u.Dinas, now); err != nil && !u.Disabled {
			return err
		}
	}
	if err := tx.SaveUser(ctx, u); err != nil {
		return err
	}
	public := *u
	public.PasswordHash, public.LastLoginAt = "", time.Time{}
	return recordSetting(ctx, tx, by, u.ID.Stream(), kind, public, now)
}

// UserChange is what changes of an account; nil members stay.
type UserChange struct {
	Name     *string
	Role     *access.Role
	Dinas    *dinas.Code
	Disabled *bool
	Language *string
}

// UpdateUser changes an account. Disabling it, or changing what it may do,
// revokes its tokens. The last administrator stays one. What changes nothing makes
// no new version.
func (a *App) UpdateUser(ctx context.Context, p access.Principal, id domain.UserID, version int64, c UserChange) (*account.User, error) {
	if err := p.Require(access.UserWrite); err != nil {
		return nil, err
	}
	return a.ChangeUser(ctx, p.Actor(), id, &version, c)
}

// ChangeUser is UpdateUser on behalf of by; with version nil it takes the
// account as it is (the operator at the machine).
func (a *App) ChangeUser(ctx context.Context, by domain.Actor, id domain.UserID, version *int64, c UserChange) (u *account.User, err error) {
	now := a.now()
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		if u, err = tx.LoadUser(ctx, id); err != nil {
			return err
		}
		if version != nil && u.Version != *version {
			return stale(u.Version)
		}
		before := *u
		c.apply(u)
		if err := u.Validate(); err != nil || unchanged(&before, u) {
			return err
		}
		if err := saveUser(ctx, tx, by, u, "user.changed", now); err != nil {
			return err
		}
		if err := keepAdministrator(ctx, tx, before); err != nil {
			return err
		}
		if u.Disabled || u.Role != before.Role || u.Dinas != before.Dinas {
			return tx.RevokeTokens(ctx, id, domain.TokenID{}, now)
		}
		return nil
	})
	return u, err
}

func (c UserChange) apply(u *account.User) {
	set(&u.Name, c.Name)
	set(&u.Role, c.Role)
	set(&u.Dinas, c.Dinas)
	set(&u.Disabled, c.Disabled)
	set(&u.Language, c.Language)
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

func keepAdministrator(ctx context.Context, tx Tx, before account.User) error {
	if before.Role != access.Administrator || before.Disabled {
		return nil
	}
	n, err := tx.CountAdministrators(ctx)
	if err == nil && n == 0 {
		return domain.Fail(domain.Conflict, domain.ReasonLastAdministrator)
	}
	return err
}

// ChangePassword sets the principal's own password and ends all its other tokens.
func (a *App) ChangePassword(ctx context.Context, p access.Principal, current, next string) error {
	u, err := a.user(ctx, p.User)
	if err != nil {
		return err
	}
	ok, err := a.Passwords.Check(ctx, current, u.PasswordHash)
	if err != nil {
		return err
	}
	if !ok {
		return domain.InvalidField("/current_password", "password_wrong", "")
	}
	if current == next {
		return domain.Fail(domain.Invalid, domain.ReasonPasswordMustDiff)
	}
	return a.setPassword(ctx, p.Actor(), p.User, p.Token, next)
}

// ResetPassword sets an account's password and ends all its tokens.
func (a *App) ResetPassword(ctx context.Context, p access.Principal, id domain.UserID, password string) error {
	if err := p.Require(access.UserWrite); err != nil {
		return err
	}
	return a.SetPassword(ctx, p.Actor(), id, password)
}

// SetPassword is ResetPassword on behalf of by: also the operator at the machine.
func (a *App) SetPassword(ctx context.Context, by domain.Actor, id domain.UserID, password string) error {
	return a.setPassword(ctx, by, id, domain.TokenID{}, password)
}

func (a *App) setPassword(ctx context.Context, by domain.Actor, id domain.UserID, keep domain.TokenID, password string) error {
	u, err := a.user(ctx, id)
	if err != nil {
		return err
	}
	if err := account.ValidatePassword("/new_password", u.Username, password); err != nil {
		return err
	}
	hash, err := a.Passwords.Hash(ctx, password)
	if err != nil {
		return err
	}
	now := a.now()
	return a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		u, err := tx.LoadUser(ctx, id)
		if err != nil {
			return err
		}
		u.PasswordHash = hash
		if err := tx.RevokeTokens(ctx, id, keep, now); err != nil {
			return err
		}
		return saveUser(ctx, tx, by, u, "user.password_changed", now)
	})
}

// UserNamed returns the account with the username, for the operator at the machine.
func (a *App) UserNamed(ctx context.Context, username string) (u *account.User, err error) {
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		u, err = tx.UserByName(ctx, username)
		return err
	})
	return u, err
}
