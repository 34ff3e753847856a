package inspect

import (
	"archive/zip"
	"errors"
	"io"
	"strings"
)

const (
	// maxExpanded bounds the bytes of a document's parts together.
	maxExpanded = 300 << 20
	maxEntries  = 10_000
	// maxEntry bounds a part that says what the document is.
	maxEntry = 1 << 20
	// directoryEnd is the size of what ends an archive without a comment.
	directoryEnd = 22
)

// isArchive reports whether programs that open archives would open the file.
func isArchive(s source) bool {
	r, err := zip.NewReader(s, s.size)
	return err == nil && len(r.File) > 0
}

// office checks a document: an archive, whole, not locked, without macros, that
// does not expand too far, and says in the one right place what it is.
func office(s source) (string, io.ReadSeeker, error) {
	r, err := zip.NewReader(s, s.size)
	if err != nil {
		return "", nil, errors.Join(errDamaged, err)
	}
	head, _ := s.readAt(0, int(min(s.size, 1024)))
	if !s.hasPrefix(s.size-directoryEnd, "PK\x05\x06") || strings.Contains(string(head), "%PDF-") {
		return "", nil, errMixed // something follows the archive, or hides in its first entry
	}
	if len(r.File) > maxEntries {
		return "", nil, errBomb
	}
	for _, f := range r.File {
		if err := entryFault(f); err != nil {
			return "", nil, err
		}
	}
	media, err := documentType(r)
	if err == nil {
		err = expands(r)
	}
	return media, s.section(0), err
}

// entryFault judges an entry by its name and flags.
func entryFault(f *zip.File) error {
	const isEncrypted = 1
	name := strings.ToLower(f.Name)
	switch {
	case f.Flags&isEncrypted != 0:
		return errLocked
	case strings.Contains(name, "vbaproject"), strings.Contains(name, "vbadata"),
		strings.HasPrefix(name, "basic/"), strings.HasPrefix(name, "scripts/"):
		return errMacros
	}
	return nil
}

// expands reads every entry to its end: what the directory says of sizes may be
// a lie, and checksums tell whether the document is whole.
func expands(r *zip.Reader) error {
	left := int64(maxExpanded)
	for _, f := range r.File {
		n, err := drain(f, left)
		if left -= n; left <= 0 {
			return errBomb
		}
		if err != nil {
			return errors.Join(errDamaged, err)
		}
	}
	return nil
}

func drain(f *zip.File, most int64) (n int64, err error) {
	content, err := f.Open()
	if err != nil {
		return 0, err
	}
	defer content.Close()
	return io.Copy(io.Discard, io.LimitReader(content, most))
}

// entry returns a part that says what the document is, nil if there is none.
func entry(r *zip.Reader, name string) ([]byte, error) {
	for _, f := range r.File {
		if f.Name != name {
			continue
		}
		content, err := f.Open()
		if err != nil {
			return nil, errors.Join(errDamaged, err)
		}
		defer content.Close()
		b, err := io.ReadAll(io.LimitReader(content, maxEntry))
		if err != nil {
			return nil, errors.Join(errDamaged, err)
		}
		if len(b) == maxEntry {
			return nil, errBomb
		}
		return b, nil
	}
	return nil, nil
}
