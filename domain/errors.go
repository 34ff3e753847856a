package domain

import (
	"errors"
	"fmt"
	"maps"
	"time"
)

// Code says what kind of failure happened, without any notion of a transport:
// the API turns a code into a status in one table.
type Code string

// The codes. Every error that leaves a use case carries one of them or is an
// unexpected failure.
const (
	Invalid         Code = "invalid"          // the input breaks a rule; Fields says which
	NotFound        Code = "not_found"        // no such thing, or outside the caller's scope
	Conflict        Code = "conflict"         // the thing's state does not allow the move
	Stale           Code = "stale"            // the caller saw an older version
	VersionRequired Code = "version_required" // the caller named no version
	KeyReused       Code = "key_reused"       // the idempotency key was used with another body
	Forbidden       Code = "forbidden"        // the caller may not do this
	Unauthenticated Code = "unauthenticated"  // nobody, or nobody any more
	TooMany         Code = "too_many"         // wait RetryAfter, then try again
	Unavailable     Code = "unavailable"      // the database cannot be reached now
)

// Error is a failure with a meaning. Reason selects the sentence that people
// read (see reasons.go); Params fill its blanks. Err is the cause, for logs only.
type Error struct {
	Code       Code
	Reason     Reason
	Params     map[string]any
	Fields     []FieldError
	RetryAfter time.Duration
	Err        error
}

// FieldError names one faulty member of the input. Pointer is an RFC 6901 JSON
// pointer into the body, or "?name" for a query parameter, or "#Name" for a
// header. Rule is the rule's name in the contract ("required", "max", ...) and
// Param its bound, if it has one.
type FieldError struct {
	Pointer string
	Rule    string
	Param   string
}

// Error implements error; it is written for logs, in English. A reason that is
// called like its code is not said twice.
func (e *Error) Error() string {
	s := string(e.Code)
	if e.Reason != "" && string(e.Reason) != s {
		s += ": " + string(e.Reason)
	}
	for _, f := range e.Fields {
		s += fmt.Sprintf(" [%s %s %s]", f.Pointer, f.Rule, f.Param)
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Fail returns an error of the code for the reason.
func Fail(code Code, reason Reason) *Error { return &Error{Code: code, Reason: reason} }

// With returns e with one more value for the sentence's blanks.
func (e *Error) With(name string, value any) *Error {
	params := maps.Clone(e.Params)
	if params == nil {
		params = map[string]any{}
	}
	params[name] = value
	c := *e
	c.Params = params
	return &c
}

// InvalidField returns an error that one member of the input breaks one rule.
func InvalidField(pointer, rule, param string) *Error {
	return &Error{Code: Invalid, Reason: ReasonInvalidInput, Fields: []FieldError{{pointer, rule, param}}}
}

// CodeOf returns the code of err, or "" where err is nil or unexpected.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// MaxFaults bounds how many faults are told at once: a body of nothing but
// faults gets no reply many times its size.
const MaxFaults = 100

// Faults collects faulty members, so that all are told at once, up to MaxFaults.
type Faults []FieldError

// Add notes that the member at pointer breaks the rule.
func (f *Faults) Add(pointer, rule, param string) {
	if len(*f) < MaxFaults {
		*f = append(*f, FieldError{pointer, rule, param})
	}
}

// Merge notes the faults of err, which a check of one member returned.
func (f *Faults) Merge(err error) {
	var e *Error
	if errors.As(err, &e) {
		*f = append(*f, e.Fields...)
	}
}

// Err returns nil if nothing was noted.
func (f Faults) Err() error {
	if len(f) == 0 {
		return nil
	}
	return &Error{Code: Invalid, Reason: ReasonInvalidInput, Fields: f}
}
