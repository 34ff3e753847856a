package usecase

import (
	"context"
	"errors"
	"fmt"

	"audiensi/domain"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/transfer"
)

// CheckTransfer verifies everything that the file holds - chains, texts against
// what the events committed to, replay, references - and compares it with what is
// here. It writes nothing.
func (a *App) CheckTransfer(ctx context.Context, file *transfer.Reader, progress Progress) (plan *TransferPlan, err error) {
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		c := &transferCheck{tx: tx, file: file, progress: progress, needs: needs{}, keys: map[ledger.Hash]bool{},
			sessions: map[domain.SessionID]bool{}, streams: map[domain.StreamID]bool{},
			plan: &TransferPlan{questions: map[domain.QuestionID]*planned{}}}
		plan = c.plan
		return c.run(ctx)
	})
	return plan, err
}

// transferCheck is one run of a check.
type transferCheck struct {
	tx       Tx
	file     *transfer.Reader
	progress Progress
	plan     *TransferPlan
	needs    needs
	keys     map[ledger.Hash]bool      // of session and capture key, and receipts
	sessions map[domain.SessionID]bool // of the file
	streams  map[domain.StreamID]bool  // that the file had already
}

func (c *transferCheck) run(ctx context.Context) error {
	steps := []func(context.Context) error{c.allSessions, c.allAttendees, c.allCodes, c.allQuestions, c.allAccounts}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	if err := c.plan.tieGroups(); err != nil {
		return err
	}
	var err error
	c.plan.Missing, err = c.needs.missing(ctx, c.tx)
	return err
}

// changed says that what the file holds cannot have been written as it is, unless by
// a newer program.
func changed(what string, id fmt.Stringer, err error) error {
	if errors.Is(err, question.ErrNewer) {
		return fmt.Errorf("%s %s: %w", what, id, err)
	}
	return fmt.Errorf("%w (%s %s: %w)", transfer.ErrChanged, what, id, err)
}

// chain returns the events of a line, which no line before may have had.
func (c *transferCheck) chain(what string, line transfer.Chain) ([]*ledger.Event, error) {
	events, err := line.Ledger()
	if err != nil {
		var stream domain.StreamID
		if len(events) > 0 {
			stream = events[0].Stream
		}
		return nil, changed(what, stream, err)
	}
	if c.streams[events[0].Stream] {
		return nil, changed(what, events[0].Stream, errTwice)
	}
	c.streams[events[0].Stream] = true
	c.needs.ofActors(events)
	return events, nil
}

func (c *transferCheck) allSessions(ctx context.Context) error {
	return transfer.Each(c.file, transfer.Sessions, func(line transfer.Chain) error {
		events, err := c.chain("session", line)
		if err != nil {
			return err
		}
		s, err := replaySession(events)
		if err != nil {
			return changed("session", events[0].Stream, err)
		}
		c.sessions[s.ID] = true
		c.needs.ofSession(s)
		here, err := c.tx.StreamEvents(ctx, events[0].Stream)
		if err != nil {
			return err
		}
		if len(here) > 0 && here[0].Hash() != events[0].Hash() {
			return fmt.Errorf("session %s is another one here: nothing of the file can be taken", s.ID)
		}
		c.tell(&c.plan.Sessions, "session", here, events)
		return nil
	})
}

// tell counts the chain and notes a refusal.
func (c *transferCheck) tell(tally *Tally, kind string, here, file []*ledger.Event) {
	standing := stands(here, file)
	tally.add(standing)
	if standing == Forked {
		c.plan.Refused = append(c.plan.Refused, forked(kind, here, file))
	}
}

func forked(kind string, here, file []*ledger.Event) Refusal {
	return Refusal{Kind: kind, ID: file[0].Stream.String(), Here: here[len(here)-1].Hash(), File: file[len(file)-1].Hash(), Why: WentOn}
}

func (c *transferCheck) allAttendees(ctx context.Context) error {
	return transfer.Each(c.file, transfer.Attendees, func(line transfer.Chain) error {
		events, err := c.chain("attendee", line)
		if err != nil {
			return err
		}
		at, err := replayAttendee(events)
		if err == nil && !c.sessions[at.Session] {
			err = errSession
		}
		if err != nil {
			return changed("attendee", events[0].Stream, err)
		}
		c.needs.ofAttendee(at)
		here, err := c.tx.StreamEvents(ctx, events[0].Stream)
		if err == nil {
			c.tell(&c.plan.Attendees, "attendee", here, events)
		}
		return err
	})
}

