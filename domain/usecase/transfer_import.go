package usecase

import (
	"context"
	"errors"

	"audiensi/domain"
	"audiensi/domain/ledger"
	"audiensi/domain/session"
	"audiensi/domain/transfer"
)

// TransferStored is what an import wrote. Refused are the questions of the plan and
// those with which others went on meanwhile.
type TransferStored struct {
	Sessions, Attendees, Questions, Events int // with at least one event that was not here
	Accounts                               int
	Refused                                []Refusal
}

// ErrMissing says that reference data has to be added first; see TransferPlan.Missing.
var ErrMissing = errors.New("reference data is missing")

// transferBatch is how many chains are written in one transaction.
const transferBatch = 50

// ImportTransfer writes what the plan says, by the actor: accounts, sessions with
// their attendance and codes, then questions in batches, each whole. Interrupted, it
// is to be done again, with a new plan, and goes on. What changed here since the plan was
// made is seen.
func (a *App) ImportTransfer(ctx context.Context, by domain.Actor, file *transfer.Reader, plan *TransferPlan, progress Progress) (TransferStored, error) {
	im := &transferImport{app: a, by: by, file: file, plan: plan, progress: progress, held: map[*group][]incoming{}}
	im.stored.Refused = plan.Refused
	if len(plan.Missing) > 0 {
		return im.stored, ErrMissing
	}
	for _, step := range []func(context.Context) error{im.accounts, im.sessions, im.attendees, im.codes, im.questions} {
		if err := step(ctx); err != nil {
			return im.stored, err
		}
	}
	return im.stored, nil
}

// transferImport is one import while it runs.
type transferImport struct {
	app      *App
	by       domain.Actor
	file     *transfer.Reader
	plan     *TransferPlan
	progress Progress
	stored   TransferStored

	batch  [][]incoming // questions, the tied ones together
	queued int          // questions in batch
	held   map[*group][]incoming
}

func (im *transferImport) sessions(ctx context.Context) error {
	if im.plan.Sessions.Writes() == 0 {
		return nil
	}
	return transfer.Each(im.file, transfer.Sessions, func(line transfer.Chain) error {
		events, err := line.Ledger()
		if err != nil {
			return err
		}
		n, err := im.chains(ctx, [][]*ledger.Event{events}, placeSession)
		im.stored.Sessions += n
		return err
	})
}

func (im *transferImport) attendees(ctx context.Context) error {
	if im.plan.Attendees.Writes() == 0 {
		return nil
	}
	var batch [][]*ledger.Event
	write := func() error {
		n, err := im.chains(ctx, batch, placeAttendee)
		im.stored.Attendees += n
		batch = nil
		return err
	}
	err := transfer.Each(im.file, transfer.Attendees, func(line transfer.Chain) error {
		events, err := line.Ledger()
		if batch = append(batch, events); err != nil || len(batch) < transferBatch {
			return err
		}
		return write()
	})
	if err != nil {
		return err
	}
	return write()
}

// chains writes what is new of the chains in one transaction, place the rows to
// which they lead, and returns of how many chains there was something new.
func (im *transferImport) chains(ctx context.Context, list [][]*ledger.Event, place func(context.Context, Tx, []*ledger.Event, []*ledger.Event) error) (written int, err error) {
	var events int
	err = im.app.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		written, events = 0, 0
		for _, file := range list {
			here, err := tx.StreamEvents(ctx, file[0].Stream)
			if err != nil {
				return err
			}
			if s := stands(here, file); s != New && s != Continued {
				continue
			}
			if err := tx.AppendEvents(ctx, file[len(here):]); err != nil {
				return err
			}
			if err := place(ctx, tx, here, file); err != nil {
				return err
			}
			written, events = written+1, events+len(file)-len(here)
		}
		return nil
	})
	if err == nil {
		im.stored.Events += events
	}
	return written, err
}

func placeSession(ctx context.Context, tx Tx, here, file []*ledger.Event) error {
	s, err := replaySession(file)
	if err != nil {
		return err
	}
	was := &session.Session{}
	if len(here) > 0 {
		if was, err = replaySession(here); err != nil {
			return err
		}
	}
	if s.Version == was.Version { // its last events do not change the row
		return nil
	}
	return tx.PlaceSession(ctx, s, was.Version)
}

func placeAttendee(ctx context.Context, tx Tx, here, file []*ledger.Event) error {
	at, err := replayAttendee(file)
	if err != nil {
		return err
	}
	was := &session.Attendee{}
	if len(here) > 0 {
		if was, err = replayAttendee(here); err != nil {
			return err
		}
	}
	return tx.PlaceAttendee(ctx, at, was.Version)
}

// codes stores the codes of desa that were issued after the one that is here.
func (im *transferImport) codes(ctx context.Context) error {
	here := map[domain.SessionID]map[string]DesaCode{}
	return transfer.Each(im.file, transfer.DesaCodes, func(line transfer.DesaCode) error {
		c := DesaCode{Session: line.Session, Desa: line.Desa, IssuedAt: line.IssuedAt}
		copy(c.Hash[:], line.Hash)
		return im.app.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
			if here[c.Session] == nil {
				list, err := tx.ListDesaCodes(ctx, c.Session)
				if err != nil {
					return err
				}
				here[c.Session] = map[string]DesaCode{}
				for _, c := range list {
					here[c.Session][c.Desa] = c
				}
			}
			if old, ok := here[c.Session][c.Desa]; ok && !c.IssuedAt.After(old.IssuedAt) {
				return nil
			}
			return tx.SaveDesaCode(ctx, c)
		})
	})
}
