package usecase

import (
	"context"
	"crypto/sha256"
	"slices"
	"strings"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/session"
)

// needs are the codes of reference data that a file names.
type needs map[MissingReference]bool

func (n needs) add(kind, code string) {
	if code != "" {
		n[MissingReference{kind, code}] = true
	}
}

func (n needs) ofActors(events []*ledger.Event) {
	for _, e := range events {
		n.add("dinas", e.Actor.Dinas)
	}
}

func (n needs) ofSession(s *session.Session) {
	for _, code := range s.Kecamatan {
		n.add("kecamatan", code)
	}
	for _, r := range s.Resources {
		n.add("dinas", string(r.Dinas))
	}
}

func (n needs) ofAttendee(a *session.Attendee) {
	n.add("desa", a.Desa)
	n.add("kecamatan", a.Kecamatan)
}

// ofQuestion adds what the question says now and ever said.
func (n needs) ofQuestion(s *question.State, events []*ledger.Event) {
	n.add("desa", s.Asker.Desa)
	n.add("kecamatan", s.Asker.Kecamatan)
	n.add("category", string(s.Proposal.Category))
	n.add("dinas", string(s.Proposal.Dinas))
	for _, e := range events {
		d := question.DetailOf(e)
		n.add("category", string(d.Category))
		n.add("dinas", string(d.Dinas))
	}
}

// missing returns those that the database does not have, in order.
func (n needs) missing(ctx context.Context, tx Tx) (list []MissingReference, err error) {
	for need := range n {
		err := exists(ctx, tx, need)
		switch {
		case domain.CodeOf(err) == domain.NotFound:
			list = append(list, need)
		case err != nil:
			return nil, err
		}
	}
	slices.SortFunc(list, func(a, b MissingReference) int {
		return strings.Compare(a.Kind+" "+a.Code, b.Kind+" "+b.Code)
	})
	return list, nil
}

func exists(ctx context.Context, tx Tx, need MissingReference) (err error) {
	switch need.Kind {
	case "dinas":
		_, err = tx.LoadDinas(ctx, dinas.Code(need.Code))
	case "category":
		_, err = tx.LoadCategory(ctx, category.Code(need.Code))
	case "kecamatan":
		_, err = tx.LoadKecamatan(ctx, need.Code)
	case "desa":
		_, err = tx.LoadDesa(ctx, need.Code)
	}
	return err
}

// keyInSession names the capture key within its session.
func keyInSession(s *question.State) ledger.Hash {
	return sha256.Sum256(append(s.Session.Bytes(), s.CaptureKey[:]...))
}
