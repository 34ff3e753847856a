package usecase

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/session"
)

// DesaCode lets the kades of a desa follow what was asked from there in one
// session. It is handed out on paper at the attendance; only its hash is stored.
type DesaCode struct {
	Session  domain.SessionID
	Desa     string
	Hash     ledger.Hash
	IssuedAt time.Time
}

// DesaCodes stores the codes, one for each session and desa.
type DesaCodes interface {
	// SaveDesaCode replaces the code that the desa has in the session.
	SaveDesaCode(ctx context.Context, c DesaCode) error
	// DesaCodeByHash returns not_found if there is none.
	DesaCodeByHash(ctx context.Context, hash ledger.Hash) (*DesaCode, error)
}

// IssuedCode is a fresh code: the only moment it is known.
type IssuedCode struct {
	Desa      string
	Name      string
	Kecamatan string
	Code      domain.Receipt
}

// IssueDesaCodes makes a code for each of the desa, or for all of the session's
// kecamatan where none is named; codes that they had lead nowhere from then on.
// The codes are in order of the desa's.
func (a *App) IssueDesaCodes(ctx context.Context, p access.Principal, id domain.SessionID, desa []string) (s *session.Session, issued []IssuedCode, err error) {
	if err := p.Require(access.SessionWrite); err != nil {
		return nil, nil, err
	}
	now := a.now()
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		if s, err = tx.LoadSession(ctx, id); err != nil {
			return err
		}
		if issued, err = desaOfSession(ctx, tx, s, desa); err != nil {
			return err
		}
		var codes []string
		for i := range issued {
			issued[i].Code = domain.DeriveReceipt(rand.Text(), []byte(rand.Text()))
			codes = append(codes, issued[i].Desa)
			c := DesaCode{Session: id, Desa: issued[i].Desa, Hash: issued[i].Code.DesaHash(), IssuedAt: now}
			if err := tx.SaveDesaCode(ctx, c); err != nil {
				return err
			}
		}
		return recordSetting(ctx, tx, p.Actor(), id.Stream(), "session.desa_codes_issued", codes, now)
	})
	return s, issued, err
}

// desaOfSession returns the desa of the session's kecamatan on its day: all, or
// those named, each of which must be one of them.
func desaOfSession(ctx context.Context, tx Tx, s *session.Session, named []string) ([]IssuedCode, error) {
	all := map[string]IssuedCode{}
	var list []IssuedCode
	for _, kecamatan := range s.Kecamatan {
		k, err := tx.LoadKecamatan(ctx, kecamatan)
		if err != nil {
			return nil, err
		}
		desa, _, err := tx.ListDesa(ctx, ReferenceFilter{On: s.Date, Kecamatan: kecamatan}, Page{})
		if err != nil {
			return nil, err
		}
		for _, d := range desa {
			all[d.Code] = IssuedCode{Desa: d.Code, Name: d.Name, Kecamatan: k.Name}
			list = append(list, all[d.Code])
		}
	}
	if len(named) == 0 {
		return list, nil
	}
	var faults domain.Faults
	list = nil
	for i, code := range named {
		d, ok := all[code]
		if !ok {
			faults.Add(fmt.Sprintf("/desa/%d", i), "of_session", code)
		}
		list = append(list, d)
	}
	return list, faults.Err()
}

// DesaList is what was asked from one desa in one session.
type DesaList struct {
	Session   SessionSummary
	Desa      string // its name
	Questions []Tracked
	Next      string
}

// TrackDesa returns what was asked from the code's desa in its session, without
// the askers' names, and with what its texts tell of people masked; the latest
// first. What is told in confidence is left out.
func (a *App) TrackDesa(ctx context.Context, code domain.Receipt, page Page) (l DesaList, err error) {
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		l = DesaList{}
		c, err := tx.DesaCodeByHash(ctx, code.DesaHash())
		if err != nil {
			return unknownCode(err)
		}
		d, err := tx.LoadDesa(ctx, c.Desa)
		if err != nil {
			return err
		}
		l.Desa = d.Name
		f := QuestionFilter{Session: c.Session, Desa: c.Desa, Confidential: new(bool)}
		var states []question.State
		if states, l.Next, err = tx.ListQuestions(ctx, f, page); err != nil {
			return err
		}
		m, err := masker(ctx, tx, c.Session, states...)
		if err != nil {
			return err
		}
		for _, s := range states {
			t := Tracked{State: s}
			if err := t.summarise(ctx, tx); err != nil {
				return err
			}
			t.mask(m)
			l.Questions = append(l.Questions, t)
		}
		l.Session, err = sessionSummary(ctx, tx, c.Session)
		return err
	})
	return l, err
}
