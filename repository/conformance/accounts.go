package conformance

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
	"audiensi/domain/domaintest"
	"audiensi/domain/usecase"
)

func testAccounts(s suite) {
	s.run("user", testUser)
	s.run("username_taken", testUsernameTaken)
	s.run("administrators", testAdministrators)
	s.run("tokens", testTokens)
	s.run("login_failures", testLoginFailures)
	s.run("deputies", testDeputies)
}

func testUser(s suite) {
	kept[account.User]{
		suite: s, thing: domaintest.User("ani", access.Staff), version: func(v *account.User) *int64 { return &v.Version },
		save: func(tx usecase.Tx) func(context.Context, *account.User) error { return tx.SaveUser },
		load: func(ctx context.Context, tx usecase.Tx, v *account.User) (*account.User, error) {
			return tx.UserByName(ctx, v.Username)
		},
		change: func(v *account.User) { v.Dinas, v.Role, v.Disabled, v.Language = "", access.Inspector, true, "en" },
	}.test()
}

func (s suite) addUser(username string, role access.Role) account.User {
	s.Helper()
	u := domaintest.User(username, role)
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		u.Version = 0
		return tx.SaveUser(ctx, &u)
	})
	return u
}

func testUsernameTaken(s suite) {
	s.addUser("siti", access.Moderator)
	other := domaintest.User("siti", access.Inspector)
	err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error { return tx.SaveUser(ctx, &other) })
	e := s.refused("insert", err, domain.Conflict, domain.ReasonAlreadyExists)
	s.equal("what", "username", e.Params["what"])
	s.equal("code", "siti", e.Params["code"])
}

func testAdministrators(s suite) {
	count := func() (n int) {
		s.tx(func(ctx context.Context, tx usecase.Tx) (err error) {
			n, err = tx.CountAdministrators(ctx)
			return err
		})
		return n
	}
	s.equal("none", 0, count())
	s.addUser("admin1", access.Administrator)
	second := s.addUser("admin2", access.Administrator)
	s.equal("two", 2, count())
	second.Disabled = true
	s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.SaveUser(ctx, &second) })
	s.equal("one is disabled", 1, count())
}

func testTokens(s suite) {
	u, other := s.addUser("agus", access.Moderator), s.addUser("budi", access.Moderator)
	old := domaintest.Token(u.ID, "laptop", domaintest.Now)
	fresh := domaintest.Token(u.ID, "hp", domaintest.Now.Add(time.Minute))
	fresh.Scope = []access.Permission{access.QuestionRead}
	third := domaintest.Token(u.ID, "", domaintest.Now.Add(2*time.Minute))
	third.Scope = []access.Permission{}
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		for _, t := range []account.Token{old, fresh, third} {
			if err := tx.InsertToken(ctx, &t); err != nil {
				return err
			}
		}
		return nil
	})
	list := func() (tokens []account.Token) {
		s.view(func(ctx context.Context, tx usecase.Tx) (err error) {
			tokens, err = tx.ListTokens(ctx, u.ID)
			return err
		})
		return tokens
	}
	s.equal("newest first", []account.Token{third, fresh, old}, list())
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		token, user, err := tx.TokenByHash(ctx, fresh.Hash)
		s.equal("token", &fresh, token)
		s.equal("its user", &u, user)
		_, _, missing := tx.TokenByHash(ctx, [32]byte{1})
		s.refused("unknown token", missing, domain.NotFound, "")
		return err
	})
	used := domaintest.Now.Add(30 * time.Minute)
	for _, at := range []time.Time{used, used.Add(time.Minute)} {
		s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.UsedToken(ctx, fresh.ID, at) })
	}
	fresh.LastUsedAt = used // the minute is below the resolution
	s.equal("used", []account.Token{third, fresh, old}, list())
	at := domaintest.Now.Add(time.Hour)
	revoke := func(user domain.UserID, id domain.TokenID, at time.Time) error {
		return s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error { return tx.RevokeToken(ctx, user, id, at) })
	}
	s.refused("somebody else's", revoke(other.ID, old.ID, at), domain.NotFound, "")
	s.must(revoke(u.ID, old.ID, at), revoke(u.ID, old.ID, at), revoke(u.ID, old.ID, at.Add(time.Hour)))
	s.equal("left", []account.Token{third, fresh}, list())
	s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.RevokeTokens(ctx, u.ID, fresh.ID, at) })
	s.equal("kept", []account.Token{fresh}, list())
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		return tx.RevokeTokens(ctx, u.ID, domain.TokenID{}, at)
	})
	s.equal("none", 0, len(list()))
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		token, _, err := tx.TokenByHash(ctx, old.Hash)
		s.equal("revoked at", at, token.RevokedAt)
		return err
	})
}

func testLoginFailures(s suite) {
	at := domaintest.Now
	check := func(subject string, n int, at time.Time) {
		s.Helper()
		s.view(func(ctx context.Context, tx usecase.Tx) error {
			gotN, gotAt, err := tx.LoginFailures(ctx, subject)
			s.equal("failures of "+subject, n, gotN)
			s.equal("last failure of "+subject, at, gotAt)
			return err
		})
	}
	set := func(subject string, n int, at time.Time) {
		s.Helper()
		s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.SetLoginFailures(ctx, subject, n, at) })
	}
	check("ani", 0, time.Time{})
	set("ani", 1, at)
	set("ani ", 7, at)
	set("ani", 2, at.Add(time.Minute))
	set("ani", 2, at.Add(time.Minute)) // the same again is no error
	check("ani", 2, at.Add(time.Minute))
	set("ani", 0, at)
	check("ani", 0, time.Time{})
	check("ani ", 7, at)
}
