package question

import (
	"encoding/json"
	"time"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
)

// The names of a question's facts; part of encoding v1, never renamed.
const (
	fSession      ledger.Name = "session"
	fText         ledger.Name = "text"
	fAskerKind    ledger.Name = "asker.kind"
	fAttendee     ledger.Name = "asker.attendee"
	fAskerName    ledger.Name = "asker.name"
	fAskerPhone   ledger.Name = "asker.phone"
	fAskerRole    ledger.Name = "asker.role"
	fDesa         ledger.Name = "asker.desa"
	fKecamatan    ledger.Name = "asker.kecamatan"
	fSpokenNo     ledger.Name = "spoken_no"
	fStartAt      ledger.Name = "start_at"
	fLateReceived ledger.Name = "late_received"
	fLateCaptured ledger.Name = "late_captured"
	fTimeRejected ledger.Name = "device_time_rejected"
	fImported     ledger.Name = "imported"
	fReceipt      ledger.Name = "receipt"
	fReceiptSalt  ledger.Name = "receipt_salt"
	fCaptureKey   ledger.Name = "capture_key"
	fCaptureBody  ledger.Name = "capture_body"
	fPropCategory ledger.Name = "proposal.category"
	fPropClass    ledger.Name = "proposal.class"
	fPropDinas    ledger.Name = "proposal.dinas"
	fPropScore    ledger.Name = "proposal.confidence"
	fPropCalib    ledger.Name = "proposal.calibrated"
	fPropReasons  ledger.Name = "proposal.reasons"
	fPropModel    ledger.Name = "proposal.model"
	fPropClassSco ledger.Name = "proposal.class_confidence"
	fPropRanking  ledger.Name = "proposal.ranking"
	fPropSplit    ledger.Name = "proposal.split"
	fCategory     ledger.Name = "category"
	fClass        ledger.Name = "class"
	fDinas        ledger.Name = "dinas"
	fReason       ledger.Name = "reason"
	fMessage      ledger.Name = "message"
	fNote         ledger.Name = "note"
	fPublic       ledger.Name = "public"
	fAnswer       ledger.Name = "answer"
	fAnsweredBy   ledger.Name = "answered_by"
	fOnTheSpot    ledger.Name = "on_the_spot"
	fWindowEnds   ledger.Name = "window_ends_at"
	fPauseEnds    ledger.Name = "pause_ends_at"
	fToTriage     ledger.Name = "to_triage"
	fInCharge     ledger.Name = "in_charge"
	fUnder        ledger.Name = "under"
	fDeputyFor    ledger.Name = "deputy_for"
	fScore        ledger.Name = "score"
	fComment      ledger.Name = "comment"
	fDraft        ledger.Name = "draft"
	fDraftHash    ledger.Name = "draft_hash"
	fPromise      ledger.Name = "promise"
	fPromiseDue   ledger.Name = "promise_due"
	fPromiseNo    ledger.Name = "promise_no"
	fConfidential ledger.Name = "confidential"
)

// Capture is what is known of a question when it is logged. Texts are clean
// already (domain.CleanText). OccurredAt is the device's time of an offline
// capture, else zero. Imported says that it is the first instant of a day of the past, as
// State.Imported has it: no device told that, and nothing was late.
type Capture struct {
	ID          domain.QuestionID
	Session     domain.SessionID
	Text        string
	Asker       Asker
	SpokenNo    int
	OccurredAt  time.Time
	Imported    bool
	Window      CaptureWindow
	Proposal    Proposal
	Receipt     ledger.Hash
	ReceiptSalt []byte
	Key         ledger.Hash
	Body        ledger.Hash

	Confidential bool // from the start; see State.Confidential
}

// CaptureWindow is what decides on a capture's times: the session's day (from
// its first instant to its last) and when it closed, zero while it is open.
type CaptureWindow struct {
	DayStart, DayEnd time.Time
	ClosedAt         time.Time
}

