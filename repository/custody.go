package repository

import (
	"context"
	"database/sql"
	"encoding/json"
	"math/bits"
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// custodyRow is one custody and whose it is.
type custodyRow struct {
	Question domain.QuestionID
	question.Custody
}

var custodyColumns = slices.Concat([]column[custodyRow]{
	idColumn("question_id", func(c *custodyRow) *domain.QuestionID { return &c.Question }),
	intColumn("n", func(c *custodyRow) *int { return &c.N }),
	textColumn("dinas", func(c *custodyRow) *dinas.Code { return &c.Dinas }),
	timeColumn("assigned_at", func(c *custodyRow) *time.Time { return &c.AssignedAt }),
	intColumn("from_seq", func(c *custodyRow) *uint64 { return &c.FromSeq }),
}, mutable(
	timeColumn("accepted_at", func(c *custodyRow) *time.Time { return &c.AcceptedAt }),
	timeColumn("ended_at", func(c *custodyRow) *time.Time { return &c.EndedAt }),
	textColumn("ended", func(c *custodyRow) *question.Ended { return &c.Ended }),
	intColumn("end_seq", func(c *custodyRow) *uint64 { return &c.EndSeq }),
	column[custodyRow]{name: "pauses", value: func(c *custodyRow) any { return pausesText(c.Pauses) },
		dest: func(c *custodyRow) any { return pausesScanner{&c.Pauses} }},
))

var (
	insertCustody   = insertSQL("custodies", custodyColumns)
	updateCustody   = updateSQL("custodies", custodyColumns, "question_id = ? AND n = ?")
	selectCustodies = "SELECT " + names(custodyColumns, "") + " FROM custodies WHERE question_id IN "
)

// pauseRow is the stored form of a pause: microseconds, To 0 while it runs.
type pauseRow struct {
	From   int64 `json:"from"`
	To     int64 `json:"to,omitempty"`
	Capped bool  `json:"capped,omitempty"`
}

func pausesText(pauses []question.Pause) string {
	rows := make([]pauseRow, len(pauses))
	for i, p := range pauses {
		rows[i] = pauseRow{From: p.From.UnixMicro(), To: unixMicro(p.To), Capped: p.Capped}
	}
	return toJSON(rows)
}

// pausesScanner reads what pausesText wrote.
type pausesScanner struct{ to *[]question.Pause }

// Scan implements sql.Scanner.
func (s pausesScanner) Scan(value any) error {
	text, err := scanText(value)
	if err != nil || text == "" {
		return err
	}
	var rows []pauseRow
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		return err
	}
	for _, r := range rows {
		*s.to = append(*s.to, question.Pause{From: time.UnixMicro(r.From).UTC(), To: fromMicro(r.To), Capped: r.Capped})
	}
	return nil
}

// saveCustodies writes what the pending events began, changed or ended.
func (t *txn) saveCustodies(ctx context.Context, s *state, loaded uint64, pending []*ledger.Event) error {
	for _, c := range s.Custodies {
		row := custodyRow{s.ID, c}
		var err error
		switch {
		case c.FromSeq > loaded:
			_, err = t.unit.ExecContext(ctx, insertCustody, values(custodyColumns, &row, false)...)
		case c.EndSeq > loaded || c.EndSeq == 0 && slices.ContainsFunc(pending, mayChangeCustody):
			_, err = t.unit.ExecContext(ctx, updateCustody, append(values(custodyColumns, &row, true), s.ID.Bytes(), c.N)...)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// mayChangeCustody is false for the frequent kinds that leave custodies alone.
func mayChangeCustody(e *ledger.Event) bool {
	switch e.Kind {
	case question.KindNoted, question.KindCategorised, question.KindClassified,
		question.KindTextCorrected, question.KindAskerCorrected,
		question.KindSupportAdded, question.KindSupportRemoved, question.KindPutInCharge, question.KindRated, question.KindReissued,
		question.KindMergedIn, question.KindUnmergedOut,
		question.KindAnswerReached, question.KindResolutionReached:
		return false
	}
	return true
}

// loadCustodies completes the states, with one query for all. The list of
// identifiers is padded to a power of two, so that few statements are prepared.
func (t *txn) loadCustodies(ctx context.Context, states []*state) error {
	byID := make(map[domain.QuestionID]*state, len(states))
	var ids []any
	for _, s := range states {
		if !s.FirstAssignedAt.IsZero() { // the others never had one
			byID[s.ID] = s
			ids = append(ids, s.ID.Bytes())
		}
	}
	if len(ids) == 0 {
		return nil
	}
	for bits.OnesCount(uint(len(ids))) != 1 {
		ids = append(ids, ids[0])
	}
	scan := func(rows *sql.Rows) error {
		var c custodyRow
		if err := rows.Scan(dests(custodyColumns, &c)...); err != nil {
			return err
		}
		s := byID[c.Question]
		s.Custodies = append(s.Custodies, c.Custody)
		return nil
	}
	return t.unit.query(ctx, scan, selectCustodies+"("+marks(len(ids))+") ORDER BY question_id, n", ids...)
}
