// Package bench measures a running server over HTTP against the raw work of
// each operation on the same database, in turn, so that their ratio holds on a
// machine whose speed drifts.
package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"audiensi/domain"
	"audiensi/domain/usecase"
)

// Config says what to measure. DB and App are on the server's own database,
// which is the benchmark's alone: it writes questions into it.
type Config struct {
	App         *usecase.App
	DB          *sql.DB
	Dialect     string // "sqlite" or "mysql"
	URL         string // the server, e.g. http://127.0.0.1:8080
	Connections []int
	Operations  []string      // of Operations; none: all
	Duration    time.Duration // of each operation at each number of connections
	Questions   int           // present before the first measurement
	OpenRate    int           // requests a second of the open loop on the inbox
	Progress    Progress
}

// Progress is told how far a stage has come; see progressbar.
type Progress interface {
	Stage(name string, total int)
	Done(n int)
}

// rounds is how often the two ways take turns within one measurement.
const rounds = 5

type run struct {
	Config
	server    *server
	raw       *raw
	moderator string
	inbox     string
	pool      string
	session   domain.SessionID
	template  domain.QuestionID
	actor     domain.UserID
	waiting   []domain.QuestionID // the pool, worked off from the front
	taken     atomic.Int64
	calls     atomic.Int64
	texts     texts
}

var errPoolEmpty = errors.New("the pool of assigned questions is worked off: raise --questions or shorten --duration")

// Run prepares the database and measures. Its loads are bounded by Duration.
func Run(ctx context.Context, c Config) (Report, error) {
	most := 1
	for _, n := range c.Connections {
		most = max(most, n)
	}
	r := &run{Config: c, server: newServer(c.URL, most)}
	report := Report{Database: c.Dialect, Questions: c.Questions}
	if err := r.prepare(ctx); err != nil {
		return report, err
	}
	version := map[string]string{"mysql": "SELECT VERSION()", "sqlite": "SELECT sqlite_version()"}[c.Dialect]
	if err := c.DB.QueryRowContext(ctx, version).Scan(&report.Version); err != nil {
		return report, fmt.Errorf("database version: %w", err)
	}
	operations, err := r.chosen()
	if err != nil {
		return report, err
	}
	if slices.ContainsFunc(operations, func(o operation) bool { return o.name == withSimilar }) {
		if err := r.awaitHistory(ctx); err != nil {
			return report, err
		}
	}
	for _, n := range c.Connections {
		for _, o := range operations {
			c.Progress.Stage(fmt.Sprintf("%s, %d connections", o.name, n), 1)
			measured, err := r.measure(ctx, o, n)
			if err != nil {
				return report, fmt.Errorf("%s: %w", o.name, err)
			}
			c.Progress.Done(1)
			report.Rows = append(report.Rows, measured)
		}
	}
	c.Progress.Stage("inbox, open loop", 1)
	s, err := openLoop(ctx, most, c.OpenRate, c.Duration, r.next, r.readInbox)
	if err != nil {
		return report, fmt.Errorf("open loop: %w", err)
	}
	c.Progress.Done(1)
	report.Rows = append(report.Rows, Row{Operation: fmt.Sprintf("inbox, open loop %d/s", c.OpenRate), Connections: most, HTTP: figures(s)})
	return report, nil
}

// measure measures the operation; one without raw work stands alone.
func (r *run) measure(ctx context.Context, o operation, connections int) (Row, error) {
	if o.raw == nil {
		s, err := closedLoop(ctx, connections, r.Duration, r.next, o.http)
		return Row{Operation: o.name, Connections: connections, HTTP: figures(s)}, err
	}
	ours, raw, err := pair(ctx, connections, rounds, r.Duration, r.next, o.http, o.raw)
	return row(o.name, connections, ours, raw), err
}

func (r *run) next() int { return int(r.calls.Add(1)) }

type operation struct {
	name      string
	http, raw op
}

// Operations names what can be measured.
func Operations() []string {
	var names []string
	for _, o := range (&run{}).operations() {
		names = append(names, o.name)
	}
	return names
}

func (r *run) chosen() ([]operation, error) {
	all := r.operations()
	if len(r.Config.Operations) == 0 {
		return all, nil
	}
	for _, name := range r.Config.Operations {
		if !slices.Contains(Operations(), name) {
			return nil, fmt.Errorf("no operation %q: choose from %s", name, strings.Join(Operations(), ", "))
		}
	}
	return slices.DeleteFunc(all, func(o operation) bool { return !slices.Contains(r.Config.Operations, o.name) }), nil
}

