package problem

import (
	"net/http"

	"audiensi/domain"
)

// statusOf is the one table that turns a code into a status.
var statusOf = map[domain.Code]int{
	domain.Invalid:         http.StatusUnprocessableEntity,
	domain.NotFound:        http.StatusNotFound,
	domain.Conflict:        http.StatusConflict,
	domain.Stale:           http.StatusPreconditionFailed,
	domain.VersionRequired: http.StatusPreconditionRequired,
	domain.KeyReused:       http.StatusUnprocessableEntity,
	domain.Forbidden:       http.StatusForbidden,
	domain.Unauthenticated: http.StatusUnauthorized,
	domain.TooMany:         http.StatusTooManyRequests,
	domain.Unavailable:     http.StatusServiceUnavailable,
}

// statusOfReason names the reasons whose status differs from their code's: what
// cannot be read at all is 400, what can be read but breaks a rule is 422.
var statusOfReason = map[domain.Reason]int{
	domain.ReasonMalformedBody:      http.StatusBadRequest,
	domain.ReasonMalformedForm:      http.StatusBadRequest,
	domain.ReasonAttachmentTooLarge: http.StatusRequestEntityTooLarge,
	domain.ReasonMalformedQuery:     http.StatusBadRequest,
	domain.ReasonUnexpectedBody:     http.StatusBadRequest,
	domain.ReasonUnknownParameter:   http.StatusBadRequest,
	domain.ReasonBadCursor:          http.StatusBadRequest,
	domain.ReasonKeyRequired:        http.StatusBadRequest,
	domain.ReasonBodyTooLarge:       http.StatusRequestEntityTooLarge,
	domain.ReasonUnsupportedFile:    http.StatusUnsupportedMediaType,
	domain.ReasonUnsupportedType:    http.StatusUnsupportedMediaType,
	domain.ReasonMethodNotAllowed:   http.StatusMethodNotAllowed,
}

func status(e *domain.Error) int {
	if s, ok := statusOfReason[e.Reason]; ok {
		return s
	}
	if s, ok := statusOf[e.Code]; ok {
		return s
	}
	return http.StatusInternalServerError
}
