package repository

import (
	"errors"
	"time"

	"audiensi/domain"
)

// parsePeriod reads the stored days of a period.
func parsePeriod(from, to string) (p domain.Period, err error) {
	return p, errors.Join(p.From.UnmarshalText([]byte(from)), p.To.UnmarshalText([]byte(to)))
}

// validOn adds that the row is valid on the day, unless that is no day. The
// columns may have an alias in front. An empty beginning is before every day.
func (c *conditions) validOn(alias string, day domain.Date) {
	if !day.IsZero() {
		c.add(validOn(alias), []any{day.String(), day.String()})
	}
}

func validOn(alias string) string {
	return alias + "valid_from <= ? AND (" + alias + "valid_to = '' OR " + alias + "valid_to >= ?)"
}

// instant returns what a row holds of an instant, nil for none.
func instant(t time.Time) *int64 {
	if t.IsZero() {
		return nil
	}
	n := t.UnixMicro()
	return &n
}

// fromInstant reads what instant wrote.
func fromInstant(n *int64) time.Time {
	if n == nil {
		return time.Time{}
	}
	return time.UnixMicro(*n).UTC()
}
