package api

import (
	"cmp"
	"encoding/hex"
	"time"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// answeredBy names the sealed fact of who spoke in the hall; the names of facts
// are part of encoding v1.
const answeredBy ledger.Name = "answered_by"

func timeline(t usecase.Timeline) oas.Timeline {
	after := question.StatusesAfter(t.Events)
	view := oas.Timeline{Items: make([]oas.TimelineItem, len(t.Events)), Custodies: each(t.Question.State.Custodies, custody)}
	var before question.Status
	var holder dinas.Code
	for i, e := range t.Events {
		d := question.DetailOf(e)
		if !t.Drafts {
			d.HideDraft(e.Kind)
		}
		item := timelineItem(e, d, before, after[i], t.Names)
		holder = passOn(&item, e, holder)
		view.Items[i], before = item, after[i]
	}
	return view
}

func timelineItem(e *ledger.Event, d question.Detail, before, after question.Status, names map[domain.UserID]string) oas.TimelineItem {
	hash := e.Hash()
	item := oas.TimelineItem{
		Seq: int(e.Seq), Kind: string(e.Kind), OccurredAt: e.OccurredAt, RecordedAt: e.RecordedAt, Actor: actor(e.Actor, names),
		FromStatus: named[oas.QuestionStatus](before), ToStatus: oas.QuestionStatus(after), Hash: hex.EncodeToString(hash[:]),
		Category: named[oas.Code](d.Category), Class: named[oas.Class](d.Class), Reason: optional(d.Reason),
		Text: optional(cmp.Or(d.Text, d.Message)), Note: optional(d.Note), Answer: optional(d.Answer), AnsweredBy: optional(e.Text(answeredBy)),
		OtherID: optional(d.Other.String()), Part: optional(d.Part), Parts: ids(d.Parts),
		Draft: optional(d.Draft), Promise: promised(d.Vow), PromiseNo: optional(d.PromiseNo),
		Attachment: attachmentFacts(d.File),
	}
	if !d.DraftHash.IsZero() {
		item.DraftHash = optional(d.DraftHash.String())
	}
	if e.Kind == question.KindDrafted {
		item.DraftHash = &item.Hash
	}
	item.Score, item.Comment = optional(d.Score), optional(d.Comment)
	item.InCharge, item.DeputyFor = accountRef(d.InCharge, names), accountRef(d.DeputyFor, names)
	if e.Kind == question.KindAnswered {
		item.OnTheSpot = &d.OnTheSpot
	}
	if e.Kind == question.KindNoted {
		visible := oas.VisibilityInternal
		if d.Public {
			visible = oas.VisibilityPublic
		}
		item.Visibility = &visible
	}
	return item
}

// passOn says which dinas held the question and which one gets it, and returns
// who holds it after the event.
func passOn(item *oas.TimelineItem, e *ledger.Event, holder dinas.Code) dinas.Code {
	to := question.DetailOf(e).Dinas
	switch e.Kind {
	case question.KindAnswered:
		item.Dinas = named[oas.Code](to)
		return holder
	case question.KindReturned, question.KindRecalled, question.KindMerged, question.KindSplit:
		item.Dinas = named[oas.Code](holder)
		return ""
	case question.KindSupportAdded, question.KindSupportRemoved:
		item.Dinas, item.ToDinas = named[oas.Code](holder), named[oas.Code](to)
		return holder
	}
	item.Dinas, item.ToDinas = named[oas.Code](holder), named[oas.Code](to)
	return cmp.Or(to, holder)
}

// accountRef names an account, nil for nobody.
func accountRef(id domain.UserID, names map[domain.UserID]string) *oas.AccountRef {
	if id.IsZero() {
		return nil
	}
	return &oas.AccountRef{UserID: id.String(), Name: optional(names[id])}
}

func actor(a domain.Actor, names map[domain.UserID]string) oas.Actor {
	return oas.Actor{Kind: oas.ActorKind(a.Kind), UserID: optional(a.User.String()), Name: optional(names[a.User]),
		Role: named[oas.Role](a.Role), Dinas: named[oas.Code](a.Dinas)}
}

func custody(c question.Custody) oas.Custody {
	return oas.Custody{Dinas: string(c.Dinas), AssignedAt: c.AssignedAt, AcceptedAt: when(c.AcceptedAt), EndedAt: when(c.EndedAt),
		EndedHow: named[oas.CustodyEnd](c.Ended), PausedSeconds: int64(c.Paused() / time.Second)}
}
