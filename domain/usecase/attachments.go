package usecase

import (
	"context"
	"io"
	"time"

	"audiensi/domain"
)

// Attachments keeps account of the bytes that are stored, apart from the
// database, under the id of an attachment: first reserved, then stored, then
// kept in the transaction of the event that names them. What a crash leaves in
// between is found here, without looking at questions or listing the store.
type Attachments interface {
	// ReserveAttachment notes that bytes will be stored under the id.
	ReserveAttachment(ctx context.Context, id domain.AttachmentID, of domain.QuestionID, at time.Time) error
	// KeepAttachment says that an event names the bytes. It returns not_found if
	// they are reserved no more.
	KeepAttachment(ctx context.Context, id domain.AttachmentID) error
	// DropAttachment says that no question has the attachment any more.
	DropAttachment(ctx context.Context, id domain.AttachmentID) error
	// AbandonAttachment drops bytes that are not kept, and reports whether they
	// may be deleted: nobody can keep them then.
	AbandonAttachment(ctx context.Context, id domain.AttachmentID) (bool, error)
	// LeftAttachments returns what was dropped, and what was reserved before the
	// instant and not kept, at most limit.
	LeftAttachments(ctx context.Context, before time.Time, limit int) ([]domain.AttachmentID, error)
	// ForgetAttachment forgets dropped bytes, once they are deleted.
	ForgetAttachment(ctx context.Context, id domain.AttachmentID) error
}

// Files holds the bytes of attachments: in a folder or an object store. Its
// errors are unavailable while it cannot be reached.
type Files interface {
	// Receive reads content to its end into a temporary place, which Close of
	// what it returns gives back. More than limit bytes are attachment_too_large.
	Receive(ctx context.Context, content io.Reader, limit int64) (Received, error)
	// Put stores content under the id; it is there once Put has returned nil,
	// also after the power failed.
	Put(ctx context.Context, id domain.AttachmentID, content io.ReadSeeker) error
	// Open returns the bytes, or not_found.
	Open(ctx context.Context, id domain.AttachmentID) (io.ReadCloser, error)
	// Delete deletes the bytes if they are there.
	Delete(ctx context.Context, id domain.AttachmentID) error
}

// Received is a file that has arrived and is not stored yet.
type Received interface {
	io.ReaderAt
	io.Closer
	Size() int64
}

// Inspector finds out what a file is and refuses what is not as safe as it
// looks. Name is its clean name; said is the media type that its sender says, or
// empty. The result has the file's media type, a name whose ending fits it, and
// the bytes that are to be stored: those of photographs without what they tell
// of place, camera and people.
type Inspector interface {
	Inspect(content io.ReaderAt, size int64, name, said string) (Inspected, error)
}

// Inspected is a file that may be kept.
type Inspected struct {
	Type    string
	Name    string
	Content io.ReadSeeker
}
