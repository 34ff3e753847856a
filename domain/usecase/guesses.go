package usecase

import (
	"context"
	"errors"
	"time"

	"audiensi/domain"
)

// freeGuesses is how many wrong receipts and desa codes an address may show
// before it has to wait; each further one doubles the wait, as login does. With
// 2^60 codes, a hundred thousand addresses that try for a year find one of a
// million questions with a chance of less than one in a hundred.
const freeGuesses = 50

func guesses(address string) string { return "receipt:" + address }

// ErrUnknownCode is the cause of a not_found error where it is the receipt, or the
// code of a desa, that leads nowhere.
var ErrUnknownCode = errors.New("unknown code")

// unknownCode says of a not_found error that it is the code's.
func unknownCode(err error) error {
	if domain.CodeOf(err) != domain.NotFound {
		return err
	}
	return &domain.Error{Code: domain.NotFound, Reason: domain.ReasonNotFound, Err: ErrUnknownCode}
}

// MayTryCode returns too_many while the address has to wait. It holds for all
// replicas and after a restart: who waits longer than that does not guess.
func (a *App) MayTryCode(ctx context.Context, address string) error {
	now := a.now()
	return a.Store.Read(ctx, func(ctx context.Context, tx Tx) error {
		n, last, err := tx.LoginFailures(ctx, guesses(address))
		if err != nil || now.Sub(last) >= forgetAfter {
			return err
		}
		if wait := last.Add(delay(n - 1 - freeGuesses)).Sub(now); wait > 0 {
			e := domain.Fail(domain.TooMany, domain.ReasonTooManyRequests).With("seconds", int(wait/time.Second)+1)
			e.RetryAfter = wait
			return e
		}
		return nil
	})
}

// WrongCode counts a code that leads nowhere against the address.
func (a *App) WrongCode(ctx context.Context, address string) error {
	now := a.now()
	return a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		n, last, err := tx.LoginFailures(ctx, guesses(address))
		if err != nil {
			return err
		}
		if now.Sub(last) >= forgetAfter {
			n = 0
		}
		return tx.SetLoginFailures(ctx, guesses(address), n+1, now)
	})
}
