package usecase

import (
	"context"
	"fmt"
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/transfer"
)

// incoming is a question of the file on its way in.
type incoming struct {
	state  question.State
	events []*ledger.Event
}

// questions writes the questions in the order of the file. Those that are tied to
// others wait for the last of them.
func (im *transferImport) questions(ctx context.Context) error {
	im.progress.Stage("import", im.file.Manifest.Lines(transfer.Questions))
	read := 0
	err := transfer.Each(im.file, transfer.Questions, func(line transfer.Chain) error {
		read++
		im.progress.Done(read)
		if err := im.queue(line); err != nil || im.queued < transferBatch {
			return err
		}
		return im.write(ctx)
	})
	if err != nil {
		return err
	}
	return im.write(ctx)
}

// queue puts the question in the batch if there is something to write, once all
// that it is tied to are there.
func (im *transferImport) queue(line transfer.Chain) error {
	events, err := line.Ledger()
	if err != nil {
		return err
	}
	q, err := question.FromHistory(events)
	if err != nil {
		return err
	}
	s := q.State()
	plan := im.plan.questions[s.ID]
	if plan == nil || plan.head != s.Head {
		return fmt.Errorf("%w (question %s: since it was checked)", transfer.ErrChanged, s.ID)
	}
	unit := []incoming{{s, events}}
	if g := plan.group; g != nil {
		unit = append(im.held[g], unit...)
		if im.held[g] = unit; len(unit) < g.size {
			return nil
		}
		delete(im.held, g)
	}
	if slices.ContainsFunc(unit, im.toBeWritten) {
		im.batch, im.queued = append(im.batch, unit), im.queued+len(unit)
	}
	return nil
}

func (im *transferImport) toBeWritten(in incoming) bool {
	standing := im.plan.questions[in.state.ID].standing
	return standing == New || standing == Continued
}

// write writes the batch in one transaction.
func (im *transferImport) write(ctx context.Context) error {
	now := im.app.now()
	var done TransferStored
	err := im.app.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		done = TransferStored{}
		for _, unit := range im.batch {
			if err := done.unit(ctx, tx, unit, now); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	im.batch, im.queued = nil, 0
	im.stored.Questions, im.stored.Events = im.stored.Questions+done.Questions, im.stored.Events+done.Events
	im.stored.Refused = append(im.stored.Refused, done.Refused...)
	return nil
}

// unit writes what is new of questions that are tied to one another, or nothing of
// them if one is refused by now.
func (t *TransferStored) unit(ctx context.Context, tx Tx, unit []incoming, now time.Time) error {
	standings := make([]Standing, len(unit))
	refused := false
	for i, in := range unit {
		standing, refusal, err := judge(ctx, tx, &in.state, in.events)
		if err != nil {
			return err
		}
		if standings[i] = standing; refusal != nil {
			refused = true
			t.Refused = append(t.Refused, *refusal)
		}
	}
	for i, in := range unit {
		if refused || standings[i] != New && standings[i] != Continued {
			continue
		}
		n, err := in.store(ctx, tx, now)
		if domain.CodeOf(err) == domain.Stale {
			return ErrOvertaken
		}
		if err != nil {
			return fmt.Errorf("question %s: %w", in.state.ID, err)
		}
		t.Questions, t.Events = t.Questions+1, t.Events+n
	}
	return nil
}

// store saves the question, or what happened to it after what is here, and returns
// how many events those are.
func (in incoming) store(ctx context.Context, tx Tx, now time.Time) (int, error) {
	q, err := tx.LoadQuestion(ctx, in.state.ID)
	if domain.CodeOf(err) == domain.NotFound {
		if q, err = question.FromHistory(in.events); err != nil {
			return 0, err
		}
		return len(in.events), tx.SaveQuestion(ctx, q)
	}
	if err != nil {
		return 0, err
	}
	fresh := in.events[q.Loaded():]
	if err := q.Continue(fresh); err != nil {
		return 0, err
	}
	if err := tx.SaveQuestion(ctx, q); err != nil {
		return 0, err
	}
	for _, e := range fresh {
		if e.Kind == question.KindTextCorrected && e.RecordedAt.Before(now) {
			return len(fresh), tx.NoteText(ctx, in.state.ID, e.Seq, now)
		}
	}
	return len(fresh), nil
}