// New captures a question. A device time outside the session's day or in the
// future is kept, flagged, and clocks start when it was recorded.
func New(act Act, c Capture) *Question {
	q := &Question{s: State{ID: c.ID}}
	e := &ledger.Event{Kind: KindCaptured, OccurredAt: act.Now}
	start := act.Now
	e.Facts.SetBool(fImported, c.Imported)
	if !c.OccurredAt.IsZero() {
		e.OccurredAt, start = c.OccurredAt, c.OccurredAt
		if c.Imported {
			c.Window = CaptureWindow{}
		} else if c.OccurredAt.After(act.Now) || c.OccurredAt.Before(c.Window.DayStart) || !c.OccurredAt.Before(c.Window.DayEnd) {
			e.Facts.SetBool(fTimeRejected, true)
			start = act.Now
		}
	}
	if closed := c.Window.ClosedAt; !closed.IsZero() {
		e.Facts.SetBool(fLateReceived, !act.Now.Before(closed))
		e.Facts.SetBool(fLateCaptured, !start.Before(closed))
	}
	e.Facts.SetTime(fStartAt, start.UTC().Truncate(time.Microsecond))
	stateCapture(e, c)
	q.s.Proposal = c.Proposal
	q.record(e, act)
	return q
}

// stateCapture states what does not depend on times.
func stateCapture(e *ledger.Event, c Capture) {
	e.Facts.SetBytes(fSession, c.Session.Bytes())
	e.Facts.SetInt(fSpokenNo, int64(c.SpokenNo))
	e.Facts.SetBytes(fReceipt, c.Receipt[:])
	e.Facts.SetBytes(fReceiptSalt, c.ReceiptSalt)
	e.Facts.SetBytes(fCaptureKey, c.Key[:])
	e.Facts.SetBytes(fCaptureBody, c.Body[:])
	e.Facts.SetBool(fConfidential, c.Confidential)
	e.SetSealed(fText, c.Text)
	stateAsker(e, c.Asker)
	stateProposal(e, c.Proposal)
}

func stateAsker(e *ledger.Event, a Asker) {
	e.Facts.SetText(fAskerKind, string(a.Kind))
	if !a.Attendee.IsZero() {
		e.Facts.SetBytes(fAttendee, a.Attendee.Bytes())
	}
	e.Facts.SetText(fAskerRole, string(a.Role))
	e.Facts.SetText(fDesa, a.Desa)
	e.Facts.SetText(fKecamatan, a.Kecamatan)
	e.SetSealed(fAskerName, a.Name)
	e.SetSealed(fAskerPhone, a.Phone)
}

func askerOf(e *ledger.Event) Asker {
	a := Asker{
		Kind: AskerKind(e.Facts.Text(fAskerKind)), Role: domain.AskerRole(e.Facts.Text(fAskerRole)),
		Desa: e.Facts.Text(fDesa), Kecamatan: e.Facts.Text(fKecamatan),
		Name: e.Text(fAskerName), Phone: e.Text(fAskerPhone),
	}
	a.Attendee, _ = domain.IDFromBytes[domain.AttendeeKind](e.Facts.Bytes(fAttendee))
	return a
}

// stateProposal states the proposal. The terms that decided are words of the
// text, so they are sealed like it.
func stateProposal(e *ledger.Event, p Proposal) {
	if p.Model == "" {
		return
	}
	e.Facts.SetText(fPropModel, p.Model)
	e.Facts.SetText(fPropCategory, string(p.Category))
	e.Facts.SetText(fPropClass, string(p.Class))
	e.Facts.SetText(fPropDinas, string(p.Dinas))
	e.Facts.SetFloat(fPropScore, p.Confidence)
	e.Facts.SetBool(fPropCalib, p.Calibrated)
	if p.ClassConfidence != 0 {
		e.Facts.SetFloat(fPropClassSco, p.ClassConfidence)
	}
	e.SetSealed(fPropReasons, listText(p.Reasons))
	e.Facts.SetText(fPropRanking, rankingText(p.Ranking))
	e.Facts.SetText(fPropSplit, listText(p.Split))
}

// listText is a list as JSON, "" where it is empty.
func listText[T any](list []T) string {
	if len(list) == 0 {
		return ""
	}
	b, _ := json.Marshal(list) // codes, terms and numbers always marshal
	return string(b)
}

func proposalOf(e *ledger.Event) Proposal {
	p := Proposal{
		Model: e.Facts.Text(fPropModel), Category: category.Code(e.Facts.Text(fPropCategory)),
		Class: category.Class(e.Facts.Text(fPropClass)), Dinas: dinas.Code(e.Facts.Text(fPropDinas)),
		Confidence: e.Facts.Float(fPropScore), Calibrated: e.Facts.Bool(fPropCalib), ClassConfidence: e.Facts.Float(fPropClassSco),
	}
	p.Ranking = rankingOf(e.Facts.Text(fPropRanking))
	_ = json.Unmarshal([]byte(e.Facts.Text(fPropSplit)), &p.Split) // "" leaves none
	_ = json.Unmarshal([]byte(e.Text(fPropReasons)), &p.Reasons)   // erased terms leave none
	return p
}
