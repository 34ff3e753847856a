package api

import (
	"cmp"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"audiensi/domain/usecase"
)

// download sends the bytes of a file.
type download usecase.Download

// chunk is how many bytes are held back until what follows them was read.
const chunk = 64 << 10

// VisitGetAttachmentResponse implements oas.GetAttachmentResponseObject.
func (d download) VisitGetAttachmentResponse(w http.ResponseWriter) error { return d.send(w) }

// VisitTrackAttachmentResponse implements oas.TrackAttachmentResponseObject.
func (d download) VisitTrackAttachmentResponse(w http.ResponseWriter) error { return d.send(w) }

// send writes what it has read, always a chunk behind: the last bytes go out
// only after all are proved to be those that were attached. Where they are not,
// nothing was sent yet of a small file, and a large one breaks off before the
// length that its header says.
func (d download) send(w http.ResponseWriter) error {
	defer d.Content.Close()
	held, next := make([]byte, 0, chunk), make([]byte, chunk)
	started := false
	flush := func() error {
		if !started {
			d.head(w)
			started = true
		}
		_, err := w.Write(held)
		return err
	}
	for {
		n, err := io.ReadFull(d.Content, next)
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return err
		}
		if len(held) > 0 {
			if err := flush(); err != nil {
				return err
			}
		}
		held, next = next[:n], held[:chunk]
		if last {
			return flush()
		}
	}
}

// head says what the bytes are, and that a browser must not make more of them.
func (d download) head(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", d.File.Type)
	h.Set("Content-Length", strconv.FormatInt(d.File.Size, 10))
	h.Set("Content-Disposition", d.disposition())
	h.Set("ETag", strconv.Quote(d.File.Hash.String()))
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	w.WriteHeader(http.StatusOK)
}

// disposition says the file's name in the form of RFC 6266, and that only
// pictures may be shown in place.
func (d download) disposition() string {
	how := "attachment"
	if strings.HasPrefix(d.File.Type, "image/") {
		how = "inline"
	}
	return mime.FormatMediaType(how, map[string]string{"filename": cmp.Or(d.File.Name, d.File.ID.String())})
}
