package question

import (
	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
)

// IsPublicNote reports whether the event is a note that the asker may read.
func IsPublicNote(e *ledger.Event) bool { return e.Kind == KindNoted && e.Facts.Bool(fPublic) }

// Detail is what one event says, for a timeline. Members it does not state are empty.
type Detail struct {
	Category  category.Code
	Class     category.Class
	Dinas     dinas.Code
	Text      string
	Reason    string
	Message   string
	Note      string
	Public    bool
	Answer    string
	OnTheSpot bool
	Score     int               // of a rating, 0 for none
	Comment   string            // of a rating
	InCharge  domain.UserID     // who was put in charge
	DeputyFor domain.UserID     // whose deputy the actor acted as
	Other     domain.QuestionID // of a tie
	Part      int
	Parts     []domain.QuestionID
	Draft     string      // only for those who may read drafts
	DraftHash ledger.Hash // of the draft that the event is about
	Vow       Vow
	PromiseNo int        // of the promise that the event is about
	File      Attachment // what the event says of a file
}

// DetailOf returns what the event says. An asker's name never is part of it.
func DetailOf(e *ledger.Event) Detail {
	inCharge, _ := domain.IDFromBytes[domain.UserKind](e.Facts.Bytes(fInCharge))
	deputyFor, _ := domain.IDFromBytes[domain.UserKind](e.Facts.Bytes(fDeputyFor))
	d := Detail{
		InCharge: inCharge, DeputyFor: deputyFor, Score: int(e.Facts.Int(fScore)), Comment: e.Text(fComment),
		Category: category.Code(e.Facts.Text(fCategory)), Class: category.Class(e.Facts.Text(fClass)),
		Dinas: dinas.Code(e.Facts.Text(fDinas)), Text: e.Text(fText), Reason: e.Text(fReason),
		Message: e.Text(fMessage), Note: e.Text(fNote), Public: e.Facts.Bool(fPublic),
		Answer: e.Text(fAnswer), OnTheSpot: e.Facts.Bool(fOnTheSpot),
		Other: otherOf(e), Part: int(e.Facts.Int(fPart)), Parts: partsOf(e),
		Draft: e.Text(fDraft), Vow: vowOf(e), PromiseNo: int(e.Facts.Int(fPromiseNo)), File: attachmentOf(e),
	}
	copy(d.DraftHash[:], e.Facts.Bytes(fDraftHash))
	return d
}

// HideDraft takes out what only those who may read drafts may know: the text of a
// draft, what it promises, and why it was rejected.
func (d *Detail) HideDraft(kind ledger.Kind) {
	switch kind {
	case KindDrafted:
		d.Draft, d.Vow = "", Vow{}
	case KindDraftRejected:
		d.Reason = ""
	}
}

// StatusesAfter returns the state after each of a question's events, in order.
func StatusesAfter(events []*ledger.Event) []Status {
	var s State
	after := make([]Status, len(events))
	for i, e := range events {
		apply(&s, e)
		after[i] = s.Status
	}
	return after
}
