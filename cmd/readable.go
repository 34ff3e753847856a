package cmd

import (
	"errors"
	"fmt"
	"strings"

	"audiensi/domain"
)

// reasons says in words what an operator can come across; the API has its own
// sentences, in two languages.
var reasons = map[domain.Reason]string{
	domain.ReasonLastAdministrator: "this is the last administrator: add another first",
	domain.ReasonAlreadyExists:     "it exists already",
	domain.ReasonDinasRetired:      "that dinas exists no more",
	domain.ReasonUnavailable:       "the database cannot be reached",
	domain.ReasonNotFound:          "it was not found in the database",
	domain.ReasonSessionPlanned:    "the session was never opened: open it, or choose another",
}

// rules says in words which rule a value breaks.
var rules = map[string]string{
	"username":  "3 to 40 small letters, digits, dots, hyphens and underscores, a letter or digit first",
	"required":  "must be given",
	"exists":    "does not exist",
	"min":       "at least %s characters",
	"max":       "at most %s characters",
	"oneof":     "one of: %s",
	"forbidden": "not for the role %s",
	"password":  "must differ from the username",
	"retired":   "exists no more",
}

// readableError returns err as a person at the machine reads it: every faulty
// value with its rule.
func readableError(err error) error {
	var e *domain.Error
	if !errors.As(err, &e) {
		return err
	}
	var parts []string
	for _, f := range e.Fields {
		rule, ok := rules[f.Rule]
		if !ok {
			rule, ok = fileRules[f.Rule]
		}
		switch {
		case !ok:
			rule = strings.TrimSpace(f.Rule + " " + f.Param)
		case strings.Contains(rule, "%s"):
			rule = fmt.Sprintf(rule, strings.ReplaceAll(f.Param, " ", ", "))
		}
		if member := strings.TrimPrefix(f.Pointer, "/"); member != "" {
			rule = member + ": " + rule
		}
		parts = append(parts, rule)
	}
	if len(parts) > 0 {
		return errors.New(strings.Join(parts, "; "))
	}
	if words, ok := reasons[e.Reason]; ok {
		return errors.New(words)
	}
	return err
}
