package usecase

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"audiensi/domain"
	"audiensi/domain/account"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/session"
	"audiensi/domain/transfer"
)

// Progress is told how far something is that takes long.
type Progress interface {
	Stage(name string, total int)
	Done(n int)
}

// Exported is what was written, and the fingerprint to compare where it arrives.
type Exported struct {
	Manifest    transfer.Manifest
	Fingerprint string
}

// TiedError says that a question of the sessions is tied, by a merge or a split, to
// one of a session that is not exported with them.
type TiedError struct {
	Question, Other domain.QuestionID
	Session         domain.SessionID // of the other
}

// Error implements error.
func (e *TiedError) Error() string {
	return fmt.Sprintf("question %s is tied to question %s of session %s: export that session with it, or undo the merge", e.Question, e.Other, e.Session)
}

// transferPage is how many rows are read at once.
const transferPage = 200

// ExportSessions writes everything of the sessions as it is at one moment, while
// others go on. Out is called where writing begins: more than once if the
// database reports a conflict, each time for an empty file.
func (a *App) ExportSessions(ctx context.Context, ids []domain.SessionID, program string, out func() (io.Writer, error), progress Progress) (x Exported, err error) {
	ids = unique(ids)
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		e := &export{tx: tx, ids: ids, progress: progress, accounts: map[domain.UserID]bool{}}
		if err := e.survey(ctx); err != nil {
			return err
		}
		to, err := out()
		if err != nil {
			return err
		}
		e.to = transfer.NewWriter(to, program, e.names)
		if err := e.write(ctx); err != nil {
			return err
		}
		x.Manifest, x.Fingerprint, err = e.to.Close()
		return err
	})
	return x, err
}

