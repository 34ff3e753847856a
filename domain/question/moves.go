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
	MoveHandOver        Move = "hand_over"     // by an administrative act only
	MoveAttach          Move = "attach"        // a file to the question
	MoveAttachAnswer    Move = "attach_answer" // a file to the answer
	MoveDetach          Move = "detach"
	MoveDetachAnswer    Move = "detach_answer"
	MoveEndWindow       Move = "end_window" // by time only
	MoveEndPause        Move = "end_pause"  // by time only

	MoveDraft        Move = "draft"
	MoveSubmit       Move = "submit"
	MoveApprove      Move = "approve"
	MoveRejectDraft  Move = "reject_draft"
	MoveAmend        Move = "amend"
	MoveMovePromise  Move = "move_promise"
	MoveKeepPromise  Move = "keep_promise"
	MoveBreakPromise Move = "break_promise"
)

// The moves that tie questions to others: see merge.go and split.go.
const (
	MoveMerge           Move = "merge"
	MoveUnmerge         Move = "unmerge"
	MoveSplit           Move = "split"
	MoveUnsplit         Move = "unsplit"
	MoveAbsorb          Move = "absorb"           // nobody's: another was merged into it
	MoveRelease         Move = "release"          // nobody's: and was detached again
	MoveReachAnswer     Move = "reach_answer"     // nobody's: the survivor's
	MoveReachResolution Move = "reach_resolution" // nobody's: the survivor's
	MoveSettlePart      Move = "settle_part"      // nobody's: the part's
	MoveReopenPart      Move = "reopen_part"      // nobody's: the part's
	MoveResolveParts    Move = "resolve_parts"    // nobody's: the last part's
	MoveReopenParts     Move = "reopen_parts"     // nobody's: the first part's again
	MoveLetGo           Move = "let_go"           // nobody's: the parent's
)

// The moves of the confidential flag: see confidential.go.
const (
	MoveMarkConfidential   Move = "mark_confidential"
	MoveUnmarkConfidential Move = "unmark_confidential"
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

	KindDrafted       ledger.Kind = "question.drafted"
	KindSubmitted     ledger.Kind = "question.submitted"
	KindApproved      ledger.Kind = "question.approved"
	KindDraftRejected ledger.Kind = "question.draft_rejected"
	KindAmended       ledger.Kind = "question.amended"
	KindPromiseMoved  ledger.Kind = "question.promise_moved"
	KindPromiseKept   ledger.Kind = "question.promise_kept"
	KindPromiseBroken ledger.Kind = "question.promise_broken"

	KindAttached ledger.Kind = "question.attached"
	KindDetached ledger.Kind = "question.detached"
)

// The kinds of events that tie a question to others.
const (
	KindMerged            ledger.Kind = "question.merged"
	KindMergedIn          ledger.Kind = "question.merged_in"
	KindUnmerged          ledger.Kind = "question.unmerged"
	KindUnmergedOut       ledger.Kind = "question.unmerged_out"
	KindAnswerReached     ledger.Kind = "question.answer_reached"
	KindResolutionReached ledger.Kind = "question.resolution_reached"
	KindSplit             ledger.Kind = "question.split"
	KindUnsplit           ledger.Kind = "question.unsplit"
	KindPartSettled       ledger.Kind = "question.part_settled"
	KindPartReopened      ledger.Kind = "question.part_reopened"
	KindPartsResolved     ledger.Kind = "question.parts_resolved"
	KindPartsReopened     ledger.Kind = "question.parts_reopened"
	KindParentUnsplit     ledger.Kind = "question.parent_unsplit"
)

// The kinds of events of the confidential flag.
const (
	KindMarkedConfidential   ledger.Kind = "question.marked_confidential"
	KindUnmarkedConfidential ledger.Kind = "question.unmarked_confidential"
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

	movable    = []Status{Captured, Assigned, InProgress} // into another, or into parts
	served     = []Status{Answered, Merged}               // an answer is there, or may have reached it
	published  = []Status{Answered, Resolved}
	answerable = []Status{InProgress, Answered, Resolved} // an answer or its amendment can be drafted
	promised   = []Status{Captured, Assigned, InProgress, Answered, Resolved}

	answering = []Status{InProgress, Answered} // files of the answer come and go
)

