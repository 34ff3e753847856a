package repository

import (
	"strings"

	"audiensi/domain/category"
	"audiensi/domain/usecase"
)

// conditions are joined by AND; each stands in its own parentheses.
type conditions struct {
	list []string
	args []any
}

// add adds one condition; an empty one does not narrow.
func (c *conditions) add(condition string, args []any) {
	if condition != "" {
		c.list, c.args = append(c.list, "("+condition+")"), append(c.args, args...)
	}
}

// equal adds that the column has the value, unless the value is empty.
func (c *conditions) equal(column, value string) {
	if value != "" {
		c.add(column+" = ?", []any{value})
	}
}

// flag adds that the column is 1 or 0, unless nothing is asked.
func (c *conditions) flag(column string, value *bool) {
	switch {
	case value == nil:
	case *value:
		c.add(column+" = 1", nil)
	default:
		c.add(column+" = 0", nil)
	}
}

// String returns the condition that all hold.
func (c *conditions) String() string {
	if len(c.list) == 0 {
		return "1 = 1"
	}
	return strings.Join(c.list, " AND ")
}

// questionConditions turns the filter into conditions on questions q. The scope
// of a dinas is among them, so that no page can hold what is not in it.
func (d dialect) questionConditions(f usecase.QuestionFilter) *conditions {
	c := &conditions{}
	c.equal("q.dinas", string(f.Holder))
	if f.Former != "" {
		c.add("q.dinas <> ? AND q.id IN (SELECT question_id FROM custodies WHERE dinas = ?)",
			[]any{string(f.Former), string(f.Former)})
	}
	if f.Supporter != "" {
		c.add("q.id IN (SELECT question_id FROM supporting WHERE dinas = ?)", []any{string(f.Supporter)})
	}
	if f.NobodyInCharge {
		c.add("q.in_charge IS NULL", nil)
	}
	if len(f.InCharge) > 0 {
		args := make([]any, len(f.InCharge))
		for i, id := range f.InCharge {
			args[i] = id.Bytes()
		}
		c.add("q.in_charge IN ("+marks(len(args))+")", args)
	}
	if len(f.Statuses) > 0 {
		args := make([]any, len(f.Statuses))
		for i, s := range f.Statuses {
			args[i] = string(s)
		}
		c.add("q.status IN ("+marks(len(args))+")", args)
	}
	c.equal("q.category", string(f.Category))
	switch f.Class {
	case category.Information:
		c.add("q.class IN (?, '')", []any{string(f.Class)})
	default:
		c.equal("q.class", string(f.Class))
	}
	c.equal("q.dinas", string(f.Dinas))
	if !f.Session.IsZero() {
		c.add("q.session_id = ?", []any{f.Session.Bytes()})
	}
	c.equal("q.asker_kecamatan", f.Kecamatan)
	c.equal("q.asker_desa", f.Desa)
	c.equal("q.asker_role", string(f.AskerRole))
	if !f.Attendee.IsZero() {
		c.add("q.asker_attendee = ?", []any{f.Attendee.Bytes()})
	}
	c.flag("q.imported", f.Imported)
	c.flag("q.confidential", f.Confidential)
	if !f.CapturedFrom.IsZero() {
		c.add("q.start_at >= ?", []any{f.CapturedFrom.UnixMicro()})
	}
	if !f.CapturedTo.IsZero() {
		c.add("q.start_at < ?", []any{f.CapturedTo.UnixMicro()})
	}
	d.matchText(c, "q.text", f.Text)
	return c
}

// matchText adds that every word occurs in the text, in any case, also inside
// another word. It reads each text that the other conditions leave: honest and
// the same on every database, but no index. MySQL folds only what its collation
// knows; beyond Latin script the two may differ in case. INSTR, unlike LIKE, has
// no wildcards to escape.
func (d dialect) matchText(c *conditions, column, text string) {
	for _, word := range strings.Fields(strings.ToLower(text)) {
		c.add("INSTR("+d.lower+"("+column+"), ?) > 0", []any{word})
	}
}
