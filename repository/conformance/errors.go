package conformance

import (
	"errors"

	"audiensi/domain"
)

func asDomain(err error) (*domain.Error, bool) {
	var e *domain.Error
	ok := errors.As(err, &e)
	return e, ok
}
