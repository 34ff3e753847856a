package domain_test

import (
	"errors"
	"testing"

	"audiensi/domain"
)

func TestErrorSaysEachThingOnce(t *testing.T) {
	for want, e := range map[string]*domain.Error{
		"unavailable: dial tcp: refused":          {Code: domain.Unavailable, Reason: domain.ReasonUnavailable, Err: errors.New("dial tcp: refused")},
		"conflict: illegal_move":                  {Code: domain.Conflict, Reason: domain.ReasonIllegalMove},
		"invalid: invalid_input [/text max 4000]": domain.InvalidField("/text", "max", "4000"),
		"not_found": {Code: domain.NotFound},
	} {
		if got := e.Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
