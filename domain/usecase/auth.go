package usecase

import (
	"context"
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
)

// LoginLifetime is how long a login lasts.
const LoginLifetime = 12 * time.Hour

// Login delays: after some wrong passwords in a row each further one doubles the
// wait, up to maxDelay; an account or address that is quiet for forgetAfter
// starts anew. The waits of account and address both hold. An address has more
// failures free: a hall of people stands behind one.
const (
	freeOfAccount = 5
	freeOfAddress = 50
	firstDelay    = time.Second
	maxDelay      = 15 * time.Minute
	forgetAfter   = 24 * time.Hour
)

// LoginInput is one try to log in. Address is the client's, for the delays.
type LoginInput struct {
	Username  string
	Password  string
	Address   string
	TokenName string
}

// LoggedIn is a fresh login: the only moment its secret is known.
type LoggedIn struct {
	Secret string
	Token  account.Token
	User   account.User
}

// Login checks name and password. It returns too_many while a delay runs, and
// one and the same unauthenticated error for a wrong name, a wrong password and
// a disabled account, after the same work.
func (a *App) Login(ctx context.Context, in LoginInput) (LoggedIn, error) {
	now := a.now()
	var user *account.User
	err := a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		user = nil
		if err := charge(ctx, tx, in, now); err != nil {
			return err
		}
		u, err := tx.UserByName(ctx, in.Username)
		if domain.CodeOf(err) != domain.NotFound {
			user = u
			return err
		}
		return nil
	})
	if err != nil {
		return LoggedIn{}, err
	}
	ok, err := a.checkPassword(ctx, user, in.Password)
	if err != nil {
		return LoggedIn{}, err
	}
	if !ok {
		return LoggedIn{}, domain.Fail(domain.Unauthenticated, domain.ReasonBadCredentials)
	}
	return a.newLogin(ctx, *user, in, now)
}

func (a *App) newLogin(ctx context.Context, user account.User, in LoginInput, now time.Time) (LoggedIn, error) {
	secret, hash := account.NewSecret()
	t := account.Token{ID: domain.NewID[domain.TokenKind](now), User: user.ID, Name: in.TokenName, Hash: hash,
		CreatedAt: now, ExpiresAt: now.Add(LoginLifetime)}
	if t.Name == "" {
		t.Name = "login"
	}
	err := a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		if err := discharge(ctx, tx, in, now); err != nil {
			return err
		}
		if err := tx.LoggedIn(ctx, user.ID, now); err != nil {
			return err
		}
		return tx.InsertToken(ctx, &t)
	})
	return LoggedIn{Secret: secret, Token: t, User: user}, err
}

// nobodysHash is checked where there is no such account, so that both take as long.
const nobodysHash = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$4gD6cXyhh6jFGGrrJnp8bJxZSkcSF1zXO/2qcwRDTRU"

func (a *App) checkPassword(ctx context.Context, u *account.User, password string) (bool, error) {
	if u == nil || u.Disabled {
		_, err := a.Passwords.Check(ctx, password, nobodysHash)
		return false, err
	}
	return a.Passwords.Check(ctx, password, u.PasswordHash)
}

// charge refuses the try while a delay runs, else counts it as failed before the
// password is looked at: of many tries at once no more pass than one by one.
func charge(ctx context.Context, tx Tx, in LoginInput, now time.Time) error {
	for _, s := range in.subjects() {
		n, last, err := tx.LoginFailures(ctx, s.name)
		if err != nil {
			return err
		}
		if now.Sub(last) >= forgetAfter {
			n = 0
		}
		if wait := last.Add(delay(n - s.free)).Sub(now); wait > 0 {
			e := domain.Fail(domain.TooMany, domain.ReasonTooManyAttempts).With("seconds", int(wait/time.Second)+1)
			e.RetryAfter = wait
			return e
		}
		if err := tx.SetLoginFailures(ctx, s.name, n+1, now); err != nil {
			return err
		}
	}
	return nil
}

