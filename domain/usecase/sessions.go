package usecase

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/ledger"
	"audiensi/domain/session"
)

// PlanSession plans a session.
func (a *App) PlanSession(ctx context.Context, p access.Principal, s session.Session) (*session.Session, error) {
	if err := p.Require(access.SessionWrite); err != nil {
		return nil, err
	}
	now := a.now()
	s.ID, s.Status, s.Version = domain.NewID[domain.SessionKind](now), session.Planned, 0
	err := a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		s.Version = 0
		if err := checkSession(ctx, tx, &s); err != nil {
			return err
		}
		return saveSession(ctx, tx, p, &s, "session.planned", now)
	})
	return &s, err
}

// UpdateSession replaces what was planned; its state stays. What changes nothing
// makes no new version.
func (a *App) UpdateSession(ctx context.Context, p access.Principal, id domain.SessionID, version int64, with session.Session) (*session.Session, error) {
	return a.changeSession(ctx, p, id, version, "session.changed", func(ctx context.Context, tx Tx, s *session.Session) error {
		if err := s.Replan(with); err != nil {
			return err
		}
		return checkSession(ctx, tx, s)
	})
}

// OpenSession opens the session for capture.
func (a *App) OpenSession(ctx context.Context, p access.Principal, id domain.SessionID, version int64) (*session.Session, error) {
	now := a.now()
	return a.changeSession(ctx, p, id, version, "session.opened", func(_ context.Context, _ Tx, s *session.Session) error {
		return s.OpenAt(now)
	})
}

func (a *App) changeSession(ctx context.Context, p access.Principal, id domain.SessionID, version int64, kind ledger.Kind, change func(context.Context, Tx, *session.Session) error) (s *session.Session, err error) {
	if err := p.Require(access.SessionWrite); err != nil {
		return nil, err
	}
	now := a.now()
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		if s, err = tx.LoadSession(ctx, id); err != nil {
			return err
		}
		if s.Version != version {
			return stale(s.Version)
		}
		before := *s
		if err := change(ctx, tx, s); err != nil || unchanged(&before, s) {
			return err
		}
		return saveSession(ctx, tx, p, s, kind, now)
	})
	return s, err
}

func stale(version int64) error {
	return domain.Fail(domain.Stale, domain.ReasonStale).With("version", version)
}

// checkSession validates the session and what it names.
func checkSession(ctx context.Context, tx Tx, s *session.Session) error {
	var faults domain.Faults
	faults.Merge(s.Validate())
	for i, code := range s.Kecamatan {
		if err := mustExist(&faults, "/kecamatan", i, code, func() error { _, err := tx.LoadKecamatan(ctx, code); return err }); err != nil {
			return err
		}
	}
	for i, r := range s.Resources {
		if r.Dinas == "" {
			continue
		}
		if err := mustExist(&faults, "/resource_persons", i, string(r.Dinas), func() error { _, err := tx.LoadDinas(ctx, r.Dinas); return err }); err != nil {
			return err
		}
	}
	for i, id := range s.Moderators {
		if err := mustExist(&faults, "/moderators", i, id.String(), func() error { return isModerator(ctx, tx, id) }); err != nil {
			return err
		}
	}
	return faults.Err()
}

// isModerator returns not_found unless the account is a moderator's.
func isModerator(ctx context.Context, tx Tx, id domain.UserID) error {
	u, err := tx.LoadUser(ctx, id)
	if err == nil && u.Role != access.Moderator {
		return domain.Fail(domain.NotFound, domain.ReasonNotFound)
	}
	return err
}

// Session returns one session.
func (a *App) Session(ctx context.Context, p access.Principal, id domain.SessionID) (s *session.Session, err error) {
	if err := p.Require(access.SessionRead); err != nil {
		return nil, err
	}
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		s, err = tx.LoadSession(ctx, id)
		return err
	})
	return s, err
}

// ListSessions returns a page of sessions, the latest day first.
func (a *App) ListSessions(ctx context.Context, p access.Principal, f SessionFilter, page Page) (list []session.Session, next string, err error) {
	if err := p.Require(access.SessionRead); err != nil {
		return nil, "", err
	}
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		list, next, err = tx.ListSessions(ctx, f, page)
		return err
	})
	return list, next, err
}
