package cmd

import (
	"context"
	"fmt"

	"audiensi/domain/usecase"

	"github.com/alexedwards/argon2id"
)

// passwordParams are OWASP's for argon2id: 19 MiB, two passes, one lane. A hash
// names its own parameters, so raising them here leaves older ones valid.
var passwordParams = &argon2id.Params{Memory: 19 << 10, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// passwordsAtOnce bounds how much memory and processor all logins together take.
const passwordsAtOnce = 2

// passwords hashes and checks passwords, at most passwordsAtOnce at a time;
// who waits longer than its context gives up.
type passwords struct{ places chan struct{} }

// NewPasswords returns argon2id with a bound on how many are at work at once.
func NewPasswords() usecase.Passwords { return passwords{make(chan struct{}, passwordsAtOnce)} }

// Hash returns the argon2id hash of the password in PHC string form.
func (p passwords) Hash(ctx context.Context, password string) (hash string, err error) {
	if err := p.enter(ctx); err != nil {
		return "", err
	}
	defer p.leave()
	return argon2id.CreateHash(password, passwordParams)
}

// Check reports whether the hash is the password's.
func (p passwords) Check(ctx context.Context, password, hash string) (bool, error) {
	if err := p.enter(ctx); err != nil {
		return false, err
	}
	defer p.leave()
	return argon2id.ComparePasswordAndHash(password, hash)
}

func (p passwords) enter(ctx context.Context) error {
	select {
	case p.places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for a password check: %w", context.Cause(ctx))
	}
}

func (p passwords) leave() { <-p.places }
