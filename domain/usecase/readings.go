package usecase

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/session"
)

// ReadingIn says where personal data was shown. The codes are stored.
type ReadingIn string

// Where names and phones are shown.
const (
	ReadQuestion   ReadingIn = "question"
	ReadQuestions  ReadingIn = "question_list"
	ReadMerged     ReadingIn = "merged_list"
	ReadPromises   ReadingIn = "promise_list"
	ReadMove       ReadingIn = "move"     // in the reply to one
	ReadTemplate   ReadingIn = "template" // in an answer template that was filled
	ReadAttendees  ReadingIn = "attendee_list"
	ReadAttendance ReadingIn = "attendee" // in the reply to a change of one line
)

// Reading is that an account was shown somebody's name or phone: the asker's of a
// question, or one on a session's attendance list.
type Reading struct {
	ID       domain.ReadingID
	At       time.Time
	By       domain.UserID
	In       ReadingIn
	Question domain.QuestionID
	Session  domain.SessionID // of the attendance list
	Attendee domain.AttendeeID
}

// ReadingFilter narrows the log; zero members do not narrow.
type ReadingFilter struct {
	Question domain.QuestionID
	By       domain.UserID
	From     time.Time // inclusive
	To       time.Time // exclusive
}

// Readings stores the log of who was shown personal data (law 27/2022).
type Readings interface {
	// InsertReadings stores them with as few statements as their number allows.
	InsertReadings(ctx context.Context, list []Reading) error
	// ListReadings returns the latest first.
	ListReadings(ctx context.Context, f ReadingFilter, page Page) ([]Reading, string, error)
}

// ListReadings returns a page of the log, the latest first.
func (a *App) ListReadings(ctx context.Context, p access.Principal, f ReadingFilter, page Page) (list []Reading, next string, err error) {
	if err := p.Require(access.ReadingRead); err != nil {
		return nil, "", err
	}
	err = a.Store.Read(ctx, func(ctx context.Context, tx Tx) error {
		list, next, err = tx.ListReadings(ctx, f, page)
		return err
	})
	return list, next, err
}

// readingsOf returns a reading for each of the views that names its asker.
func readingsOf(p access.Principal, in ReadingIn, now time.Time, views ...QuestionView) (list []Reading) {
	for _, v := range views {
		if s := &v.State; v.Named && (s.Asker.Name != "" || s.Asker.Phone != "") {
			list = append(list, Reading{ID: domain.NewID[domain.ReadingKind](now), At: now, By: p.User, In: in, Question: s.ID})
		}
	}
	return list
}

// attendeesRead returns a reading for each line, which moderators alone are shown.
func attendeesRead(p access.Principal, in ReadingIn, now time.Time, lines ...session.Attendee) (list []Reading) {
	if p.Role != access.Moderator {
		return nil
	}
	for _, at := range lines {
		list = append(list, Reading{ID: domain.NewID[domain.ReadingKind](now), At: now, By: p.User, In: in, Session: at.Session, Attendee: at.ID})
	}
	return list
}

// logRead logs what is about to be shown. It is committed before the reply leaves,
// so that no end of the program loses it; where it cannot be, nothing is shown.
func (a *App) logRead(ctx context.Context, list []Reading) error {
	if len(list) == 0 {
		return nil
	}
	return a.Store.InTx(Claimed(ctx), func(ctx context.Context, tx Tx) error { return tx.InsertReadings(ctx, list) })
}

// logViews is logRead for the views of questions.
func (a *App) logViews(ctx context.Context, p access.Principal, in ReadingIn, views ...QuestionView) error {
	return a.logRead(ctx, readingsOf(p, in, a.now(), views...))
}

// logMove logs what the reply to a move shows, with the move itself.
func logMove(ctx context.Context, tx Tx, p access.Principal, now time.Time, v QuestionView) error {
	if ctx.Value(unshownKey{}) != nil {
		return nil
	}
	if list := readingsOf(p, ReadMove, now, v); len(list) > 0 {
		return tx.InsertReadings(ctx, list)
	}
	return nil
}

type unshownKey struct{}

// unshown returns ctx for moves whose replies show nothing of the questions.
func unshown(ctx context.Context) context.Context {
	return context.WithValue(ctx, unshownKey{}, true)
}
