package conformance

import (
	"context"
	"errors"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/routing"
	"audiensi/domain/usecase"
)

// testMemory: what a store may answer from memory is never older than its own
// last commit, and never what was rolled back.
func testMemory(s suite) {
	s.run("change_shows_at_once", testChangeShows)
	s.run("rolled_back_change_never_shows", testRolledBackNeverShows)
	s.run("old_snapshot_is_not_remembered", testOldSnapshot)
	s.run("revoked_token", testRevokedShows)
	s.run("rules", testRulesShow)
}

func (s suite) title(id domain.SessionID) (title string) {
	s.Helper()
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		v, err := tx.LoadSession(ctx, id)
		if err == nil {
			title = v.Title
		}
		return err
	})
	return title
}

func (s suite) rename(id domain.SessionID, title string) {
	s.Helper()
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		v, err := tx.LoadSession(ctx, id)
		if err != nil {
			return err
		}
		v.Title = title
		if err := tx.SaveSession(ctx, v); err != nil {
			return err
		}
		again, err := tx.LoadSession(ctx, id)
		s.equal("in the unit itself", title, again.Title)
		return err
	})
}

func (s suite) addSession() domain.SessionID {
	s.Helper()
	v := domaintest.Session()
	s.tx(func(ctx context.Context, tx usecase.Tx) error { v.Version = 0; return tx.SaveSession(ctx, &v) })
	return v.ID
}

func testChangeShows(s suite) {
	id := s.addSession()
	for _, title := range []string{"satu", "dua", "tiga"} {
		s.rename(id, title)
		s.equal("title", title, s.title(id))
	}
}

func testRolledBackNeverShows(s suite) {
	id, failure := s.addSession(), errors.New("failure")
	was := s.title(id)
	err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
		v, err := tx.LoadSession(ctx, id)
		s.must(err)
		v.Title = "tidak jadi"
		v.Kecamatan = nil
		s.must(tx.SaveSession(ctx, v))
		_, err = tx.LoadSession(ctx, id)
		s.must(err)
		return failure
	})
	if !errors.Is(err, failure) {
		s.Error(err)
	}
	s.equal("title", was, s.title(id))
}

// testOldSnapshot: a view that began before a change reads the session after it.
// It may see the old one, but must not leave it behind for others. A database
// with one connection cannot come to that.
func testOldSnapshot(s suite) {
	id, other := s.addSession(), s.addSession()
	s.rename(id, "lama")
	began, changed := make(chan struct{}), make(chan struct{})
	done := make(chan error, 1)
	go func() {
		done <- s.store.View(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
			_, err := tx.CountAdministrators(ctx) // the snapshot is taken here
			close(began)
			if s.concurrent {
				<-changed
			}
			_, loadErr := tx.LoadSession(ctx, id)
			return errors.Join(err, loadErr)
		})
	}()
	<-began
	s.rename(id, "baru")
	s.rename(other, "lain")
	close(changed)
	s.must(<-done)
	s.equal("title", "baru", s.title(id))
}

func testRevokedShows(s suite) {
	u := s.addUser("joko", "moderator")
	token := domaintest.Token(u.ID, "", domaintest.Now)
	find := func() (at bool, disabled bool) {
		s.view(func(ctx context.Context, tx usecase.Tx) error {
			t, user, err := tx.TokenByHash(ctx, token.Hash)
			if err != nil {
				return err
			}
			at, disabled = t.RevokedAt.IsZero(), user.Disabled
			return nil
		})
		return at, disabled
	}
	s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.InsertToken(ctx, &token) })
	find()
	u.Disabled = true
	s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.SaveUser(ctx, &u) })
	_, disabled := find()
	s.equal("disabled", true, disabled)
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		return tx.RevokeToken(ctx, u.ID, token.ID, domaintest.Now)
	})
	valid, _ := find()
	s.equal("valid", false, valid)
}

func testRulesShow(s suite) {
	f := usecase.ReferenceFilter{On: domaintest.Day(3, 3)}
	list := func() (rules []routing.Rule) {
		s.view(func(ctx context.Context, tx usecase.Tx) (err error) {
			rules, _, err = tx.ListRules(ctx, f, usecase.Page{})
			return err
		})
		return rules
	}
	s.equal("none", 0, len(list()))
	r := domaintest.Rule(1, "dinsos")
	s.tx(func(ctx context.Context, tx usecase.Tx) error { r.Version = 0; return tx.SaveRule(ctx, &r) })
	rules := list()
	s.equal("one", []routing.Rule{r}, rules)
	rules[0].Dinas, rules[0].Terms[0] = "changed by the caller", "changed too"
	s.equal("still the same", []routing.Rule{r}, list())
}
