package question

import (
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
)

// AttachedFor says what a file belongs to.
type AttachedFor string

// What files belong to.
const (
	ForQuestion AttachedFor = "question"
	ForAnswer   AttachedFor = "answer"
)

// MaxAttachments bounds the files of a question, and those of its answer.
const MaxAttachments = 10

// Attachment is one file. Its bytes are kept apart, under its ID; Size and Hash
// (SHA-256) are theirs. Type is the media type that was found from the bytes.
// Name is what people call it, and sealed in events. Dinas is that of whoever
// attached it, or of its successor, empty for a moderator and the asker. Published says that the
// answer it belongs to was published: before that it is no asker's to see.
type Attachment struct {
	ID        domain.AttachmentID
	For       AttachedFor
	Type      string
	Size      int64
	Hash      ledger.Hash
	Name      string
	Dinas     dinas.Code
	At        time.Time
	Published bool
}

// The names of the facts of a file; part of encoding v1, never renamed.
const (
	fFile     ledger.Name = "attachment.id"
	fFileFor  ledger.Name = "attachment.for"
	fFileType ledger.Name = "attachment.type"
	fFileSize ledger.Name = "attachment.size"
	fFileHash ledger.Name = "attachment.hash"
	fFileName ledger.Name = "attachment.name"
)

// AttachMove returns the move that attaches a file.
func (f AttachedFor) AttachMove() Move {
	if f == ForAnswer {
		return MoveAttachAnswer
	}
	return MoveAttach
}

// DetachMove returns the move that removes a file.
func (f AttachedFor) DetachMove() Move {
	if f == ForAnswer {
		return MoveDetachAnswer
	}
	return MoveDetach
}

// Attach adds a file whose bytes are stored. ID, For, Type, Size, Hash and Name
// of it are looked at.
func (q *Question) Attach(act Act, a Attachment) error {
	return q.do(a.For.AttachMove(), act, func(e *ledger.Event) error {
		if q.s.countFiles(a.For) >= MaxAttachments {
			return domain.Fail(domain.Conflict, domain.ReasonAttachmentsFull).With("max", MaxAttachments)
		}
		stateFile(e, a)
		e.Facts.SetText(fFileType, a.Type)
		e.Facts.SetInt(fFileSize, a.Size)
		e.Facts.SetBytes(fFileHash, a.Hash[:])
		e.SetSealed(fFileName, a.Name)
		return nil
	})
}

// Detach removes a file, not_found if there is none: that it was there stays in
// the events, its bytes do not stay.
func (q *Question) Detach(act Act, id domain.AttachmentID, reason string) error {
	a := q.s.File(id)
	if a == nil {
		return domain.Fail(domain.NotFound, domain.ReasonNotFound)
	}
	return q.do(a.For.DetachMove(), act, func(e *ledger.Event) error {
		stateFile(e, *a)
		e.SetSealed(fReason, reason)
		return nil
	})
}

func stateFile(e *ledger.Event, a Attachment) {
	e.Facts.SetBytes(fFile, a.ID.Bytes())
	e.Facts.SetText(fFileFor, string(a.For))
}

// File returns the file, or nil if the question has no such one.
func (s *State) File(id domain.AttachmentID) *Attachment {
	for i := range s.Attachments {
		if s.Attachments[i].ID == id {
			return &s.Attachments[i]
		}
	}
	return nil
}

// HasFilesFor reports whether the move finds a file that it can remove, or room
// for one that it adds; true for moves of another kind.
func (s *State) HasFilesFor(m Move) bool {
	for _, f := range []AttachedFor{ForQuestion, ForAnswer} {
		switch m {
		case f.AttachMove():
			return s.countFiles(f) < MaxAttachments
		case f.DetachMove():
			return s.countFiles(f) > 0
		}
	}
	return true
}

func (s *State) countFiles(of AttachedFor) (n int) {
	for _, a := range s.Attachments {
		if a.For == of {
			n++
		}
	}
	return n
}

func attachmentOf(e *ledger.Event) Attachment {
	a := Attachment{For: AttachedFor(e.Facts.Text(fFileFor)), Type: e.Facts.Text(fFileType), Size: e.Facts.Int(fFileSize),
		Name: e.Text(fFileName)}
	a.ID, _ = domain.IDFromBytes[domain.AttachmentKind](e.Facts.Bytes(fFile))
	copy(a.Hash[:], e.Facts.Bytes(fFileHash))
	return a
}

func applyAttached(s *State, e *ledger.Event) {
	a := attachmentOf(e)
	a.Dinas, a.At = dinas.Code(e.Actor.Dinas), e.OccurredAt
	a.Published = a.For == ForAnswer && s.Status == Answered
	s.Attachments = append(s.Attachments, a)
}

func applyDetached(s *State, e *ledger.Event) {
	id := attachmentOf(e).ID
	left := slices.DeleteFunc(slices.Clone(s.Attachments), func(a Attachment) bool { return a.ID == id })
	if len(left) == 0 {
		left = nil
	}
	s.Attachments = left
}

// publishAttachments publishes the files that the dinas which answers attached:
// what another one prepared before it let the question go is not theirs to publish.
func publishAttachments(s *State) {
	for i, a := range s.Attachments {
		if a.For == ForAnswer && a.Dinas == s.Answer.Dinas && !s.Answer.OnTheSpot {
			s.Attachments[i].Published = true
		}
	}
}

// passAttachments makes what a dinas that ended had prepared its successor's to publish.
func passAttachments(s *State, from, to dinas.Code) {
	for i, a := range s.Attachments {
		if a.For == ForAnswer && a.Dinas == from && !a.Published {
			s.Attachments[i].Dinas = to
		}
	}
}