func unique(ids []domain.SessionID) (list []domain.SessionID) {
	for _, id := range ids {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

// export is one run of an export.
type export struct {
	tx        Tx
	ids       []domain.SessionID
	to        *transfer.Writer
	progress  Progress
	names     []transfer.Session
	questions int
	accounts  map[domain.UserID]bool // who acted
}

// survey counts the questions and refuses ties that lead out of the sessions.
func (e *export) survey(ctx context.Context) error {
	inside, ties := map[domain.QuestionID]bool{}, map[domain.QuestionID]domain.QuestionID{}
	for _, id := range e.ids {
		s, err := e.tx.LoadSession(ctx, id)
		if err != nil {
			return fmt.Errorf("session %s: %w", id, err)
		}
		e.names = append(e.names, transfer.Session{ID: id, Title: s.Title, Date: s.Date})
		err = e.eachQuestion(ctx, id, func(s *question.State) error {
			inside[s.ID] = true
			if err := withoutFiles(s); err != nil {
				return err
			}
			for _, other := range tiesOf(s) {
				ties[other] = s.ID
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	e.questions = len(inside)
	for other, of := range ties {
		if !inside[other] {
			return e.leadsOut(ctx, of, other)
		}
	}
	return nil
}

// ErrFiles says that a question has attachments, whose bytes do not travel: rather
// than to leave them behind, nothing is moved.
var ErrFiles = errors.New("it has attachments, which do not travel with a session")

func withoutFiles(s *question.State) error {
	if len(s.Attachments) > 0 {
		return fmt.Errorf("question %s: %w", s.ID, ErrFiles)
	}
	return nil
}

func (e *export) leadsOut(ctx context.Context, of, other domain.QuestionID) error {
	q, err := e.tx.LoadQuestion(ctx, other)
	if err != nil {
		return fmt.Errorf("question %s, to which %s is tied: %w", other, of, err)
	}
	return &TiedError{of, other, q.State().Session}
}

// tiesOf returns the questions that the question cannot do without.
func tiesOf(s *question.State) (ids []domain.QuestionID) {
	for _, id := range slices.Concat([]domain.QuestionID{s.MergedInto, s.Parent}, s.MergedHere, s.Parts) {
		if !id.IsZero() {
			ids = append(ids, id)
		}
	}
	return ids
}

func (e *export) eachQuestion(ctx context.Context, id domain.SessionID, do func(*question.State) error) error {
	return eachPage(func(page Page) ([]question.State, string, error) {
		page.Sort = "captured_at"
		return e.tx.ListQuestions(ctx, QuestionFilter{Session: id}, page)
	}, do)
}

// eachPage calls do with every row of a list, a page in memory at a time.
func eachPage[R any](list func(Page) ([]R, string, error), do func(*R) error) error {
	page := Page{Limit: transferPage}
	for {
		rows, next, err := list(page)
		if err != nil {
			return err
		}
		for i := range rows {
			if err := do(&rows[i]); err != nil {
				return err
			}
		}
		if page.Cursor = next; next == "" {
			return nil
		}
	}
}

// write writes the entries in their order.
func (e *export) write(ctx context.Context) error {
	for _, part := range []struct {
		name  string
		write func(context.Context, domain.SessionID) error
	}{{transfer.Sessions, e.session}, {transfer.Attendees, e.attendees}, {transfer.DesaCodes, e.desaCodes}} {
		if err := e.to.Begin(part.name); err != nil {
			return err
		}
		for _, id := range e.ids {
			if err := part.write(ctx, id); err != nil {
				return err
			}
		}
	}
	if err := e.allQuestions(ctx); err != nil {
		return err
	}
	return e.allAccounts(ctx)
}

func (e *export) session(ctx context.Context, id domain.SessionID) error {
	row, err := e.tx.LoadSession(ctx, id)
	if err != nil {
		return err
	}
	for _, m := range row.Moderators {
		e.accounts[m] = true
	}
	return exportSetting(ctx, e, row, id.Stream(), replaySession)
}

func (e *export) attendees(ctx context.Context, id domain.SessionID) error {
	return eachPage(func(page Page) ([]session.Attendee, string, error) { return e.tx.ListAttendees(ctx, id, page) },
		func(row *session.Attendee) error { return exportSetting(ctx, e, row, row.ID.Stream(), replayAttendee) })
}

// exportSetting writes the stream of a thing, which must lead to its row.
func exportSetting[V any](ctx context.Context, e *export, row *V, stream domain.StreamID, replay func([]*ledger.Event) (*V, error)) error {
	events, err := e.tx.StreamEvents(ctx, stream)
	if err != nil {
		return err
	}
	if _, err = ledger.Verify(events); err == nil {
		var replayed *V
		if replayed, err = replay(events); err == nil && !unchanged(row, replayed) {
			err = errRow
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", stream, err)
	}
	return e.chain(events)
}

func (e *export) desaCodes(ctx context.Context, id domain.SessionID) error {
	codes, err := e.tx.ListDesaCodes(ctx, id)
	for _, c := range codes {
		if err == nil {
			err = e.to.Add(transfer.DesaCode{Session: id, Desa: c.Desa, Hash: c.Hash[:], IssuedAt: c.IssuedAt})
		}
	}
	return err
}

var errRow = errors.New("the database does not hold what the events say: check it with `audiensi restore --check` on a backup")

func (e *export) allQuestions(ctx context.Context) error {
	e.progress.Stage("export", e.questions)
	if err := e.to.Begin(transfer.Questions); err != nil {
		return err
	}
	written := 0
	for _, id := range e.ids {
		err := e.eachQuestion(ctx, id, func(s *question.State) error {
			written++
			e.progress.Done(written)
			return e.question(ctx, s)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (e *export) question(ctx context.Context, row *question.State) error {
	events, err := e.tx.QuestionEvents(ctx, row.ID, 0)
	if err != nil {
		return err
	}
	q, err := question.FromHistory(events)
	if err == nil && q.State().Head != row.Head {
		err = errRow
	}
	if err != nil {
		return fmt.Errorf("question %s: %w", row.ID, err)
	}
	return e.chain(events)
}

// chain writes the events and notes who acted.
func (e *export) chain(events []*ledger.Event) error {
	for _, event := range events {
		d := question.DetailOf(event)
		for _, id := range []domain.UserID{event.Actor.User, d.InCharge, d.DeputyFor} {
			e.accounts[id] = true
		}
	}
	return e.to.Add(transfer.ChainOf(events))
}

// allAccounts writes who acted, in order of their usernames.
func (e *export) allAccounts(ctx context.Context) error {
	if err := e.to.Begin(transfer.Accounts); err != nil {
		return err
	}
	return eachPage(func(page Page) ([]account.User, string, error) { return e.tx.ListUsers(ctx, page) },
		func(u *account.User) error {
			if !e.accounts[u.ID] {
				return nil
			}
			return e.to.Add(transfer.Account{ID: u.ID, Username: u.Username, Name: u.Name, Role: string(u.Role),
				Dinas: string(u.Dinas), Language: u.Language})
		})
}
