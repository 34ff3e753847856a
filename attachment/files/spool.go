package files

import (
	"context"
	"errors"
	"io"
	"os"

	"audiensi/domain"
	"audiensi/domain/usecase"
)

// spool receives files in a folder. They have no name there, where the system
// allows that: a crash leaves nothing behind.
type spool struct{ folder string }

// Receive implements usecase.Files.
func (s spool) Receive(ctx context.Context, content io.Reader, limit int64) (usecase.Received, error) {
	f, err := os.CreateTemp(s.folder, "*")
	if err != nil {
		return nil, unavailable(ctx, "receive", domain.AttachmentID{}, err)
	}
	_ = os.Remove(f.Name()) // Windows does it when the file is closed
	from := &sender{Reader: io.LimitReader(content, limit+1)}
	n, err := io.Copy(f, from)
	switch {
	case from.err != nil:
		err = from.err
	case err != nil:
		err = unavailable(ctx, "receive", domain.AttachmentID{}, err)
	case n > limit:
		err = domain.Fail(domain.Invalid, domain.ReasonAttachmentTooLarge).With("max", limit>>20)
	default:
		return &received{f, n}, nil
	}
	return nil, errors.Join(err, (&received{f, n}).Close())
}

// sender keeps its failure apart from those of the disk.
type sender struct {
	io.Reader
	err error
}

// Read implements io.Reader.
func (s *sender) Read(b []byte) (int, error) {
	n, err := s.Reader.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

// received is a file in the spool.
type received struct {
	*os.File
	size int64
}

// Size implements usecase.Received.
func (r *received) Size() int64 { return r.size }

// Close implements usecase.Received.
func (r *received) Close() error {
	err := r.File.Close()
	_ = os.Remove(r.Name()) // gone already but on Windows
	return err
}
