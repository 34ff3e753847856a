package usecase

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// Download is a file with its bytes, which are to be closed. Reading them fails
// where they are not, or not all, what was attached.
type Download struct {
	File    question.Attachment
	Content io.ReadCloser
}

// Attachment returns a file of a question that the principal sees: a dinas that
// held it before sees what was attached until then and was not removed since.
func (a *App) Attachment(ctx context.Context, p access.Principal, id domain.QuestionID, file domain.AttachmentID) (Download, error) {
	v, err := a.lookAt(ctx, p, id)
	if err != nil {
		return Download{}, err
	}
	return a.open(ctx, v.State.Attachments, file)
}

// TrackAttachment returns a file to the asker: one that Tracked.Files lists.
func (a *App) TrackAttachment(ctx context.Context, r domain.Receipt, part int, file domain.AttachmentID) (Download, error) {
	t, err := a.Track(ctx, r, part)
	if err != nil {
		return Download{}, err
	}
	return a.open(ctx, t.Files(), file)
}

// Files are what the asker sees of the files: those of the question, and those of
// the answer once it is published, also of the one that reached it by a merge.
func (t *Tracked) Files() []question.Attachment {
	asker := access.Principal{Asker: true}
	seen := slices.DeleteFunc(slices.Clone(t.State.Attachments), func(a question.Attachment) bool { return !access.SeesFile(asker, a) })
	if t.Survivor == nil || !t.State.Reached {
		return seen
	}
	for _, a := range t.Survivor.Attachments {
		if a.For == question.ForAnswer && a.Published {
			seen = append(seen, a)
		}
	}
	return seen
}

// open returns the file of the list, not_found if it is none of it.
func (a *App) open(ctx context.Context, list []question.Attachment, id domain.AttachmentID) (Download, error) {
	at := slices.IndexFunc(list, func(f question.Attachment) bool { return f.ID == id })
	if at < 0 {
		return Download{}, domain.Fail(domain.NotFound, domain.ReasonNotFound)
	}
	if a.Files == nil {
		return Download{}, domain.Fail(domain.Unavailable, domain.ReasonAttachmentsDown)
	}
	file := list[at]
	content, err := a.Files.Open(ctx, id)
	if domain.CodeOf(err) == domain.NotFound {
		return Download{}, lost(file, err)
	}
	if err != nil {
		return Download{}, err
	}
	return Download{file, &proved{content: content, file: file, hash: sha256.New()}}, nil
}

// lost is the error that the stored bytes are not those that were attached.
func lost(file question.Attachment, err error) error {
	return &domain.Error{Reason: domain.ReasonAttachmentLost, Err: fmt.Errorf("attachment %s: %w", file.ID, err)}
}

var errOtherBytes = errors.New("the stored bytes are not those that were attached")

// proved reads the bytes of a file and, at their end, fails unless they were
// those that the ledger names.
type proved struct {
	content io.ReadCloser
	file    question.Attachment
	hash    hash.Hash
	read    int64
}

// Read implements io.Reader.
func (r *proved) Read(b []byte) (int, error) {
	n, err := r.content.Read(b)
	r.read += int64(n)
	_, _ = r.hash.Write(b[:n]) // a hash never fails
	switch {
	case r.read > r.file.Size:
		return 0, lost(r.file, errOtherBytes)
	case errors.Is(err, io.EOF) && (r.read != r.file.Size || ledger.Hash(r.hash.Sum(nil)) != r.file.Hash):
		return 0, lost(r.file, errOtherBytes)
	case err != nil && !errors.Is(err, io.EOF):
		return 0, &domain.Error{Code: domain.Unavailable, Reason: domain.ReasonAttachmentsDown, Err: fmt.Errorf("read attachment %s: %w", r.file.ID, err)}
	}
	return n, err
}

// Close implements io.Closer.
func (r *proved) Close() error { return r.content.Close() }
