package api

import (
	"bytes"
	"context"
	"mime"

	"github.com/labstack/echo/v4"

	"audiensi/api/bind"
	"audiensi/api/guard"
	"audiensi/domain"
	"audiensi/table"
)

// The media types of files (RFC 4180; IANA).
var fileKinds = map[string]table.Kind{
	"text/csv": table.CSV,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": table.XLSX,
}

// takesFile reports whether the body of the operation is a file.
func takesFile(op guard.Operation) bool {
	body := op.Spec.RequestBody
	return body != nil && body.Value.Content["*/*"] != nil
}

// upload is the file that a call sent.
type upload struct {
	kind table.Kind
	body []byte
}

type uploadKey struct{}

// uploaded reads the file that is the body and notes it for the operation.
func uploaded(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		kind, known := fileKinds[media]
		if err != nil || !known || r.Header.Get("Content-Encoding") != "" {
			return domain.Fail(domain.Invalid, domain.ReasonUnsupportedFile)
		}
		body, err := bind.Raw(c)
		if err != nil {
			return err
		}
		c.SetRequest(r.WithContext(context.WithValue(r.Context(), uploadKey{}, upload{kind, body})))
		return next(c)
	}
}

// openUpload returns the table that the call sent.
func openUpload(ctx context.Context, l table.Limits) (*table.Sheet, error) {
	file, _ := ctx.Value(uploadKey{}).(upload)
	return table.Open(bytes.NewReader(file.body), file.kind, l)
}
