package repository

import (
	"encoding/json"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
)

// answeringRow is the stored form of what only few questions have: a draft,
// promises, an amended answer. Instants are microseconds, 0 for none.
type answeringRow struct {
	Draft       *draftRow    `json:"draft,omitempty"`
	Promises    []promiseRow `json:"promises,omitempty"`
	Amended     int          `json:"amended,omitempty"`
	AmendedAt   int64        `json:"amended_at,omitempty"`
	AmendReason string       `json:"amend_reason,omitempty"`
}

type draftRow struct {
	Text       string          `json:"text"`
	What       string          `json:"what,omitempty"`
	Due        domain.Date     `json:"due"`
	Hash       []byte          `json:"hash"`
	Step       question.Step   `json:"step"`
	Editors    []domain.UserID `json:"editors"`
	ApprovedBy domain.UserID   `json:"approved_by"`
	Reason     string          `json:"reason,omitempty"`
}

type promiseRow struct {
	N         int                    `json:"n"`
	Dinas     dinas.Code             `json:"dinas,omitempty"`
	What      string                 `json:"what"`
	Due       domain.Date            `json:"due"`
	Status    question.PromiseStatus `json:"status"`
	MadeAt    int64                  `json:"made_at"`
	SettledAt int64                  `json:"settled_at,omitempty"`
	Moved     int                    `json:"moved,omitempty"`
	Note      string                 `json:"note,omitempty"`
}

// answeringText returns "" for the many questions that have nothing of it.
func answeringText(s *state) string {
	if s.Draft.Step == question.StepNone && len(s.Promises) == 0 && s.Answer.Amended == 0 {
		return ""
	}
	r := answeringRow{Amended: s.Answer.Amended, AmendedAt: unixMicro(s.Answer.AmendedAt), AmendReason: s.Answer.AmendReason}
	if d := s.Draft; d.Step != question.StepNone {
		r.Draft = &draftRow{Text: d.Text, What: d.Vow.What, Due: d.Vow.Due, Hash: d.Hash[:], Step: d.Step, Editors: d.Editors,
			ApprovedBy: d.ApprovedBy, Reason: d.Reason}
	}
	for _, p := range s.Promises {
		r.Promises = append(r.Promises, promiseRow{N: p.N, Dinas: p.Dinas, What: p.What, Due: p.Due, Status: p.Status,
			MadeAt: unixMicro(p.MadeAt), SettledAt: unixMicro(p.SettledAt), Moved: p.Moved, Note: p.Note})
	}
	b, _ := json.Marshal(r) // texts, numbers and identifiers always marshal
	return string(b)
}

// answeringScanner reads what answeringText wrote.
type answeringScanner struct{ to *state }

// Scan implements sql.Scanner. The columns of the answer itself are scanned apart.
func (s answeringScanner) Scan(value any) error {
	var r answeringRow
	if err := (jsonScanner[answeringRow]{&r}).Scan(value); err != nil {
		return err
	}
	s.to.Answer.Amended, s.to.Answer.AmendedAt, s.to.Answer.AmendReason = r.Amended, fromMicro(r.AmendedAt), r.AmendReason
	if d := r.Draft; d != nil {
		s.to.Draft = question.Draft{Text: d.Text, Vow: question.Vow{What: d.What, Due: d.Due}, Step: d.Step, Editors: d.Editors,
			ApprovedBy: d.ApprovedBy, Reason: d.Reason}
		if err := (bytesScanner{s.to.Draft.Hash[:]}).Scan(d.Hash); err != nil {
			return err
		}
	}
	for _, p := range r.Promises {
		s.to.Promises = append(s.to.Promises, question.Promise{N: p.N, Dinas: p.Dinas, What: p.What, Due: p.Due, Status: p.Status,
			MadeAt: fromMicro(p.MadeAt), SettledAt: fromMicro(p.SettledAt), Moved: p.Moved, Note: p.Note})
	}
	return nil
}
