package usecase

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
)

// App is the use cases and what they need. All fields are set once, at start.
type App struct {
	Store     Store
	Now       func() time.Time // the clock, read once a use case
	Calendar  Calendar
	Triage    Triage
	History   *History // for similar questions; nil where nobody asks for them
	Passwords Passwords

	Files         Files // the bytes of attachments; nil where nobody attaches or reads any
	Inspector     Inspector
	AttachmentMax int64 // of one file, in bytes
}

// Calendar counts working days; see worktime.Calendar.
type Calendar interface {
	// DueAfter returns the end of working time on the n-th working day after start.
	DueAfter(start time.Time, n int) time.Time
}

// Triage proposes what a question is about. It never assigns and never fails:
// where it finds nothing, the proposal has no category.
type Triage interface {
	Propose(text string) question.Proposal
	// Version is the model version that proposes.
	Version() string
}

// Passwords hashes and checks passwords; see argon2id. Both may wait for a free
// place, since each hash takes memory and time on purpose.
type Passwords interface {
	Hash(ctx context.Context, password string) (string, error)
	Check(ctx context.Context, password, hash string) (bool, error)
}

// Policies until administrators set them: defaults of design sections 4 and 5,
// in working days.
const (
	ConfirmationWindow = 10
	PauseCap           = 10
)

// now returns the one instant of a use case, in UTC with microseconds.
func (a *App) now() time.Time { return a.Now().UTC().Truncate(time.Microsecond) }

func act(p access.Principal, now time.Time) question.Act {
	return question.Act{Actor: p.Actor(), Now: now}
}

func ruleAct(now time.Time) question.Act {
	return question.Act{Actor: domain.Actor{Kind: domain.ActorRule}, Now: now}
}

func systemAct(now time.Time) question.Act {
	return question.Act{Actor: domain.Actor{Kind: domain.ActorSystem}, Now: now}
}

// activeDinas refuses a dinas that does not exist or is not valid on the day of at.
func activeDinas(ctx context.Context, tx Tx, pointer string, code dinas.Code, at time.Time) error {
	d, err := tx.LoadDinas(ctx, code)
	if domain.CodeOf(err) == domain.NotFound {
		return domain.InvalidField(pointer, "exists", string(code))
	}
	if err != nil {
		return err
	}
	if !d.ActiveOn(domain.DateOf(at)) {
		return &domain.Error{Code: domain.Invalid, Reason: domain.ReasonDinasRetired,
			Params: map[string]any{"dinas": string(code)},
			Fields: []domain.FieldError{{Pointer: pointer, Rule: "retired"}}}
	}
	return nil
}

// activeCategory refuses a category that does not exist or is not in use today.
func activeCategory(ctx context.Context, tx Tx, code category.Code, now time.Time) error {
	c, err := tx.LoadCategory(ctx, code)
	if domain.CodeOf(err) == domain.NotFound {
		return domain.InvalidField("/category", "exists", string(code))
	}
	if err == nil && !c.ActiveOn(domain.DateOf(now)) {
		return domain.Fail(domain.Invalid, domain.ReasonCategoryRetired).With("category", string(code))
	}
	return err
}
