package usecase

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/ledger"
	"audiensi/domain/session"
)

// Transfers stores what happened in another database as it happened there, and
// reads what another one needs for that.
type Transfers interface {
	// StreamEvents returns all events of a session, an attendee or a setting, none
	// if there is no such stream.
	StreamEvents(ctx context.Context, id domain.StreamID) ([]*ledger.Event, error)
	// AppendEvents appends the events as they are. Where one of their places in the
	// stream is taken by now, the unit runs again.
	AppendEvents(ctx context.Context, events []*ledger.Event) error
	// PlaceSession stores s with the version that it carries: inserts if was is 0,
	// else updates if was is the stored version (else stale).
	PlaceSession(ctx context.Context, s *session.Session, was int64) error
	// PlaceAttendee is PlaceSession for a line of an attendance list.
	PlaceAttendee(ctx context.Context, a *session.Attendee, was int64) error
	// ListDesaCodes returns the session's codes in order of the desa's.
	ListDesaCodes(ctx context.Context, id domain.SessionID) ([]DesaCode, error)
	// NoteText lets CorrectedTexts return the question as corrected at the time,
	// where the event that corrected it, seq, was recorded elsewhere before.
	NoteText(ctx context.Context, id domain.QuestionID, seq uint64, at time.Time) error
}
