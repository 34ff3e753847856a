package usecase

import (
	"context"
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
	"audiensi/domain/routing"
	"audiensi/domain/session"
)

// proposedDinas returns the dinas that the routing rules give for the text and
// its proposal, "" if none matches.
func proposedDinas(ctx context.Context, tx Tx, s *session.Session, text string, p question.Proposal, asker question.Asker, now time.Time) (dinas.Code, error) {
	return route(ctx, tx, routing.Case{Date: s.Date, Category: p.Category, Class: p.Class,
		Kecamatan: asker.Kecamatan, AskerRole: asker.Role, Says: phrases{}.in(text)}, now)
}

// route returns the dinas of the first rule of the case's day that matches and
// whose dinas still exists now, "" if there is none.
func route(ctx context.Context, tx Tx, c routing.Case, now time.Time) (dinas.Code, error) {
	rules, _, err := tx.ListRules(ctx, ReferenceFilter{On: c.Date}, Page{})
	if err != nil {
		return "", err
	}
	for {
		rule, ok := routing.Route(rules, c)
		if !ok {
			return "", nil
		}
		err := activeDinas(ctx, tx, "/dinas", rule.Dinas, now)
		if err == nil {
			return rule.Dinas, nil
		}
		if domain.CodeOf(err) != domain.Invalid {
			return "", err
		}
		rules = slices.DeleteFunc(slices.Clone(rules), func(r routing.Rule) bool { return r.ID == rule.ID })
	}
}
