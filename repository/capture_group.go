package repository

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/bits"
	"sync"
	"time"

	"audiensi/domain/ledger"
)

// capture is a new question that a unit saved and the database has not seen yet.
type capture struct {
	state  *state
	events []*ledger.Event
}

const (
	mostTogether  = 64 // captures in one transaction
	groupDeadline = 10 * time.Second
)

// captureGroup writes new questions that wait for one another in one
// transaction: whoever comes while another writes queues, and the first in the
// queue then writes for all that are in it. Nobody waits for company: a capture
// that comes alone is written at once.
//
// It has no goroutine of its own; whoever captures does the work.
type captureGroup struct {
	db *sql.DB
	// most bounds the transactions at one time.
	most int

	mu      sync.Mutex
	queue   []*turn
	leaders int
}

// turn is one unit's capture in the queue. What is sent on told is its outcome,
// or errLead.
type turn struct {
	capture capture
	told    chan error
}

var (
	errLead  = errors.New("write the queue")
	errAlone = errors.New("write it alone") // somebody in the group failed
)

// save returns after the capture is committed, or with the error that kept it
// from it: errAlone says that another's fault may have been the reason.
func (g *captureGroup) save(ctx context.Context, c capture) error {
	t := &turn{c, make(chan error, 2)} // room for errLead and the outcome
	g.mu.Lock()
	g.queue = append(g.queue, t)
	lead := g.leaders < g.most
	if lead {
		g.leaders++
	}
	g.mu.Unlock()
	if lead {
		g.lead(ctx)
	}
	for {
		if err := <-t.told; !errors.Is(err, errLead) {
			return err
		}
		g.lead(ctx)
	}
}

// lead writes what is queued and hands the lead to the next in the queue.
func (g *captureGroup) lead(ctx context.Context) {
	if turns := g.take(); len(turns) > 0 {
		err := g.write(ctx, turns)
		for _, t := range turns {
			t.told <- err
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.queue) > 0 {
		g.queue[0].told <- errLead
		return
	}
	g.leaders--
}

// take removes from the queue what fits one transaction.
func (g *captureGroup) take() []*turn {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := min(len(g.queue), mostTogether)
	turns := g.queue[:n:n]
	g.queue = g.queue[n:]
	return turns
}

// write inserts the captures of all. The leader's caller may hang up meanwhile;
// the others have not. An outage is told to all: each one's key tells, when it
// is sent again, whether it was captured.
func (g *captureGroup) write(ctx context.Context, turns []*turn) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), groupDeadline)
	defer cancel()
	u := &unit{db: g.db}
	defer u.rollback()
	captures := make([]capture, len(turns))
	for i, t := range turns {
		captures[i] = t.capture
	}
	err := u.insertCaptures(ctx, captures)
	if err == nil {
		err = u.commit(ctx)
	}
	if err != nil && len(turns) > 1 && !isUnavailable(err) {
		return errAlone
	}
	return err
}

// Statements that insert 1, 2, 4 ... rows; a group is cut into these, so that a
// connection has few of them to prepare.
var (
	insertQuestions = doublings(insertQuestion, marks(len(questionColumns)))
	insertEvents    = doublings(insertEvent, marks(eventColumnCount))
)

func doublings(insert, marks string) []string {
	list := []string{insert}
	row := ", (" + marks + ")"
	more := row
	for n := 2; n <= mostTogether; n *= 2 {
		list = append(list, insert+more)
		more += more + row
	}
	return list
}

// flush inserts the capture that the unit has deferred.
func (u *unit) flush(ctx context.Context) error {
	c := u.deferred
	if c == nil {
		return nil
	}
	u.deferred = nil
	if err := u.insertCaptures(ctx, []capture{*c}); err != nil {
		return fmt.Errorf("save capture: %w", err)
	}
	return nil
}

func (u *unit) insertCaptures(ctx context.Context, list []capture) error {
	questions := make([][]any, len(list))
	var events [][]any
	for i, c := range list {
		questions[i] = values(questionColumns, c.state, false)
		for _, e := range c.events {
			events = append(events, eventValues(e))
		}
	}
	if err := u.insertRows(ctx, insertQuestions, questions); err != nil {
		return err
	}
	return u.insertRows(ctx, insertEvents, events)
}

// insertRows inserts the rows with as few of the statements as their number allows.
func (u *unit) insertRows(ctx context.Context, statements []string, rows [][]any) error {
	for len(rows) > 0 {
		power := min(bits.Len(uint(len(rows)))-1, len(statements)-1)
		n := 1 << power
		args := make([]any, 0, n*len(rows[0]))
		for _, row := range rows[:n] {
			args = append(args, row...)
		}
		if _, err := u.ExecContext(ctx, statements[power], args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}
