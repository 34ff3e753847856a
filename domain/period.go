package domain

import "strings"

// Period is a range of days, both ends included. A zero end is open.
type Period struct{ From, To Date }

// Contains reports whether the day lies in the period.
func (p Period) Contains(d Date) bool {
	return (p.From.IsZero() || !d.Before(p.From)) && (p.To.IsZero() || !d.After(p.To))
}

// Overlaps reports whether some day lies in both periods.
func (p Period) Overlaps(other Period) bool {
	return !p.endsBefore(other) && !other.endsBefore(p)
}

func (p Period) endsBefore(other Period) bool {
	return !p.To.IsZero() && !other.From.IsZero() && p.To.Before(other.From)
}

// Validate refuses ends that are no days ("date") and an end before the
// beginning ("gtefield", with the name of the member that holds the beginning).
// The faults point to the members given, for instance "/valid_from" and "/valid_to".
func (p Period) Validate(from, to string) error {
	var faults Faults
	if !p.From.IsZero() && !p.From.IsValid() {
		faults.Add(from, "date", "")
	}
	if !p.To.IsZero() && !p.To.IsValid() {
		faults.Add(to, "date", "")
	}
	if len(faults) == 0 && !p.From.IsZero() && !p.To.IsZero() && p.To.Before(p.From) {
		faults.Add(to, "gtefield", from[strings.LastIndexByte(from, '/')+1:])
	}
	return faults.Err()
}
