package session_test

import (
	"testing"
	"time"

	"audiensi/domain"
	"audiensi/domain/session"
)

func TestLife(t *testing.T) {
	now := time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)
	s := session.Session{Status: session.Planned}
	if s.TakesCaptures() {
		t.Error("a planned session takes captures")
	}
	if err := s.CloseAt(now); domain.CodeOf(err) != domain.Conflict {
		t.Errorf("closing a planned session: %v", err)
	}
	if err := s.OpenAt(now); err != nil {
		t.Fatal(err)
	}
	if err := s.OpenAt(now); domain.CodeOf(err) != domain.Conflict {
		t.Errorf("opening an open session: %v", err)
	}
	if err := s.CloseAt(now.Add(time.Hour)); err != nil || !s.ClosedAt.Equal(now.Add(time.Hour)) || !s.TakesCaptures() {
		t.Errorf("closed: %+v, %v", s, err)
	}
	if err := s.OpenAt(now.Add(2 * time.Hour)); err != nil || !s.ClosedAt.IsZero() || !s.OpenedAt.Equal(now) {
		t.Errorf("opened again: %+v, %v", s, err)
	}
}

func TestValidateTellsEveryFault(t *testing.T) {
	s := session.Session{Title: " ", AutoAssign: "later", Resources: []session.Resource{{Name: "a\x00b"}}}
	var faults domain.Faults
	faults.Merge(s.Validate())
	want := map[string]string{"/title": "required", "/date": "required", "/auto_assign": "oneof",
		"/resource_persons/0/name": "control", "/resource_persons/0/position": "required"}
	if len(faults) != len(want) {
		t.Errorf("faults %v", faults)
	}
	for _, f := range faults {
		if want[f.Pointer] != f.Rule {
			t.Errorf("%s: %s, want %s", f.Pointer, f.Rule, want[f.Pointer])
		}
	}
}

func TestDayIsInWIB(t *testing.T) {
	s := session.Session{Date: domain.Date{Year: 2011, Month: time.December, Day: 20}}
	from, to := s.Day()
	if !from.Equal(time.Date(2011, 12, 19, 17, 0, 0, 0, time.UTC)) || to.Sub(from) != 24*time.Hour {
		t.Errorf("day from %v to %v", from, to)
	}
}
