package account

import (
	"time"

	"audiensi/domain"
	"audiensi/domain/dinas"
)

// Deputy says who stands in for an absent account of the same dinas (pelaksana
// harian), from the first day to the last. Both are accounts of Dinas. EndedAt is
// when it was ended before its time, else zero.
type Deputy struct {
	ID        domain.DeputyID
	Version   int64
	Dinas     dinas.Code
	User      domain.UserID // who is absent
	Deputy    domain.UserID // who stands in
	From, To  domain.Date
	CreatedAt time.Time
	EndedAt   time.Time
}

// MaxAbsence bounds how many days one deputy stands in, as a slip of the year in
// a date would otherwise last for good.
const MaxAbsence = 366

// Validate returns every fault of the days and of who stands in for whom.
func (d *Deputy) Validate() error {
	var faults domain.Faults
	if d.User == d.Deputy {
		faults.Add("/deputy_id", "not_self", "")
	}
	days := domain.Period{From: d.From, To: d.To}
	faults.Merge(days.Validate("/from", "/to"))
	if len(faults) == 0 && d.From.AddDays(MaxAbsence).Before(d.To) {
		faults.Add("/to", "days", "366")
	}
	return faults.Err()
}

// StandsIn reports whether the deputy stands in on the day.
func (d *Deputy) StandsIn(on domain.Date) bool {
	return d.EndedAt.IsZero() && domain.Period{From: d.From, To: d.To}.Contains(on)
}
