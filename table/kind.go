package table

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// Kind is what a file is said to be.
type Kind string

// The kinds of files that hold tables.
const (
	CSV  Kind = "csv"
	XLSX Kind = "xlsx"
)

// KindOf returns what the end of a file's name says that it is.
func KindOf(name string) (Kind, bool) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv":
		return CSV, true
	case ".xlsx":
		return XLSX, true
	}
	return "", false
}

// OpenFile returns the table of a file, by the end of its name and its bytes.
func OpenFile(path string, l Limits) (*Sheet, error) {
	kind, ok := KindOf(path)
	if !ok {
		return nil, errors.New("the name ends neither with .csv nor with .xlsx; save the table as one of them")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	s, err := Open(file, kind, l)
	if err != nil {
		return nil, closing(err, file)
	}
	s.source = &withFile{s.source, file}
	return s, nil
}

// headBytes is how much of a file tells what it is.
const headBytes = 512

// How files begin (libmagic's database): every ZIP archive, and the container of
// Excel 97 to 2003, in which encrypted workbooks are kept too.
var (
	zipHead = []byte("PK\x03\x04")
	oleHead = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
)

// check returns the error that the file is not of the kind.
func (k Kind) check(head []byte) error {
	switch {
	case len(bytes.TrimSpace(head)) == 0:
		return unreadable("file_empty", "", nil)
	case k == XLSX && bytes.HasPrefix(head, oleHead):
		return nil // openXLSX tells an encrypted workbook from an old one
	case k == XLSX && !bytes.HasPrefix(head, zipHead):
		return unreadable("file_kind", "XLSX", nil)
	case k == CSV && (bytes.HasPrefix(head, zipHead) || bytes.HasPrefix(head, oleHead)):
		return unreadable("file_kind", "CSV", nil)
	case k == CSV && isMarkup(head):
		return unreadable("file_kind", "CSV", nil)
	}
	return nil
}

// isMarkup reports whether a file is a web page: programs write such with the
// name of a table.
func isMarkup(head []byte) bool {
	text := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff"))))
	return bytes.HasPrefix(text, []byte("<html")) || bytes.HasPrefix(text, []byte("<!doctype")) || bytes.HasPrefix(text, []byte("<table"))
}
