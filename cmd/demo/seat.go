package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"audiensi/domain"
	"audiensi/domain/question"
	"audiensi/domain/region"
	"audiensi/domain/session"
)

// seat is one person who came to a session.
type seat struct {
	hall *hall
	name string
	role domain.AskerRole
	desa region.Desa
	id   domain.AttendeeID // zero for a walk-in
}

// secondTurn is how often somebody who asked before asks again: every so many seats.
const secondTurn = 5

// sit returns the seat of the question's asker in the hall. Each desa has one
// kades and one sekdes; now and then one of them asks a second time.
func (w *world) sit(h *hall, role domain.AskerRole, walkIn bool) (*seat, error) {
	var same []*seat
	for _, s := range h.seats {
		if s.role == role {
			same = append(same, s)
		}
	}
	n := len(same)
	if !walkIn && n > secondTurn && w.chance.IntN(secondTurn) == 0 {
		if again := same[w.chance.IntN(n)]; !again.isWalkIn() {
			return again, nil
		}
	}
	return w.newcomer(h, role, walkIn, n)
}

// newcomer seats a person who did not speak yet, the n-th of the role.
func (w *world) newcomer(h *hall, role domain.AskerRole, walkIn bool, n int) (*seat, error) {
	name, err := w.name(h, role, n)
	if err != nil {
		return nil, err
	}
	s := &seat{hall: h, name: name, role: role, desa: h.desa[n%len(h.desa)]}
	h.seats = append(h.seats, s)
	if walkIn {
		s.id = walksIn
		return s, nil
	}
	w.at(h.opens.Add(-w.chance.in(5*time.Minute, 50*time.Minute)), "seat "+s.name, s.register(w))
	return s, nil
}

// walksIn marks, while planning, a seat that is on no attendance list.
var walksIn = domain.NewID[domain.AttendeeKind](time.Unix(0, 0))

func (s *seat) isWalkIn() bool { return s.id == walksIn }

// name returns the n-th name of the role, another one first in each session.
func (w *world) name(h *hall, role domain.AskerRole, n int) (string, error) {
	var of []string
	for _, a := range w.data.askers {
		if a.Role == string(role) {
			of = append(of, a.Name)
		}
	}
	if len(of) == 0 {
		return "", fmt.Errorf("no names for the role %q", role)
	}
	return of[(n+7*len(w.halls)+len(h.Title))%len(of)], nil
}

// register puts the person on the attendance list.
func (s *seat) register(w *world) func(context.Context) error {
	return func(ctx context.Context) error {
		at, err := w.app.AddAttendee(ctx, w.moderatorOf(s.hall), s.hall.id,
			session.Attendee{Name: s.name, Role: s.role, Desa: s.desa.Code})
		s.id = at.ID
		return err
	}
}

// asker returns the person as an asker, once seated.
func (s *seat) asker() question.Asker {
	if s.isWalkIn() {
		return question.Asker{Kind: question.WalkIn, Name: s.name, Role: s.role, Desa: s.desa.Code}
	}
	return question.Asker{Kind: question.Attending, Attendee: s.id}
}

// takeSeats seats the question's asker and, where it was noted down for
// somebody else at first, that one too.
func (j *journey) takeSeats() (err error) {
	if question.AskerKind(j.Asker) == question.Anonymous {
		return nil
	}
	role := domain.AskerRole(j.Role)
	if j.seat, err = j.w.sit(j.hall, role, question.AskerKind(j.Asker) == question.WalkIn); err != nil || !j.has("asker_corrected") {
		return err
	}
	other := role
	for word, r := range map[string]domain.AskerRole{"tertulis warga": domain.Resident, "tercatat sekdes": domain.Sekdes} {
		if strings.Contains(j.CorrectionReason, word) {
			other = r
		}
	}
	j.misseat, err = j.w.newcomer(j.hall, other, other == domain.Resident, len(j.hall.seats))
	return err
}
