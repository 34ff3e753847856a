// Package session holds the meeting in which questions are put: its plan, its
// day, who was there, and whether questions are assigned by rule.
package session

import (
	"slices"
	"strconv"
	"time"

	"audiensi/domain"
	"audiensi/domain/dinas"
)

// Status is where a session stands.
type Status string

// The states of a session.
const (
	Planned Status = "planned"
	Open    Status = "open"
	Closed  Status = "closed"
)

// AutoAssign says when questions are assigned by rule.
type AutoAssign string

// The choices of auto_assign, design section 4.
const (
	Never   AutoAssign = "never"
	OnClose AutoAssign = "on_close" // the default
	AtOnce  AutoAssign = "at_once"
)

// Resource is a head of an agency who sits beside the regent.
type Resource struct {
	Name     string
	Position string
	Dinas    dinas.Code
}

// Session is one meeting. Kecamatan are codes; Moderators may be empty, then
// every moderator may log in it.
type Session struct {
	ID         domain.SessionID
	Version    int64
	Title      string
	Place      string
	Date       domain.Date
	Status     Status
	AutoAssign AutoAssign
	Kecamatan  []string
	Resources  []Resource
	Moderators []domain.UserID
	OpenedAt   time.Time
	ClosedAt   time.Time
}

// Attendee is one line of a session's attendance list.
type Attendee struct {
	ID        domain.AttendeeID
	Session   domain.SessionID
	Version   int64
	Name      string
	Phone     string
	Role      domain.AskerRole
	Desa      string
	Kecamatan string // of the desa, on the session's day
	Withdrawn bool   // taken off the list; never deleted
}

// Validate cleans what people wrote and returns every fault.
func (s *Session) Validate() error {
	var faults domain.Faults
	clean := func(pointer string, text *string, required bool) {
		check := domain.CleanOptional
		if required {
			check = domain.CleanText
		}
		cleaned, err := check(pointer, *text, domain.MaxNameText)
		faults.Merge(err)
		*text = cleaned
	}
	clean("/title", &s.Title, true)
	clean("/place", &s.Place, false)
	if s.Date.IsZero() {
		faults.Add("/date", "required", "")
	}
	if s.AutoAssign == "" {
		s.AutoAssign = OnClose
	}
	if s.AutoAssign != Never && s.AutoAssign != OnClose && s.AutoAssign != AtOnce {
		faults.Add("/auto_assign", "oneof", "never on_close at_once")
	}
	for i := range s.Resources {
		at := "/resource_persons/" + strconv.Itoa(i)
		clean(at+"/name", &s.Resources[i].Name, false)
		clean(at+"/position", &s.Resources[i].Position, true)
	}
	return faults.Err()
}

// Replan replaces what was planned; identity and state stay. Once the session
// was opened its questions rest on its day, and once it is closed on its
// kecamatan and on how it assigned: a change of those is a conflict that names
// every member that can no longer change.
func (s *Session) Replan(with Session) error {
	var fixed domain.Faults
	if s.Status != Planned && with.Date != s.Date {
		fixed.Add("/date", "fixed", "")
	}
	if s.Status == Closed && !slices.Equal(slices.Sorted(slices.Values(with.Kecamatan)), slices.Sorted(slices.Values(s.Kecamatan))) {
		fixed.Add("/kecamatan", "fixed", "")
	}
	if s.Status == Closed && with.AutoAssign != "" && with.AutoAssign != s.AutoAssign {
		fixed.Add("/auto_assign", "fixed", "")
	}
	if len(fixed) > 0 {
		e := domain.Fail(domain.Conflict, domain.ReasonSessionFixed)
		e.Fields = fixed
		return e
	}
	if s.Status == Closed {
		with.AutoAssign = s.AutoAssign
	}
	with.ID, with.Version, with.Status, with.OpenedAt, with.ClosedAt = s.ID, s.Version, s.Status, s.OpenedAt, s.ClosedAt
	*s = with
	return nil
}

// OpenAt opens a planned session, or again one that was closed.
func (s *Session) OpenAt(now time.Time) error {
	if s.Status == Open {
		return s.illegal("open", "close")
	}
	s.Status, s.ClosedAt = Open, time.Time{}
	if s.OpenedAt.IsZero() {
		s.OpenedAt = now
	}
	return nil
}

// CloseAt closes an open session.
func (s *Session) CloseAt(now time.Time) error {
	if s.Status != Open {
		return s.illegal("close", "open")
	}
	s.Status, s.ClosedAt = Closed, now
	return nil
}

func (s *Session) illegal(move string, legal ...string) error {
	return domain.Fail(domain.Conflict, domain.ReasonSessionState).
		With("state", string(s.Status)).With("move", move).With("legal", legal)
}

// TakesCaptures reports whether questions can be logged: from its opening on,
// and after it closed too, marked as late.
func (s *Session) TakesCaptures() bool { return s.Status != Planned }

// Day returns the first and the end instant of the session's day.
func (s *Session) Day() (from, to time.Time) {
	return s.Date.Start(), s.Date.AddDays(1).Start()
}
