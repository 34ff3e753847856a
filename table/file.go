package table

import (
	"errors"
	"io"
)

// withFile is a source that closes its file too.
type withFile struct {
	source
	file io.Closer
}

// Close implements io.Closer.
func (w *withFile) Close() error { return errors.Join(w.source.Close(), w.file.Close()) }

// closing closes c and returns err, with what closing said.
func closing(err error, c io.Closer) error {
	if closed := c.Close(); closed != nil {
		return errors.Join(err, closed)
	}
	return err
}