var (
	errSession = errors.New("it is of a session that the file does not hold")
	errTwice   = errors.New("it is there twice")
	errKeys    = errors.New("another one has its capture key or its receipt")
)

func (c *transferCheck) allCodes(context.Context) error {
	return transfer.Each(c.file, transfer.DesaCodes, func(line transfer.DesaCode) error {
		if !c.sessions[line.Session] || len(line.Hash) != len(ledger.Hash{}) {
			return changed("desa code of session", line.Session, errSession)
		}
		c.needs.add("desa", line.Desa)
		return nil
	})
}

func (c *transferCheck) allQuestions(ctx context.Context) error {
	c.progress.Stage("check", c.file.Manifest.Lines(transfer.Questions))
	n := 0
	return transfer.Each(c.file, transfer.Questions, func(line transfer.Chain) error {
		n++
		c.progress.Done(n)
		events, err := c.chain("question", line)
		if err != nil {
			return err
		}
		q, err := question.FromHistory(events)
		if err == nil && !c.sessions[q.State().Session] {
			err = errSession
		}
		if err != nil {
			return changed("question", events[0].Stream, err)
		}
		return c.question(ctx, q, events)
	})
}

// question compares the question with what is here.
func (c *transferCheck) question(ctx context.Context, q *question.Question, events []*ledger.Event) error {
	s := q.State()
	if err := withoutFiles(&s); err != nil {
		return err
	}
	if err := c.unique(&s); err != nil {
		return err
	}
	c.needs.ofQuestion(&s, events)
	standing, refusal, err := judge(ctx, c.tx, &s, events)
	if err != nil {
		return err
	}
	if refusal != nil {
		c.plan.Refused = append(c.plan.Refused, *refusal)
	}
	c.plan.Questions.add(standing)
	c.plan.questions[s.ID] = &planned{head: s.Head, standing: standing, ties: tiesOf(&s)}
	return nil
}

// unique refuses two questions of one capture key or one receipt in the file.
func (c *transferCheck) unique(s *question.State) error {
	for _, key := range []ledger.Hash{keyInSession(s), s.Receipt} {
		if c.keys[key] {
			return changed("question", s.ID, errKeys)
		}
		c.keys[key] = true
	}
	return nil
}

// judge says how the question stands to what is here, and why it is refused if it is.
func judge(ctx context.Context, tx Tx, s *question.State, events []*ledger.Event) (Standing, *Refusal, error) {
	here, err := tx.QuestionEvents(ctx, s.ID, 0)
	if err != nil {
		return Forked, nil, err
	}
	standing := stands(here, events)
	switch standing {
	case Forked:
		r := forked("question", here, events)
		return Forked, &r, nil
	case New, Continued:
		other, err := taken(ctx, tx, s)
		if err == nil && other != nil {
			return Forked, &Refusal{Kind: "question", ID: s.ID.String(), Here: other.State().Head, File: s.Head, Other: other.State().ID, Why: KeyTaken}, nil
		}
		return standing, nil, err
	}
	return standing, nil, nil
}

// taken returns another question that is here under the capture key or the receipt.
func taken(ctx context.Context, tx Tx, s *question.State) (*question.Question, error) {
	other, err := tx.QuestionByKey(ctx, s.Session, s.CaptureKey)
	if err == nil && other == nil {
		other, err = tx.QuestionByReceipt(ctx, s.Receipt)
		if domain.CodeOf(err) == domain.NotFound {
			return nil, nil
		}
	}
	if err == nil && other != nil && other.State().ID == s.ID {
		return nil, nil
	}
	return other, err
}

func (c *transferCheck) allAccounts(ctx context.Context) error {
	return transfer.Each(c.file, transfer.Accounts, func(line transfer.Account) error {
		u := accountOf(line)
		if err := u.Validate(); err != nil {
			return changed("account", line.ID, err)
		}
		_, err := c.tx.LoadUser(ctx, u.ID)
		if domain.CodeOf(err) != domain.NotFound {
			return err
		}
		c.needs.add("dinas", string(u.Dinas))
		if u.Username, err = freeUsername(ctx, c.tx, u.Username); err != nil {
			return err
		}
		c.plan.Accounts = append(c.plan.Accounts, u)
		return nil
	})
}
