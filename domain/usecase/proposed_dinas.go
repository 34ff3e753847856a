package usecase

import (
	"context"

	"audiensi/domain/dinas"
	"audiensi/domain/question"
	"audiensi/domain/routing"
	"audiensi/domain/session"
)

// proposedDinas returns the dinas that the routing rules of the session's day
// give for the proposal, "" if none matches.
func proposedDinas(ctx context.Context, tx Tx, s *session.Session, p question.Proposal, asker question.Asker) (dinas.Code, error) {
	rules, _, err := tx.ListRules(ctx, ReferenceFilter{On: s.Date}, Page{})
	if err != nil {
		return "", err
	}
	rule, _ := routing.Route(rules, routing.Case{Date: s.Date, Category: p.Category, Class: p.Class,
		Kecamatan: asker.Kecamatan, AskerRole: asker.Role})
	return rule.Dinas, nil
}