const withSimilar = "suggestion with 5 similar"

func (r *run) operations() []operation {
	return []operation{
		{"capture", r.capture, r.raw.capture},
		{"inbox of 50", r.readInbox, r.raw.readInbox},
		{"question with timeline", r.readQuestion, func(ctx context.Context, n int) error {
			return r.raw.readQuestion(ctx, r.waiting[n%len(r.waiting)].Bytes(), r.actor.Bytes())
		}},
		{"accept and answer", r.acceptAndAnswer, func(ctx context.Context, _ int) error {
			id, err := r.take()
			if err != nil {
				return err
			}
			return r.raw.acceptAndAnswer(ctx, id.Bytes())
		}},
		{"suggestion", r.suggest(0), nil},
		{withSimilar, r.suggest(5), nil},
	}
}

func (r *run) take() (domain.QuestionID, error) {
	i := int(r.taken.Add(1)) - 1
	if i >= len(r.waiting) {
		return domain.QuestionID{}, errPoolEmpty
	}
	return r.waiting[i], nil
}

func (r *run) capture(ctx context.Context, n int) error {
	_, _, err := r.captureOne(ctx, n)
	return err
}

func (r *run) captureOne(ctx context.Context, n int) (id, etag string, err error) {
	var reply struct {
		ID string `json:"id"`
	}
	key := domain.NewID[domain.QuestionKind](time.Now()).String()
	etag, err = r.server.call(ctx, http.MethodPost, "/v1/sessions/"+r.session.String()+"/questions", r.moderator,
		map[string]string{"Idempotency-Key": key}, map[string]any{"text": questionText, "spoken_order": n%1000 + 1,
			"asker": map[string]any{"kind": "walk_in", "name": "Suparno", "role": "kades", "desa": "35.10.01.2001"}}, &reply)
	return reply.ID, etag, err
}

// suggest asks for a suggestion with so many similar questions.
func (r *run) suggest(similar int) op {
	return func(ctx context.Context, n int) error {
		_, err := r.suggestion(ctx, n, similar)
		return err
	}
}

func (r *run) suggestion(ctx context.Context, n, similar int) (whole bool, err error) {
	var reply struct {
		WholeHistory bool `json:"whole_history"`
	}
	_, err = r.server.call(ctx, http.MethodPost, "/v1/triage/suggestions", r.moderator, nil,
		map[string]any{"text": r.texts.at(n + newTexts), "similar": similar}, &reply)
	return reply.WholeHistory, err
}

// awaitHistory returns when the server has read every question.
func (r *run) awaitHistory(ctx context.Context) error {
	for {
		whole, err := r.suggestion(ctx, 0, 1)
		if err != nil || whole {
			return err
		}
	}
}

func (r *run) readInbox(ctx context.Context, _ int) error {
	_, err := r.server.call(ctx, http.MethodGet,
		"/v1/questions?status=assigned&status=in_progress&status=awaiting_asker&sort=captured_at&limit=50", r.inbox, nil, nil, nil)
	return err
}

func (r *run) readQuestion(ctx context.Context, n int) error {
	path := "/v1/questions/" + r.waiting[n%len(r.waiting)].String()
	if _, err := r.server.call(ctx, http.MethodGet, path, r.moderator, nil, nil, nil); err != nil {
		return err
	}
	_, err := r.server.call(ctx, http.MethodGet, path+"/timeline", r.moderator, nil, nil, nil)
	return err
}

func (r *run) acceptAndAnswer(ctx context.Context, _ int) error {
	id, err := r.take()
	if err != nil {
		return err
	}
	return r.workOff(ctx, id.String(), `"2"`)
}

func (r *run) workOff(ctx context.Context, id, etag string) error {
	path := "/v1/questions/" + id
	etag, err := r.server.call(ctx, http.MethodPost, path+"/accept", r.pool, map[string]string{"If-Match": etag}, nil, nil)
	if err != nil {
		return err
	}
	_, err = r.server.call(ctx, http.MethodPost, path+"/answer", r.pool, map[string]string{"If-Match": etag},
		map[string]string{"text": answerText}, nil)
	return err
}
