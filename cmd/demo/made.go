package demo

import (
	"context"
	"crypto/sha256"
	"errors"

	"audiensi/domain"
	"audiensi/domain/question"
	"audiensi/domain/session"
	"audiensi/domain/usecase"
)

// Made is what a made demo has to show.
type Made struct {
	Sessions int
	Open     string // title of the session that is open, "" if none is
	Counts   map[question.Status]int
	Receipt  domain.Receipt // of one question, best an answered one
	Logins   []Login        // the accounts of today
}

// ErrNoDemo says that a store holds something else.
var ErrNoDemo = errors.New("this is not a demo: move it away, or choose another file with --database")

// Find looks at a store that Seed filled, maybe long ago and used since.
func Find(ctx context.Context, store usecase.Store) (m Made, err error) {
	d, err := readData()
	if err != nil {
		return Made{}, err
	}
	m = Made{Counts: map[question.Status]int{}, Logins: logins(d, eraOfToday)}
	err = store.View(ctx, func(ctx context.Context, tx usecase.Tx) error {
		if _, err := tx.UserByName(ctx, administrator.Username); err != nil {
			return err
		}
		sessions, _, err := tx.ListSessions(ctx, usecase.SessionFilter{}, usecase.Page{})
		if err != nil {
			return err
		}
		m.Sessions = len(sessions)
		for _, s := range sessions {
			if s.Status == session.Open {
				m.Open = s.Title
			}
		}
		states, _, err := tx.ListQuestions(ctx, usecase.QuestionFilter{}, usecase.Page{})
		m.count(states, d)
		return err
	})
	if domain.CodeOf(err) == domain.NotFound || err == nil && m.Receipt == "" {
		return Made{}, ErrNoDemo
	}
	return m, err
}

// count counts the questions by state and finds a receipt: those of the demo's
// own questions follow from their keys, which the files tell.
func (m *Made) count(states []question.State, d data) {
	keys := map[[32]byte]string{}
	for _, q := range d.questions {
		keys[sha256.Sum256([]byte(q.key()))] = q.key()
	}
	answered := false
	for _, s := range states {
		m.Counts[s.Status]++
		key, ours := keys[s.CaptureKey]
		if !ours || answered {
			continue
		}
		m.Receipt = domain.DeriveReceipt(key, s.ReceiptSalt)
		answered = s.Status == question.Answered
	}
}
