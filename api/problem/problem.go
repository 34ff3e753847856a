// Package problem turns errors into problem documents (RFC 9457) in the
// language of the caller. It is presentation only and closed by default: a
// cause that is no domain error is told as "internal", whatever it says.
package problem

import (
	"context"
	"errors"
	"math"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"audiensi/api/oas"
	"audiensi/api/request"
	"audiensi/domain"
)

// Document is a problem with the headers it goes out with.
type Document struct {
	oas.Problem
	RetryAfter int // seconds, 0 for none
}

// TypePrefix begins the type of every problem; the reason follows.
const TypePrefix = "urn:audiensi:problem:"

// defaultRetry is told where a failure passes by itself but does not say when.
const defaultRetry = 5 * time.Second

// Of returns the document of err for the call of ctx. Err must not be nil.
func Of(ctx context.Context, err error) Document {
	info := request.From(ctx)
	e := known(err)
	words := say(e, info.Language)
	d := Document{Problem: oas.Problem{
		Type: TypePrefix + string(e.Reason), Title: words.title, Status: status(e), Detail: words.detail,
		Instance: info.URL.EscapedPath(), RequestID: info.ID, Code: string(e.Reason),
	}}
	d.Errors = fields(err, e, info.Language)
	d.State, d.LegalMoves = moves(e)
	d.RetryAfter = retryAfter(e)
	return d
}

// known returns the domain error in err, or the one that stands for it.
func known(err error) *domain.Error {
	var e *domain.Error
	var he *echo.HTTPError
	switch {
	case errors.As(err, &e):
		if _, ok := reasons[e.Reason]; !ok {
			return withReason(e)
		}
		return e
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return domain.Fail(domain.Unavailable, domain.ReasonUnavailable)
	case errors.As(err, &he):
		return ofHTTP(he.Code)
	}
	return &domain.Error{Reason: domain.ReasonInternal}
}

// withReason gives an error without a sentence that of its code.
func withReason(e *domain.Error) *domain.Error {
	c := *e
	c.Reason = domain.ReasonInternal
	for code, reason := range map[domain.Code]domain.Reason{
		domain.Invalid: domain.ReasonInvalidInput, domain.NotFound: domain.ReasonNotFound,
		domain.Conflict: domain.ReasonIllegalMove, domain.Stale: domain.ReasonStale,
		domain.VersionRequired: domain.ReasonVersionRequired, domain.KeyReused: domain.ReasonKeyReused,
		domain.Forbidden: domain.ReasonForbidden, domain.Unauthenticated: domain.ReasonUnauthenticated,
		domain.TooMany: domain.ReasonTooManyRequests, domain.Unavailable: domain.ReasonUnavailable,
	} {
		if e.Code == code {
			c.Reason = reason
		}
	}
	return &c
}

// ofHTTP stands for what the router and the generated code refuse.
func ofHTTP(code int) *domain.Error {
	switch code {
	case http.StatusNotFound:
		return domain.Fail(domain.NotFound, domain.ReasonNoRoute)
	case http.StatusMethodNotAllowed:
		return domain.Fail(domain.Invalid, domain.ReasonMethodNotAllowed)
	case http.StatusUnsupportedMediaType:
		return domain.Fail(domain.Invalid, domain.ReasonUnsupportedType)
	case http.StatusRequestEntityTooLarge:
		return domain.Fail(domain.Invalid, domain.ReasonBodyTooLarge)
	case http.StatusBadRequest:
		return domain.Fail(domain.Invalid, domain.ReasonMalformedBody)
	case http.StatusServiceUnavailable:
		return domain.Fail(domain.Unavailable, domain.ReasonUnavailable)
	}
	return &domain.Error{Reason: domain.ReasonInternal}
}

func retryAfter(e *domain.Error) int {
	wait := e.RetryAfter
	if wait <= 0 && (e.Code == domain.Unavailable || e.Code == domain.TooMany) {
		wait = defaultRetry
	}
	return int(math.Ceil(wait.Seconds()))
}
