package usecase

import (
	"context"
	"crypto/rand"
	"strconv"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
	"audiensi/domain/dinas"
	"audiensi/domain/transfer"
)

// accountOf returns the account as it is made here: disabled. Its identifier is
// that of the events, so that timelines name the person.
func accountOf(line transfer.Account) account.User {
	return account.User{ID: line.ID, Username: line.Username, Name: line.Name, Role: access.Role(line.Role),
		Dinas: dinas.Code(line.Dinas), Language: line.Language, Disabled: true}
}

// maxUsername bounds a username's length; see account.User.Validate.
const maxUsername = 40

// freeUsername returns the username, or with the first suffix from -2 on that
// nobody has.
func freeUsername(ctx context.Context, tx Tx, username string) (string, error) {
	name := username
	for n := 2; ; n++ {
		_, err := tx.UserByName(ctx, name)
		if domain.CodeOf(err) == domain.NotFound {
			return name, nil
		}
		if err != nil {
			return "", err
		}
		suffix := "-" + strconv.Itoa(n)
		name = username[:min(len(username), maxUsername-len(suffix))] + suffix
	}
}

// accounts makes the accounts that are not here. They have a password that nobody
// knows: who enables one sets another first.
func (im *transferImport) accounts(ctx context.Context) error {
	for _, u := range im.plan.Accounts {
		hash, err := im.app.Passwords.Hash(ctx, rand.Text())
		if err != nil {
			return err
		}
		now := im.app.now()
		u.PasswordHash, u.CreatedAt = hash, now
		err = im.app.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
			fresh := u
			if _, err := tx.LoadUser(ctx, u.ID); domain.CodeOf(err) != domain.NotFound {
				return err
			}
			return saveUser(ctx, tx, im.by, &fresh, "user.created", now)
		})
		if err != nil {
			return err
		}
		im.stored.Accounts++
	}
	return nil
}
