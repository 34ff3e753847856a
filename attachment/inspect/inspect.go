package inspect

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"path"
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"audiensi/domain"
	"audiensi/domain/usecase"
)

// Inspector implements usecase.Inspector.
type Inspector struct{}

var _ usecase.Inspector = Inspector{}

// source is a file that is looked at.
type source struct {
	io.ReaderAt
	size int64
}

// section returns the bytes from start to the end of the file.
func (s source) section(start int64) *io.SectionReader {
	return io.NewSectionReader(s, start, s.size-start)
}

// Inspect implements usecase.Inspector.
func (Inspector) Inspect(content io.ReaderAt, size int64, name, said string) (usecase.Inspected, error) {
	if size == 0 {
		return usecase.Inspected{}, domain.InvalidField("/file", "required", "")
	}
	s := source{content, size}
	found, err := mimetype.DetectReader(s.section(0))
	if err != nil {
		return usecase.Inspected{}, fmt.Errorf("inspect: %w", err)
	}
	check := checks[family(found)]
	if check == nil {
		return usecase.Inspected{}, notAccepted(found, name)
	}
	media, kept, err := check(s)
	if err != nil {
		return usecase.Inspected{}, reason(err, found)
	}
	name, err = fitting(media, name, said)
	return usecase.Inspected{Type: media, Name: name, Content: kept}, err
}

// checks are the families of files that are accepted; each check returns the
// media type and what of the file is kept.
var checks = map[string]func(source) (string, io.ReadSeeker, error){
	"image/jpeg":      picture(jpegPieces),
	"image/png":       picture(pngPieces),
	"image/webp":      picture(webpPieces),
	"application/pdf": pdf,
	"application/zip": office,
}

// family returns the most general type that has a check: a document is a kind of
// ZIP archive to who looks at its first bytes.
func family(m *mimetype.MIME) string {
	for ; m != nil; m = m.Parent() {
		if name := plain(m); checks[name] != nil {
			return name
		}
	}
	return ""
}

// plain returns the type without parameters such as a charset.
func plain(m *mimetype.MIME) string {
	name, _, _ := strings.Cut(m.String(), ";")
	return name
}

// What is wrong with files; see domain for the sentences.
var (
	errDamaged = errors.New("damaged")
	errMixed   = errors.New("two kinds in one")
	errMacros  = errors.New("macros")
	errLocked  = errors.New("encrypted")
	errBomb    = errors.New("expands too far")
	errPixels  = errors.New("too many pixels")
	errType    = errors.New("another kind of file")
)

var reasons = map[error]domain.Reason{
	errDamaged: domain.ReasonAttachmentDamaged, errMixed: domain.ReasonAttachmentMixed, errMacros: domain.ReasonAttachmentMacros,
	errLocked: domain.ReasonAttachmentLocked, errBomb: domain.ReasonAttachmentBomb, errPixels: domain.ReasonAttachmentPixels,
	errType: domain.ReasonAttachmentType,
}

// reason returns the domain's error for what a check found; what is no fault of
// the file, such as one of the disk, stays as it is.
func reason(err error, found *mimetype.MIME) error {
	for known, r := range reasons {
		if errors.Is(err, known) {
			e := domain.Fail(domain.Invalid, r).With("found", plain(found)).With("max", maxPixels/1_000_000)
			e.Err = err
			return e
		}
	}
	return fmt.Errorf("inspect: %w", err)
}

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{errDamaged}, args...)...)
}

// notAccepted refuses the type. A document that is not even an archive was
// encrypted by a password: an OLE container then holds it.
func notAccepted(found *mimetype.MIME, name string) error {
	ole := mimetype.Lookup("application/x-ole-storage")
	for m := found; m != nil && ole != nil; m = m.Parent() {
		if m.Is(ole.String()) && slices.Contains(lockable, strings.ToLower(path.Ext(name))) {
			return domain.Fail(domain.Invalid, domain.ReasonAttachmentLocked)
		}
	}
	return domain.Fail(domain.Invalid, domain.ReasonAttachmentType).With("found", plain(found))
}

// fitting compares what the sender says of the file with what it is, and returns
// a name that ends as the type demands.
func fitting(media, name, said string) (string, error) {
	k := kinds[media]
	lies := func(said string) error {
		return domain.Fail(domain.Invalid, domain.ReasonAttachmentLies).With("said", said).With("found", media)
	}
	if said, _, err := mime.ParseMediaType(said); err == nil && said != "application/octet-stream" && said != media && !slices.Contains(k.said, said) {
		return "", lies(said)
	}
	end := strings.ToLower(path.Ext(name))
	switch {
	case end == "" || end == ".":
		return strings.TrimSuffix(name, ".") + k.ends[0], nil
	case !slices.Contains(k.ends, end):
		return "", lies(end)
	}
	return name, nil
}

// polyglot reports whether the file is an archive or a PDF to programs that look
// for these elsewhere than at its beginning.
func polyglot(s source) bool {
	head := make([]byte, 1024)
	n, _ := s.ReadAt(head, 0)
	if bytes.Contains(head[:n], []byte("%PDF-")) {
		return true
	}
	return isArchive(s)
}
