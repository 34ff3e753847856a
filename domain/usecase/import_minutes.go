package usecase

import (
	"context"
	"errors"
	"io"

	"audiensi/domain"
	"audiensi/domain/intake"
	"audiensi/domain/minutes"
	"audiensi/domain/session"
)

// MinutesInput says how minutes of the past are imported. With Session all rows
// belong to that one; else sessions are found, or made and closed, by the day and
// the title of each row: that of its own column, else Title.
type MinutesInput struct {
	Session domain.SessionID
	Title   string
	Map     map[string]string // headers by field of package minutes
	SkipBad bool              // leave out rows with faults
}

// MinutesSample is how many entries a preview shows.
const MinutesSample = 10

// MinutesPreview is what minutes hold.
type MinutesPreview struct {
	Header   intake.Header
	Rows     int
	Good     int
	Answered int
	Meetings int // days and titles, existing sessions among them
	Sample   []minutes.Entry
	Faults   intake.Faults
}

// MinutesStored counts what an import did.
type MinutesStored struct {
	Captured int // questions
	Kept     int // questions that were there already; they stay as they are
	Skipped  int // rows with faults
	Sessions int // made
}

// PreviewMinutes reads minutes to their end and writes nothing.
func (a *App) PreviewMinutes(ctx context.Context, rows intake.Rows, in MinutesInput) (MinutesPreview, error) {
	r, faults, err := a.openMinutes(ctx, rows, in)
	if err != nil {
		return MinutesPreview{}, err
	}
	p := MinutesPreview{Header: r.Header}
	if p.Faults.Add(faults...); len(faults) > 0 {
		return p, nil
	}
	meetings := map[meeting]bool{}
	for {
		e, faults, err := r.Next()
		if errors.Is(err, io.EOF) {
			p.Meetings = len(meetings)
			return p, nil
		}
		if err != nil {
			return p, err
		}
		if p.Rows++; len(faults) > 0 {
			p.Faults.Add(faults...)
			continue
		}
		p.add(&e)
		meetings[meetingOf(&e)] = true
	}
}

func (p *MinutesPreview) add(e *minutes.Entry) {
	p.Good++
	if e.Answer != "" {
		p.Answered++
	}
	if len(p.Sample) < MinutesSample {
		p.Sample = append(p.Sample, *e)
	}
}

func (a *App) openMinutes(ctx context.Context, rows intake.Rows, in MinutesInput) (*minutes.Reader, []intake.Fault, error) {
	s := minutes.Settings{Title: in.Title, Map: in.Map, Today: domain.DateOf(a.now())}
	err := a.Store.View(ctx, func(ctx context.Context, tx Tx) (err error) {
		if !in.Session.IsZero() {
			if s.Session, err = pastSession(ctx, tx, in.Session); err != nil {
				return err
			}
		}
		if s.Places, err = loadPlaces(ctx, tx); err != nil {
			return err
		}
		if s.Categories, _, err = tx.ListCategories(ctx, ReferenceFilter{}, Page{}); err != nil {
			return err
		}
		s.Dinas, _, err = tx.ListDinas(ctx, ReferenceFilter{}, Page{})
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return minutes.NewReader(rows, s)
}

// pastSession returns the session, which must have been opened.
func pastSession(ctx context.Context, tx Tx, id domain.SessionID) (*session.Session, error) {
	s, err := tx.LoadSession(ctx, id)
	if err == nil && !s.TakesCaptures() {
		return nil, domain.Fail(domain.Conflict, domain.ReasonSessionPlanned)
	}
	return s, err
}

// minutesBatch is how many rows are stored in one transaction.
const minutesBatch = 100

// ImportMinutes captures the question of each row and what became of it, as of
// the days that the minutes name, by the actor. Rows are stored in batches; what
// an interrupted import has stored, the next one keeps. Unless faults are
// skipped, the first one ends it: preview first. Done is told the rows so far.
func (a *App) ImportMinutes(ctx context.Context, by domain.Actor, rows intake.Rows, in MinutesInput, done func(rows int)) (n MinutesStored, err error) {
	r, faults, err := a.openMinutes(ctx, rows, in)
	if err == nil && len(faults) > 0 {
		err = domain.Fail(domain.Invalid, domain.ReasonFileFaults).With("total", len(faults))
	}
	if err != nil {
		return n, err
	}
	im := &minutesImport{app: a, by: by, skipBad: in.SkipBad, session: in.Session, sessions: map[meeting]domain.SessionID{}}
	for read := 0; ; {
		batch, n, err := im.next(r)
		if err != nil && !errors.Is(err, io.EOF) {
			return im.stored, err
		}
		if err := im.store(ctx, batch); err != nil {
			return im.stored, err
		}
		read += n
		done(read)
		if err != nil {
			return im.stored, nil
		}
	}
}

// next returns the next entries, at most a batch, and how many rows they and
// those with faults are; with io.EOF they are the last.
func (im *minutesImport) next(r *minutes.Reader) (batch []minutes.Entry, rows int, err error) {
	for len(batch) < minutesBatch {
		e, faults, err := r.Next()
		if err != nil {
			return batch, rows, err
		}
		rows++
		if len(faults) == 0 {
			batch = append(batch, e)
			continue
		}
		if im.stored.Skipped++; !im.skipBad {
			return nil, rows, domain.Fail(domain.Invalid, domain.ReasonFileFaults).With("total", len(faults))
		}
	}
	return batch, rows, nil
}
