package repository

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strconv"

	"audiensi/domain"
	"audiensi/domain/usecase"
)

// order is how a list is sorted: by a column of numbers or texts, if any, and
// then by the column that tells all rows apart. All names are constants.
type order struct {
	list    string // whose order it is
	by      string // may be empty
	byText  bool
	tie     string
	tieText bool // else bytes
	desc    bool
}

// mark is the place of one row in its order.
type mark struct {
	Number int64  `json:"n,omitempty"`
	Text   string `json:"s,omitempty"`
	Tie    []byte `json:"t"`
}

// cursor is what a client gets to come back with: the last row of a page and
// what list it belongs to. A forged one can only name another place in the list.
type cursor struct {
	mark
	Of []byte `json:"o"`
}

// keyset is one page of a list.
type keyset struct {
	order
	limit int   // 0 for all
	after *mark // nil for the first page
	of    []byte
}

// page returns the page asked for, or an invalid error for a cursor that is not
// one of this list in this order with this filter.
func (o order) page(p usecase.Page, filter any) (keyset, error) {
	k := keyset{order: o, limit: p.Limit, of: o.fingerprint(filter)}
	if p.Cursor == "" {
		return k, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(p.Cursor)
	var c cursor
	if err != nil || json.Unmarshal(raw, &c) != nil || string(c.Of) != string(k.of) {
		return k, &domain.Error{Code: domain.Invalid, Reason: domain.ReasonBadCursor,
			Fields: []domain.FieldError{{Pointer: "?cursor", Rule: "cursor"}}}
	}
	k.after = &c.mark
	return k, nil
}

func (o order) fingerprint(filter any) []byte {
	b, _ := json.Marshal([]any{o.list, o.by, o.desc, filter}) // filters hold texts and times only
	sum := sha256.Sum256(b)
	return sum[:9]
}

// where returns the condition for rows after the cursor, "" on the first page.
// The bound on the first column alone lets every database seek in its index.
func (k keyset) where() (string, []any) {
	if k.after == nil {
		return "", nil
	}
	op := " > ?"
	if k.desc {
		op = " < ?"
	}
	var tie, by any = k.after.Tie, k.after.Number
	if k.tieText {
		tie = string(k.after.Tie)
	}
	if k.by == "" {
		return k.tie + op, []any{tie}
	}
	if k.byText {
		by = k.after.Text
	}
	return k.by + op[:2] + "= ? AND (" + k.by + op + " OR " + k.tie + op + ")", []any{by, by, tie}
}

// orderBy returns the sort keys.
func (k keyset) orderBy() string {
	direction := ""
	if k.desc {
		direction = " DESC"
	}
	if k.by == "" {
		return k.tie + direction
	}
	return k.by + direction + ", " + k.tie + direction
}

// ordered returns the end of a query for the page: its order, and one row more
// than it holds.
func (k keyset) ordered() string {
	if k.limit <= 0 {
		return " ORDER BY " + k.orderBy()
	}
	return " ORDER BY " + k.orderBy() + " LIMIT " + strconv.Itoa(k.limit+1)
}

// cut takes the row too many off, which the query asked for to learn whether
// there is a next page, and returns that page's cursor.
func cut[R any](k keyset, rows []R, markOf func(R) mark) ([]R, string) {
	if k.limit <= 0 || len(rows) <= k.limit {
		return rows, ""
	}
	rows = rows[:k.limit]
	b, _ := json.Marshal(cursor{mark: markOf(rows[k.limit-1]), Of: k.of}) // always marshals
	return rows, base64.RawURLEncoding.EncodeToString(b)
}
