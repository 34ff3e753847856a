package bench

import (
	"context"
	"fmt"
	"net/http"

	"audiensi/domain"
)

// prepare makes accounts, session and questions, logs in, lets the server work
// one question off as the pattern of the raw work, and lists the pool.
func (r *run) prepare(ctx context.Context) error {
	p, err := accounts(ctx, r.App)
	if err != nil {
		return err
	}
	r.actor = p.User
	if r.session, err = openSession(ctx, r.App, p); err != nil {
		return err
	}
	var have int
	if err := r.DB.QueryRowContext(ctx, "SELECT COUNT(*) FROM questions").Scan(&have); err != nil {
		return fmt.Errorf("count questions: %w", err)
	}
	if r.texts, err = readTexts(); err != nil {
		return err
	}
	r.Progress.Stage("seed questions", max(r.Questions-have, 0))
	s := seeder{app: r.App, by: p.Actor(), session: r.session, texts: r.texts, tell: func(n int) { r.Progress.Done(n - have) }}
	if err := s.seed(ctx, have, r.Questions); err != nil {
		return err
	}
	for name, to := range map[string]*string{"bench-moderator": &r.moderator, "bench-inbox": &r.inbox, "bench-pool": &r.pool} {
		if *to, err = r.server.login(ctx, name, password); err != nil {
			return err
		}
	}
	if err := r.makeTemplate(ctx); err != nil {
		return err
	}
	if r.raw, err = newRaw(ctx, r.DB, r.template); err != nil {
		return err
	}
	return r.listPool(ctx)
}

func (r *run) makeTemplate(ctx context.Context) error {
	id, etag, err := r.captureOne(ctx, 0)
	if err != nil {
		return err
	}
	if etag == "" {
		etag = `"1"`
	}
	etag, err = r.server.call(ctx, http.MethodPost, "/v1/questions/"+id+"/assign", r.moderator,
		map[string]string{"If-Match": etag}, map[string]string{"dinas": string(poolDinas)}, nil)
	if err != nil {
		return err
	}
	if err := r.workOff(ctx, id, etag); err != nil {
		return err
	}
	r.template, err = domain.ParseID[domain.QuestionKind](id)
	return err
}

func (r *run) listPool(ctx context.Context) error {
	rows, err := r.DB.QueryContext(ctx, "SELECT id FROM questions WHERE dinas = ? AND status = 'assigned' AND version = 2 ORDER BY id", string(poolDinas))
	if err != nil {
		return fmt.Errorf("list the pool: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return fmt.Errorf("list the pool: %w", err)
		}
		id, err := domain.IDFromBytes[domain.QuestionKind](b)
		if err != nil {
			return fmt.Errorf("list the pool: %w", err)
		}
		r.waiting = append(r.waiting, id)
	}
	if len(r.waiting) == 0 {
		return errPoolEmpty
	}
	return rows.Err()
}
