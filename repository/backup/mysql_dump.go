package backup

import (
	"bytes"
	"errors"
	"io"
	"os"
)

// tailSize is more than the last line of a dump, which has a date in it.
const tailSize = 256

// CheckDump reads head and end of a dump and returns its size in bytes. It
// returns ErrTruncated if the end is missing, ErrOtherKind for a backup of
// SQLite and ErrForeign for anything else.
func CheckDump(path string) (int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	head, err := part(f, 0, 16)
	if err != nil {
		return 0, err
	}
	switch {
	case bytes.HasPrefix(head, []byte("SQLite format 3\x00")):
		return 0, ErrOtherKind
	case !isDump(head):
		return 0, ErrForeign
	}
	tail, err := part(f, max(0, info.Size()-tailSize), tailSize)
	if err != nil {
		return 0, err
	}
	lines := bytes.Split(bytes.TrimRight(tail, "\r\n"), []byte("\n"))
	if !bytes.HasPrefix(lines[len(lines)-1], []byte("-- Dump completed")) {
		return 0, ErrTruncated
	}
	return info.Size(), nil
}

// part reads at most n bytes from the offset on.
func part(f *os.File, offset, n int64) ([]byte, error) {
	buf := make([]byte, n)
	got, err := f.ReadAt(buf, offset)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return buf[:got], err
}
