package access

import (
	"audiensi/domain"
	"audiensi/domain/question"
)

// View says how much of a question a principal may see.
type View int

// The views, from nothing to everything.
const (
	Hidden   View = iota // it does not exist for them
	AsItWas              // as it was when their dinas' last custody ended
	Plain                // today's state, without the asker's name and phone; see VeiledFrom
	WithName             // and with them: for those who must act on them
)

// ViewOf returns what the principal may see of the question.
func ViewOf(p Principal, s *question.State) View {
	switch {
	case p.Asker:
		return Plain
	case !p.May(QuestionRead):
		return Hidden
	case p.Role == Inspector || p.Role == Moderator && !s.Confidential:
		return WithName
	case p.Role == Moderator || p.Role == Administrator:
		return Plain
	case p.Role.OfDinas() && p.Dinas != "" && s.Dinas == p.Dinas:
		return WithName
	case p.Role.OfDinas() && p.Dinas != "" && s.SupportedBy(p.Dinas):
		return Plain
	case p.Role.OfDinas() && s.LastHeldBy(p.Dinas) != nil:
		return AsItWas
	}
	return Hidden
}

// VeiledFrom reports whether nothing at all of the asker's identity is shown to
// the principal, also not desa and role, by which a village knows who it was: of
// what is confidential, to all but the holder and the inspectorate. The asker's
// own receipt shows what it always does.
func VeiledFrom(p Principal, s *question.State) bool {
	return s.Confidential && !p.Asker && ViewOf(p, s) != WithName
}

var needed = map[question.Move]Permission{
	question.MoveAnswerOnTheSpot: AnswerOnTheSpot,
	question.MoveCategorise:      Categorise,
	question.MoveClassify:        Categorise,
	question.MoveAssign:          Assign,
	question.MoveRecall:          Recall,
	question.MoveDismiss:         Dismiss,
	question.MoveCorrectText:     Correct,
	question.MoveCorrectAsker:    Correct,
	question.MoveReply:           ActForAsker,
	question.MoveConfirm:         ActForAsker,
	question.MoveDispute:         ActForAsker,
	question.MoveReopen:          Reopen,
	question.MoveNote:            Note,
	question.MoveAccept:          Handle,
	question.MoveReturn:          Handle,
	question.MoveTransfer:        Handle,
	question.MoveAskBack:         Handle,
	question.MovePublish:         Handle,
	question.MoveAddSupport:      Support,
	question.MoveRemoveSupport:   Support,
	question.MovePutInCharge:     Handle,
	question.MoveRate:            ActForAsker,
	question.MoveReissueReceipt:  ActForAsker,

	question.MoveMerge:        Merge,
	question.MoveUnmerge:      Merge,
	question.MoveSplit:        Split,
	question.MoveUnsplit:      Split,
	question.MoveDraft:        Handle,
	question.MoveSubmit:       Handle,
	question.MoveApprove:      Approve,
	question.MoveRejectDraft:  Approve,
	question.MoveAmend:        Amend,
	question.MoveMovePromise:  Promise,
	question.MoveKeepPromise:  Promise,
	question.MoveBreakPromise: Promise,
	question.MoveAttach:       Attach,
	question.MoveDetach:       Attach,
	question.MoveAttachAnswer: Attach,
	question.MoveDetachAnswer: Attach,

	question.MoveMarkConfidential:   Correct,
	question.MoveUnmarkConfidential: Correct,
}

var askers = map[question.Move]bool{question.MoveReply: true, question.MoveConfirm: true, question.MoveDispute: true, question.MoveRate: true,
	question.MoveAttach: true}

// supporters are the moves of a dinas that supports without holding.
var supporters = map[question.Move]bool{question.MoveNote: true, question.MoveDraft: true}

// CheckMove returns nil if the principal may make the move on the question,
// whatever its state: not_found where they may not see it, forbidden where they
// may only read it. Whether the state allows the move is the aggregate's matter.
func CheckMove(p Principal, s *question.State, m question.Move) error {
	if p.Asker {
		if askers[m] {
			return nil
		}
		return domain.Fail(domain.Forbidden, domain.ReasonForbidden)
	}
	view := ViewOf(p, s)
	if view == Hidden {
		return domain.Fail(domain.NotFound, domain.ReasonNotFound)
	}
	perm, ok := needed[m]
	if !ok || view == AsItWas || p.Role.OfDinas() && s.Dinas != p.Dinas && !supporters[m] || m == question.MoveAmend && !amends(p, s) {
		return domain.Fail(domain.Forbidden, domain.ReasonForbidden)
	}
	if err := p.Require(perm); err != nil {
		return err
	}
	return checkFiles(p, s, m)
}

// DeputyFor returns whose deputy the principal makes the move as; zero where it
// does so by its own right.
func DeputyFor(p Principal, m question.Move) domain.UserID { return p.DeputyFor(needed[m]) }

// amends reports whether the answer is the principal's to amend: a dinas amends
// its own, a moderator one given on the spot, which no dinas holds.
func amends(p Principal, s *question.State) bool {
	return (p.Role == Moderator) == s.Answer.OnTheSpot
}

// ReadsDrafts reports whether the principal may read the drafts of the question:
// its holder and supporting dinas, who make them, moderators and inspectors.
func ReadsDrafts(p Principal, s *question.State) bool {
	return !p.Asker && p.Role != Administrator && ViewOf(p, s) >= Plain
}

// MovesFor returns the moves the principal can make on the question now.
func MovesFor(p Principal, s *question.State) []question.Move {
	var moves []question.Move
	for _, m := range s.Moves() {
		if m == question.MoveApprove && (s.Draft.EditedBy(p.User) || s.Draft.EditedBy(p.DeputyFor(Approve))) {
			continue
		}
		if CheckMove(p, s, m) == nil && s.HasFilesFor(m) {
			moves = append(moves, m)
		}
	}
	return moves
}
