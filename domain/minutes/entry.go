package minutes

import (
	"crypto/sha256"
	"strconv"
	"strings"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/intake"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// Entry is one row of the minutes. Days are all that minutes say of time.
type Entry struct {
	Row        int
	Session    string // the meeting's title; empty where one session is given
	Date       domain.Date
	Text       string
	Asker      question.Asker
	SpokenNo   int
	Category   category.Code
	Dinas      dinas.Code
	Answer     string
	AnsweredBy string
	AnsweredOn domain.Date // set where there is an answer
	Status     question.Status
	StatusText string // what the minutes say, for the reason of a dismissal

	// Content is what tells the question from others of its session: what was
	// asked, by whom, when. What became of it is not part of that, so that minutes
	// to which answers were added since double nothing. Nth counts, from 1, the
	// rows of the file that have the same content in the same session: two such
	// rows are two questions, again and again the same two.
	Content ledger.Hash
	Nth     int
}

// AnsweredLater reports whether the answer came on a later day than the question:
// then a dinas held the question in between.
func (e *Entry) AnsweredLater() bool { return e.Answer != "" && e.AnsweredOn.After(e.Date) }

// Key is the capture key of the entry in the session. It needs no secret: the
// receipt, which is made of it, is made of a random salt too.
func (e *Entry) Key(session domain.SessionID) string {
	return "minutes:" + hexOf(sum("audiensi minutes v1", session.String(), string(e.Content[:]), strconv.Itoa(e.Nth)))
}

// content is the hash of Content: of the words as they are written, so that it
// stays the same when places or agencies are added to the reference data.
func content(e *Entry, h *intake.Header, cells []string) ledger.Hash {
	return sum(intake.Fold(e.Session), e.Date.String(), intake.Fold(e.Text), intake.Fold(e.Asker.Name), intake.Fold(h.Cell(cells, fieldRole)),
		intake.Fold(h.Cell(cells, fieldDesa)), intake.Fold(h.Cell(cells, fieldKecamatan)), strconv.Itoa(e.SpokenNo))
}

// sum is the hash of the parts, each with its length before it.
func sum(parts ...string) ledger.Hash {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(strconv.Itoa(len(p)) + ":" + p)
	}
	return sha256.Sum256([]byte(b.String()))
}
