package usecase

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// Upload is a file on its way. Name and Type are what its sender says, Type may
// be empty. Content is read once, to its end.
type Upload struct {
	Name    string
	Type    string
	Content io.Reader
}

// loading finds the question of a caller.
type loading func(ctx context.Context, tx Tx) (*question.Question, error)

func byID(id domain.QuestionID) loading {
	return func(ctx context.Context, tx Tx) (*question.Question, error) { return tx.LoadQuestion(ctx, id) }
}

func ofReceipt(r domain.Receipt, part int) loading {
	return func(ctx context.Context, tx Tx) (*question.Question, error) { return byReceipt(ctx, tx, r, part) }
}

// Attach adds a file to the question or its answer.
func (a *App) Attach(ctx context.Context, p access.Principal, t Target, of question.AttachedFor, u Upload) (v QuestionView, err error) {
	file := question.Attachment{For: of}
	err = a.stored(ctx, byID(t.ID), p, t.Version, &file, u, func(ctx context.Context) error {
		v, err = a.move(ctx, p, t, of.AttachMove(), attached(file))
		return err
	})
	return v, err
}

// TrackAttach adds a file of the asker's own to their question, or to
// its part with the number.
func (a *App) TrackAttach(ctx context.Context, r domain.Receipt, part int, version uint64, u Upload) (t Tracked, err error) {
	file := question.Attachment{For: question.ForQuestion}
	err = a.stored(ctx, ofReceipt(r, part), access.Principal{Asker: true}, version, &file, u, func(ctx context.Context) error {
		t, err = a.trackMove(ctx, r, part, version, question.MoveAttach, attached(file))
		return err
	})
	return t, err
}

// attached says in one transaction that the question has the file and that its
// bytes are kept.
func attached(file question.Attachment) verb {
	return func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		if err := q.Attach(by, file); err != nil {
			return err
		}
		return tx.KeepAttachment(ctx, file.ID)
	}
}

// stored receives the upload, if its sender may attach it at all, stores its
// bytes, completes file by what they are, and commits. Where that fails the
// bytes are dropped, unless they are kept all the same: an outcome that nobody
// knows is the sweep's to find out.
func (a *App) stored(ctx context.Context, load loading, p access.Principal, version uint64, file *question.Attachment, u Upload, commit func(context.Context) error) error {
	if a.Files == nil {
		return domain.Fail(domain.Unavailable, domain.ReasonAttachmentsDown)
	}
	if err := cleanFileName(&u.Name); err != nil {
		return err
	}
	of, err := a.rehearse(ctx, load, p, version, *file)
	if err != nil {
		return err
	}
	received, err := a.Files.Receive(ctx, u.Content, a.AttachmentMax)
	if err != nil {
		return err
	}
	defer received.Close()
	inspected, err := a.Inspector.Inspect(received, received.Size(), u.Name, u.Type)
	if err != nil {
		return err
	}
	file.ID, file.Type, file.Name = domain.NewID[domain.AttachmentKind](a.now()), inspected.Type, inspected.Name
	if err := measured(file, inspected.Content); err != nil {
		return err
	}
	return a.keep(ctx, of, file.ID, inspected.Content, commit)
}

// keep stores the bytes between their reservation and the commit. It takes less
// time than a reservation holds.
func (a *App) keep(ctx context.Context, of domain.QuestionID, id domain.AttachmentID, content io.ReadSeeker, commit func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, reservedFor/2)
	defer cancel()
	if err := a.reserve(ctx, id, of); err != nil {
		return err
	}
	err := a.Files.Put(ctx, id, content)
	if err == nil {
		err = commit(ctx)
	}
	if err != nil {
		a.abandon(ctx, id)
	}
	return err
}

// rehearse makes the move without saving it, before the file is received:
// nobody sends megabytes to be told that they may not.
func (a *App) rehearse(ctx context.Context, load loading, p access.Principal, version uint64, file question.Attachment) (id domain.QuestionID, err error) {
	now := a.now()
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		q, err := load(ctx, tx)
		if err != nil {
			return err
		}
		id = q.State().ID
		end := func() error { return endByItself(q, now) }
		return begin(p, q, version, file.For.AttachMove(), now, end, func(by question.Act) error { return q.Attach(by, file) })
	})
	return id, err
}

// endByItself ends what time has ended of the question alone.
func endByItself(q *question.Question, now time.Time) error {
	_, err := q.EndByTime(systemAct(now))
	return err
}

func (a *App) reserve(ctx context.Context, id domain.AttachmentID, of domain.QuestionID) error {
	now := a.now()
	return a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error { return tx.ReserveAttachment(ctx, id, of, now) })
}

// measured says in file what the bytes are, and goes back to their beginning.
func measured(file *question.Attachment, content io.ReadSeeker) (err error) {
	hash := sha256.New()
	if file.Size, err = io.Copy(hash, content); err != nil {
		return fmt.Errorf("measure attachment: %w", err)
	}
	file.Hash = ledger.Hash(hash.Sum(nil))
	_, err = content.Seek(0, io.SeekStart)
	return err
}

// abandonPatience is how long a failed upload tries to drop its bytes.
const abandonPatience = 5 * time.Second

// abandon drops bytes that no event names. A failure is no matter: the sweep
// finds them an hour later.
func (a *App) abandon(ctx context.Context, id domain.AttachmentID) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), abandonPatience)
	defer cancel()
	_ = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		_, err := tx.AbandonAttachment(ctx, id)
		return err
	})
}

// Detach removes a file; its bytes are deleted soon after.
func (a *App) Detach(ctx context.Context, p access.Principal, t Target, id domain.AttachmentID, reason string) (QuestionView, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return QuestionView{}, err
	}
	of, err := a.fileOf(ctx, p, t.ID, id)
	if err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, of.DetachMove(), func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		if err := q.Detach(by, id, reason); err != nil {
			return err
		}
		return tx.DropAttachment(ctx, id)
	})
}

// fileOf returns what the file belongs to, which never changes.
func (a *App) fileOf(ctx context.Context, p access.Principal, q domain.QuestionID, id domain.AttachmentID) (question.AttachedFor, error) {
	v, err := a.lookAt(ctx, p, q)
	if err != nil {
		return "", err
	}
	if file := v.State.File(id); file != nil {
		return file.For, nil
	}
	return "", domain.Fail(domain.NotFound, domain.ReasonNotFound)
}