// notOffered are the moves that nobody makes on one question: time makes them, an
// administrative act does on many, or what became of another question does.
var notOffered = []Move{MoveEndWindow, MoveEndPause, MoveHandOver, MoveAbsorb, MoveRelease, MoveReachAnswer, MoveReachResolution,
	MoveSettlePart, MoveReopenPart, MoveResolveParts, MoveReopenParts, MoveLetGo}

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
	{MoveConfirm, KindConfirmed, served},
	{MoveEndWindow, KindWindowEnded, served},
	{MoveDispute, KindDisputed, served},
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

	{MoveMerge, KindMerged, movable},
	{MoveUnmerge, KindUnmerged, []Status{Merged}},
	{MoveSplit, KindSplit, movable},
	{MoveUnsplit, KindUnsplit, []Status{Split}},
	{MoveAbsorb, KindMergedIn, open},
	{MoveRelease, KindUnmergedOut, append([]Status{Resolved}, open...)},
	{MoveReachAnswer, KindAnswerReached, []Status{Merged}},
	{MoveReachResolution, KindResolutionReached, []Status{Merged}},
	{MoveSettlePart, KindPartSettled, []Status{Split}},
	{MoveReopenPart, KindPartReopened, []Status{Split}},
	{MoveResolveParts, KindPartsResolved, []Status{Split}},
	{MoveReopenParts, KindPartsReopened, []Status{Split}},
	{MoveLetGo, KindParentUnsplit, []Status{Dismissed}},
	{MoveDraft, KindDrafted, answerable},
	{MoveSubmit, KindSubmitted, answerable},
	{MoveApprove, KindApproved, answerable},
	{MoveRejectDraft, KindDraftRejected, answerable},
	{MoveAmend, KindAmended, published},
	{MoveMovePromise, KindPromiseMoved, promised},
	{MoveKeepPromise, KindPromiseKept, promised},
	{MoveBreakPromise, KindPromiseBroken, promised},

	{MoveAttach, KindAttached, open},
	{MoveDetach, KindDetached, open},
	{MoveAttachAnswer, KindAttached, answering},
	{MoveDetachAnswer, KindDetached, answering},
	{MoveMarkConfidential, KindMarkedConfidential, all},
	{MoveUnmarkConfidential, KindUnmarkedConfidential, all},
}

// Moves returns the moves that the status allows, in the order of the table,
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

// Moves returns the moves of the status that the question's ties to others, the
// step of its draft, its promises, its asker, who supports it and its confidential
// flag allow too.
func (s *State) Moves() []Move {
	return slices.DeleteFunc(s.Status.Moves(), func(m Move) bool { return s.barred(m) || s.moot(m) || !s.offers(m) })
}

func (s *State) offers(m Move) bool {
	switch m {
	case MoveSubmit:
		return s.Draft.Step == StepEditing || s.Draft.Step == StepRejected
	case MoveApprove, MoveRejectDraft:
		return s.Draft.Step == StepSubmitted
	case MoveAskBack:
		return s.Asker.Reachable()
	case MoveReissueReceipt:
		return s.Asker.Kind != Anonymous
	case MoveAddSupport:
		return len(s.Supporting) < MaxSupporting
	case MoveRemoveSupport:
		return len(s.Supporting) > 0
	case MoveAmend:
		return !s.Answer.PublishedAt.IsZero()
	case MoveMovePromise, MoveKeepPromise, MoveBreakPromise:
		return s.OpenPromise() != nil
	}
	return true
}

// May returns nil if the question's status allows the move, else the conflict
// that the move would be.
func (q *Question) May(move Move) error {
	_, err := q.s.legal(move)
	return err
}

// legal returns the rule of the move, or a conflict that names the state and
// the moves it allows. Of what ties bar, the verbs tell why.
func (s *State) legal(move Move) (rule, error) {
	for _, r := range rules {
		if r.move == move && slices.Contains(r.from, s.Status) && (s.Status != Merged || !s.barred(move)) {
			return r, nil
		}
	}
	return rule{}, domain.Fail(domain.Conflict, domain.ReasonIllegalMove).
		With("state", string(s.Status)).With("move", string(move)).With("legal", s.Moves())
}
