package access

import (
	"audiensi/domain"
	"audiensi/domain/question"
)

// checkFiles returns forbidden where the move is about a file that is another's
// matter: those of the question are the moderator's, those of the answer its
// holder's, and the moderator's where it was given on the spot.
func checkFiles(p Principal, s *question.State, m question.Move) error {
	mine := true
	switch m {
	case question.MoveAttach, question.MoveDetach:
		mine = p.Role == Moderator
	case question.MoveAttachAnswer, question.MoveDetachAnswer:
		mine = p.Role.OfDinas() || p.Role == Moderator && s.Status == question.Answered && s.Answer.OnTheSpot
	}
	if !mine {
		return domain.Fail(domain.Forbidden, domain.ReasonForbidden)
	}
	return nil
}

// SeesFile reports whether the principal, who sees the question, sees the file:
// an asker sees those of the answer once it is published.
func SeesFile(p Principal, a question.Attachment) bool {
	return !p.Asker || a.For == question.ForQuestion || a.Published
}
