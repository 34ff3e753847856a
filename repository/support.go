package repository

import (
	"context"

	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// noteSupport keeps, beside the question's own list, which questions a dinas
// supports: so that it finds them.
func (u *unit) noteSupport(ctx context.Context, s *state, events []*ledger.Event) error {
	for _, e := range events {
		if e.Kind != question.KindSupportAdded && e.Kind != question.KindSupportRemoved {
			continue
		}
		code := question.DetailOf(e).Dinas
		_, err := u.ExecContext(ctx, "DELETE FROM supporting WHERE dinas = ? AND question_id = ?", string(code), s.ID.Bytes())
		if err == nil && s.SupportedBy(code) {
			_, err = u.ExecContext(ctx, "INSERT INTO supporting (dinas, question_id) VALUES (?, ?)", string(code), s.ID.Bytes())
		}
		if err != nil {
			return err
		}
	}
	return nil
}
