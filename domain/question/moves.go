package question

import (
	"slices"

	"audiensi/domain"
	"audiensi/domain/ledger"
)

// Move is something that may be done to a question.
type Move string

// The moves of design section 4 that exist so far.
const (
	MoveAnswerOnTheSpot Move = "answer_on_the_spot"
	MoveCategorise      Move = "categorise"
	MoveClassify        Move = "classify"
	MoveAssign          Move = "assign"
	MoveAccept          Move = "accept"
	MoveReturn          Move = "return"
	MoveTransfer        Move = "transfer"
	MoveRecall          Move = "recall"
	MoveAskBack         Move = "ask_back"
	MoveReply           Move = "reply"
	MoveNote            Move = "note"
	MovePublish         Move = "publish"
	MoveConfirm         Move = "confirm"
	MoveDispute         Move = "dispute"
	MoveReopen          Move = "reopen"
	MoveDismiss         Move = "dismiss"
	MoveCorrectText     Move = "correct_text"
	MoveCorrectAsker    Move = "correct_asker"
	MoveAddSupport      Move = "add_support"
	MoveRemoveSupport   Move = "remove_support"
	MovePutInCharge     Move = "put_in_charge"
	MoveRate            Move = "rate"
	MoveReissueReceipt  Move = "reissue_receipt"
	MoveHandOver        Move = "hand_over"  // by an administrative act only
	MoveEndWindow       Move = "end_window" // by time only
	MoveEndPause        Move = "end_pause"  // by time only
)

// The kinds of events of a question. They are part of encoding v1.
const (
	KindCaptured       ledger.Kind = "question.captured"
	KindCategorised    ledger.Kind = "question.categorised"
	KindClassified     ledger.Kind = "question.classified"
	KindAssigned       ledger.Kind = "question.assigned"
	KindAccepted       ledger.Kind = "question.accepted"
	KindReturned       ledger.Kind = "question.returned"
	KindTransferred    ledger.Kind = "question.transferred"
	KindRecalled       ledger.Kind = "question.recalled"
	KindAskedBack      ledger.Kind = "question.asked_back"
	KindReplied        ledger.Kind = "question.replied"
	KindPauseEnded     ledger.Kind = "question.pause_ended"
	KindNoted          ledger.Kind = "question.noted"
	KindAnswered       ledger.Kind = "question.answered"
	KindConfirmed      ledger.Kind = "question.confirmed"
	KindWindowEnded    ledger.Kind = "question.window_ended"
	KindDisputed       ledger.Kind = "question.disputed"
	KindReopened       ledger.Kind = "question.reopened"
	KindDismissed      ledger.Kind = "question.dismissed"
	KindTextCorrected  ledger.Kind = "question.text_corrected"
	KindAskerCorrected ledger.Kind = "question.asker_corrected"
	KindSupportAdded   ledger.Kind = "question.support_added"
	KindSupportRemoved ledger.Kind = "question.support_removed"
	KindPutInCharge    ledger.Kind = "question.put_in_charge"
	KindHandedOver     ledger.Kind = "question.handed_over"
	KindRated          ledger.Kind = "question.rated"
	KindReissued       ledger.Kind = "question.receipt_reissued"
)

type rule struct {
	move Move
	kind ledger.Kind
	from []Status
}

var (
	open = []Status{Captured, Assigned, InProgress, AwaitingAsker, Answered}
	all  = Statuses()
	held = []Status{Assigned, InProgress, AwaitingAsker}
)

// notOffered are the moves that nobody makes on one question: time makes them, or
// an administrative act does on many.
var notOffered = []Move{MoveEndWindow, MoveEndPause, MoveHandOver}

// rules is the state machine: which move is legal where, and what it records.
var rules = []rule{
	{MoveCategorise, KindCategorised, open},
	{MoveClassify, KindClassified, open},
	{MoveAnswerOnTheSpot, KindAnswered, []Status{Captured}},
	{MoveAssign, KindAssigned, []Status{Captured}},
	{MoveDismiss, KindDismissed, []Status{Captured}},
	{MoveAccept, KindAccepted, []Status{Assigned}},
	{MoveReturn, KindReturned, []Status{Assigned, InProgress}},
	{MoveTransfer, KindTransferred, []Status{Assigned, InProgress}},
	{MoveRecall, KindRecalled, held},
	{MoveAskBack, KindAskedBack, []Status{InProgress}},
	{MovePublish, KindAnswered, []Status{InProgress}},
	{MoveReply, KindReplied, []Status{AwaitingAsker}},
	{MoveEndPause, KindPauseEnded, []Status{AwaitingAsker}},
	{MoveConfirm, KindConfirmed, []Status{Answered}},
	{MoveEndWindow, KindWindowEnded, []Status{Answered}},
	{MoveDispute, KindDisputed, []Status{Answered}},
	{MoveReopen, KindReopened, []Status{Resolved, Dismissed}},
	{MoveNote, KindNoted, all},
	{MoveCorrectText, KindTextCorrected, all},
	{MoveCorrectAsker, KindAskerCorrected, all},
	{MoveAddSupport, KindSupportAdded, open},
	{MoveRemoveSupport, KindSupportRemoved, open},
	{MovePutInCharge, KindPutInCharge, []Status{Assigned, InProgress, AwaitingAsker, Answered}},
	{MoveHandOver, KindHandedOver, held},
	{MoveRate, KindRated, []Status{Answered, Resolved}},
	{MoveReissueReceipt, KindReissued, all},
}

// Moves returns the moves that the state allows, in the order of the table,
// without those of notOffered.
func (s Status) Moves() []Move {
	var moves []Move
	for _, r := range rules {
		if slices.Contains(r.from, s) && !slices.Contains(notOffered, r.move) {
			moves = append(moves, r.move)
		}
	}
	return moves
}

// legal returns the rule of the move, or a conflict that names the state and
// the moves it allows.
func (s Status) legal(move Move) (rule, error) {
	for _, r := range rules {
		if r.move == move && slices.Contains(r.from, s) {
			return r, nil
		}
	}
	return rule{}, domain.Fail(domain.Conflict, domain.ReasonIllegalMove).
		With("state", string(s)).With("move", string(move)).With("legal", s.Moves())
}
