package demo

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/dinas"
	"audiensi/domain/reference"
	"audiensi/domain/usecase"
	"audiensi/domain/worktime"
)

// The eras of the questions.
const (
	eraOf2011  = "2011"
	eraOfToday = "today"
)

// firstDay is when the demo's history begins: before the first session is announced.
var firstDay = domain.Date{Year: 2011, Month: time.December, Day: 1}.At(8 * time.Hour)

// Parts is what the demo is made with: the program's own.
type Parts struct {
	Store     usecase.Store
	Triage    usecase.Triage
	Passwords usecase.Passwords
	Calendar  *worktime.Calendar
	Reference reference.Set
	Now       time.Time // the moment that "today" means
}

// world is the demo in the making: first everything is planned, each step at
// its instant, then the steps are done in order of time. So the clock never
// goes back and a sweep at any instant finds what it would have found then.
type world struct {
	app    *usecase.App
	data   data
	clock  *clock
	office office
	chance chance
	now    time.Time
	ref    reference.Set
	dinas  map[dinas.Code]dinas.Dinas
	people map[string]access.Principal // by username
	halls  []*hall
	steps  []step
}

// step is one thing that somebody does at an instant.
type step struct {
	at   time.Time
	what string
	do   func(context.Context) error
}

func (w *world) at(t time.Time, what string, do func(context.Context) error) {
	w.steps = append(w.steps, step{t, what, do})
}

// Seed makes the whole history in an empty, migrated store.
func Seed(ctx context.Context, parts Parts) error {
	w, err := newWorld(parts)
	if err != nil {
		return fmt.Errorf("plan the demo: %w", err)
	}
	w.at(firstDay, "load the reference data", func(ctx context.Context) error {
		_, err := w.app.LoadReference(ctx, operator, w.ref)
		return err
	})
	w.planPeople()
	w.planHalls()
	if err := w.planQuestions(); err != nil {
		return fmt.Errorf("plan the demo: %w", err)
	}
	return w.live(ctx)
}

func newWorld(parts Parts) (*world, error) {
	d, err := readData()
	if err != nil {
		return nil, err
	}
	w := &world{
		data: d, clock: &clock{}, office: office{parts.Calendar}, chance: newChance(), now: parts.Now, ref: parts.Reference,
		dinas: map[dinas.Code]dinas.Dinas{}, people: map[string]access.Principal{},
	}
	for _, one := range w.ref.Dinas {
		w.dinas[one.Code] = one
	}
	w.app = &usecase.App{Store: parts.Store, Now: w.clock.now, Calendar: parts.Calendar, Triage: parts.Triage,
		Passwords: parts.Passwords}
	return w, nil
}

// live does every step at its instant.
func (w *world) live(ctx context.Context) error {
	slices.SortStableFunc(w.steps, func(a, b step) int { return cmp.Compare(a.at.UnixMicro(), b.at.UnixMicro()) })
	for _, s := range w.steps {
		w.clock.at = s.at
		if err := s.do(ctx); err != nil {
			return fmt.Errorf("make the demo: %s at %s: %w", s.what, s.at.Format(time.RFC3339), err)
		}
	}
	return nil
}

// earliest returns the smallest day offset of the sessions of today.
func (w *world) earliest() int {
	least := 0
	for _, s := range w.data.sessions {
		least = min(least, s.DayOffset)
	}
	return least
}

func userDisabled(disabled bool) usecase.UserChange { return usecase.UserChange{Disabled: &disabled} }