// discharge takes back what charge counted: all of the account's failures, and
// this one of the address's, whose others stand.
func discharge(ctx context.Context, tx Tx, in LoginInput, now time.Time) error {
	subjects := in.subjects()
	if err := tx.SetLoginFailures(ctx, subjects[0].name, 0, now); err != nil {
		return err
	}
	n, last, err := tx.LoginFailures(ctx, subjects[1].name)
	if err != nil {
		return err
	}
	return tx.SetLoginFailures(ctx, subjects[1].name, max(n-1, 0), last)
}

// subject is what failures are counted for, and how many are free.
type subject struct {
	name string
	free int
}

func (in LoginInput) subjects() [2]subject {
	return [2]subject{{"user:" + in.Username, freeOfAccount}, {"address:" + in.Address, freeOfAddress}}
}

// delay returns the wait after the n-th wrong password beyond the free ones.
func delay(n int) time.Duration {
	if n < 0 {
		return 0
	}
	return min(firstDelay<<min(n, 20), maxDelay)
}

// Authenticate returns who holds the token: unauthenticated where it is
// unknown, expired or revoked, or its account is disabled.
func (a *App) Authenticate(ctx context.Context, secret string) (p access.Principal, err error) {
	now := a.now()
	var t *account.Token
	err = a.Store.Read(ctx, func(ctx context.Context, tx Tx) error {
		var u *account.User
		t, u, err = tx.TokenByHash(ctx, account.HashSecret(secret))
		switch {
		case domain.CodeOf(err) == domain.NotFound:
			return domain.Fail(domain.Unauthenticated, domain.ReasonUnauthenticated)
		case err != nil:
			return err
		case !t.RevokedAt.IsZero() || u.Disabled:
			return domain.Fail(domain.Unauthenticated, domain.ReasonUnauthenticated)
		case !now.Before(t.ExpiresAt):
			return domain.Fail(domain.Unauthenticated, domain.ReasonTokenExpired)
		}
		p = access.Principal{User: u.ID, Token: t.ID, Role: u.Role, Dinas: u.Dinas, Scope: t.Scope}
		p.Deputises, err = deputises(ctx, tx, u, now)
		return err
	})
	if err == nil && now.Sub(t.LastUsedAt) >= account.UseResolution {
		err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error { return tx.UsedToken(ctx, t.ID, now) })
	}
	return p, err
}

// Logout revokes the token in use.
func (a *App) Logout(ctx context.Context, p access.Principal) error {
	now := a.now()
	return a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		return tx.RevokeToken(ctx, p.User, p.Token, now)
	})
}

// CreateToken makes a personal API token that lasts days (1..365) and may do
// what scope says, which must be part of what the role may do.
func (a *App) CreateToken(ctx context.Context, p access.Principal, name string, days int, scope []access.Permission) (string, account.Token, error) {
	var faults domain.Faults
	faults.Merge(clean("/name", &name, domain.MaxNameText))
	if days < 1 || days > 365 {
		faults.Add("/expires_in_days", "range", "1-365")
	}
	if len(scope) == 0 {
		faults.Add("/permissions", "required", "")
	}
	if err := faults.Err(); err != nil {
		return "", account.Token{}, err
	}
	for _, perm := range scope {
		if !slices.Contains(p.Permissions(), perm) {
			return "", account.Token{}, domain.Fail(domain.Invalid, domain.ReasonScopeTooWide).With("permission", string(perm))
		}
	}
	now := a.now()
	secret, hash := account.NewSecret()
	t := account.Token{ID: domain.NewID[domain.TokenKind](now), User: p.User, Name: name, Hash: hash, Scope: scope,
		CreatedAt: now, ExpiresAt: now.AddDate(0, 0, days)}
	err := a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error { return tx.InsertToken(ctx, &t) })
	return secret, t, err
}

// ListTokens returns the account's tokens that were not revoked, newest first.
func (a *App) ListTokens(ctx context.Context, p access.Principal) (list []account.Token, err error) {
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		list, err = tx.ListTokens(ctx, p.User)
		return err
	})
	return list, err
}

// RevokeToken ends one of the account's own tokens.
func (a *App) RevokeToken(ctx context.Context, p access.Principal, id domain.TokenID) error {
	now := a.now()
	return a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error { return tx.RevokeToken(ctx, p.User, id, now) })
}
