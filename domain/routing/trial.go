package routing

import (
	"slices"

	"audiensi/domain"
	"audiensi/domain/dinas"
)

// Trial compares how rules route with how they would with one rule more.
type Trial struct {
	rule          Rule
	before, after []Rule
}

// Effect is what the rule on trial does to one case.
type Effect struct {
	Matched  bool       // its own conditions hold
	Taken    bool       // and it is the first
	From, To dinas.Code // without it and with it, empty for none
}

// Changed reports whether the case gets another dinas.
func (e Effect) Changed() bool { return e.From != e.To }

// NewTrial tries the rule beside the others or, unless replaces is zero, in the
// place of the one with that ID. The rule has an ID that no other has.
func NewTrial(rules []Rule, r Rule, replaces domain.RuleID) Trial {
	others := slices.DeleteFunc(slices.Clone(rules), func(other Rule) bool { return other.ID == replaces })
	return Trial{rule: r, before: rules, after: append(others, r)}
}

// Only returns the trial among those rules that keep holds for. Where it does
// not hold for the rule on trial, that still matches but is never taken.
func (t Trial) Only(keep func(Rule) bool) Trial {
	return Trial{rule: t.rule, before: only(t.before, keep), after: only(t.after, keep)}
}

func only(rules []Rule, keep func(Rule) bool) []Rule {
	return slices.DeleteFunc(slices.Clone(rules), func(r Rule) bool { return !keep(r) })
}

// Effect returns what the rule does to the case.
func (t Trial) Effect(c Case) Effect {
	before, _ := Route(t.before, c)
	after, found := Route(t.after, c)
	return Effect{Matched: t.rule.Matches(c), Taken: found && after.ID == t.rule.ID, From: before.Dinas, To: after.Dinas}
}
