package inspect

import (
	"bytes"
	"errors"
	"io"
	"regexp"
)

// encrypted finds the entry of a trailer that says how a PDF is encrypted.
var encrypted = regexp.MustCompile(`/Encrypt\s*(\d+\s+\d+\s+R|<<)`)

// pdf keeps the file as it is: what it tells of its author stays in it.
func pdf(s source) (string, io.ReadSeeker, error) {
	if !s.hasPrefix(0, "%PDF-") {
		return "", nil, errMixed // something stands before it
	}
	tail := min(s.size, 2048)
	end, err := s.readAt(s.size-tail, int(tail))
	switch {
	case err != nil:
		return "", nil, err
	case !bytes.Contains(end, []byte("%%EOF")):
		return "", nil, damaged("no %%%%EOF")
	case isArchive(s):
		return "", nil, errMixed
	}
	locked, err := says(s, encrypted, 64)
	if err == nil && locked {
		err = errLocked
	}
	return "application/pdf", s.section(0), err
}

// says reports whether something in the file matches; a match has at most width bytes.
func says(s source, re *regexp.Regexp, width int64) (bool, error) {
	block := make([]byte, 256<<10)
	for at := int64(0); ; at += int64(len(block)) - width {
		n, err := s.ReadAt(block, at)
		switch {
		case re.Match(block[:n]):
			return true, nil
		case errors.Is(err, io.EOF):
			return false, nil
		case err != nil:
			return false, err
		}
	}
}
