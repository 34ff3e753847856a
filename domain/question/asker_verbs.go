package question

import (
	"time"

	"audiensi/domain"
	"audiensi/domain/ledger"
)

// Rating is what the asker thinks of the answer: a score from 1 to 5, and in
// their words why. The zero Score is none yet.
type Rating struct {
	Score   int
	Comment string
	At      time.Time
}

// The bounds of a rating's score.
const (
	LeastScore = 1
	MostScore  = 5
)

// Rate says what the asker thinks of the answer, also through a moderator. The
// last word counts, until another answer.
func (q *Question) Rate(act Act, score int, comment string) error {
	return q.do(MoveRate, act, func(e *ledger.Event) error {
		if score == q.s.Rating.Score && comment == q.s.Rating.Comment {
			return domain.Fail(domain.Conflict, domain.ReasonNothingChanged)
		}
		e.Facts.SetInt(fScore, int64(score))
		e.SetSealed(fComment, comment)
		return nil
	})
}

// ReissueReceipt gives the question another receipt, whose hash is stated; the
// old one leads nowhere from then on. It is refused for an anonymous asker:
// nobody could tell that whoever lost the receipt is the one. It is refused for
// a part, which is followed by its parent's.
func (q *Question) ReissueReceipt(act Act, receipt ledger.Hash) error {
	return q.do(MoveReissueReceipt, act, func(e *ledger.Event) error {
		if !q.s.Parent.IsZero() {
			return domain.Fail(domain.Conflict, domain.ReasonPartReceipt).With("parent", q.s.Parent.String())
		}
		if q.s.Asker.Kind == Anonymous {
			return domain.Fail(domain.Conflict, domain.ReasonAnonymousReceipt)
		}
		e.Facts.SetBytes(fReceipt, receipt[:])
		return nil
	})
}

func applyRated(s *State, e *ledger.Event) {
	s.Rating = Rating{Score: int(e.Facts.Int(fScore)), Comment: e.Text(fComment), At: e.OccurredAt}
}

func applyReceiptReissued(s *State, e *ledger.Event) { copy(s.Receipt[:], e.Facts.Bytes(fReceipt)) }
