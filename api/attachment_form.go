package api

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"audiensi/api/guard"
	"audiensi/domain"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

const (
	// formOverhead is what a form has beside its file: boundaries, headers, fields.
	formOverhead = 64 << 10
	// uploadTime is how long a file may be on its way, on a bad network too.
	uploadTime = 10 * time.Minute
)

// multipartBody prepares for the form of an upload: its own limit of bytes and
// of time, and nothing but multipart/form-data (RFC 7578).
func (s *server) multipartBody(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || media != formType || params["boundary"] == "" || r.Header.Get("Content-Encoding") != "" {
			return domain.Fail(domain.Invalid, domain.ReasonUnsupportedType)
		}
		limit := s.app.AttachmentMax + formOverhead
		if r.ContentLength > limit {
			return s.tooLarge()
		}
		r.Body = http.MaxBytesReader(c.Response(), r.Body, limit)
		_ = http.NewResponseController(c.Response()).SetReadDeadline(time.Now().Add(uploadTime)) // where there is a connection
		err = next(c)
		var over *http.MaxBytesError
		if errors.As(err, &over) {
			return s.tooLarge()
		}
		return err
	}
}

const formType = "multipart/form-data"

func isForm(op guard.Operation) bool {
	return op.Spec.RequestBody != nil && op.Spec.RequestBody.Value.Content[formType] != nil
}

func (s *server) tooLarge() error {
	return domain.Fail(domain.Invalid, domain.ReasonAttachmentTooLarge).With("max", s.app.AttachmentMax>>20)
}

// form is an upload that is read part by part, in the order of the contract: a
// file is never held in memory, so what belongs to it has to come before.
type form struct{ *multipart.Reader }

// part returns the next part, which must have the name.
func (f form) part(name string) (*multipart.Part, error) {
	p, err := f.NextPart()
	switch {
	case errors.Is(err, io.EOF):
		return nil, domain.InvalidField("/"+name, "required", "")
	case err != nil:
		return nil, broken(err)
	case p.FormName() != name:
		return nil, malformedForm("/"+p.FormName(), "part", name)
	}
	return p, nil
}

// attachedFor reads what the file belongs to.
func (f form) attachedFor() (question.AttachedFor, error) {
	p, err := f.part("for")
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(io.LimitReader(p, 100))
	if err != nil {
		return "", broken(err)
	}
	of := question.AttachedFor(text)
	if of != question.ForQuestion && of != question.ForAnswer {
		return "", domain.InvalidField("/for", "oneof", string(question.ForQuestion+" "+question.ForAnswer))
	}
	return of, nil
}

// file returns the file, which is the last part.
func (f form) file() (usecase.Upload, error) {
	p, err := f.part("file")
	if err != nil {
		return usecase.Upload{}, err
	}
	return usecase.Upload{Name: p.FileName(), Type: p.Header.Get("Content-Type"), Content: &lastPart{f, p}}, nil
}

// lastPart reads a part and fails at its end if another one follows.
type lastPart struct {
	form form
	part io.Reader
}

// Read implements io.Reader.
func (l *lastPart) Read(b []byte) (int, error) {
	n, err := l.part.Read(b)
	if err == nil {
		return n, nil
	}
	if !errors.Is(err, io.EOF) {
		return n, broken(err)
	}
	switch p, next := l.form.NextPart(); {
	case next == nil:
		return n, malformedForm("/"+p.FormName(), "unknown", "")
	case !errors.Is(next, io.EOF):
		return n, broken(next)
	}
	return n, io.EOF
}

// broken says that the form ends in the middle or is none; a limit that was
// reached stays what it is.
func broken(err error) error {
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		return err
	}
	e := malformedForm("", "multipart", "")
	e.Err = err
	return e
}

func malformedForm(pointer, rule, param string) *domain.Error {
	return &domain.Error{Code: domain.Invalid, Reason: domain.ReasonMalformedForm,
		Fields: []domain.FieldError{{Pointer: pointer, Rule: rule, Param: param}}}
}
