package bind

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/labstack/echo/v4"

	"audiensi/domain"
)

// Limits of a body, in bytes.
const (
	MaxBody  = 1 << 20
	MaxBatch = 8 << 20
	MaxFile  = 5 << 20
)

// Binder reads JSON bodies by the schemas of the contract. It implements
// echo.Binder for bodies alone: parameters never reach a body's type.
type Binder struct {
	schemas openapi3.Schemas
	rules   *rules
}

// New returns the binder of the contract.
func New(doc *openapi3.T) (*Binder, error) {
	r, err := newRules()
	return &Binder{schemas: doc.Components.Schemas, rules: r}, err
}

// Bind implements echo.Binder.
func (b *Binder) Bind(into any, c echo.Context) error {
	if err := checkType(c.Request()); err != nil {
		return err
	}
	text, err := Raw(c)
	if err != nil {
		return err
	}
	return b.JSON(text, into)
}

// JSON decodes one text into a type that has the name of its schema, and checks
// the rules of its tags. It returns every fault that it finds.
func (b *Binder) JSON(text []byte, into any) error {
	name := reflect.TypeOf(into).Elem().Name()
	schema, ok := b.schemas[name]
	if !ok {
		return fmt.Errorf("bind: no schema %q", name)
	}
	if len(text) == 0 {
		return malformed("", "empty")
	}
	if err := wholeCharacters(text); err != nil && !readsItemsApart(schema.Value) {
		return err
	}
	w, err := walk(text, schema.Value)
	if err != nil {
		return broken(text, err)
	}
	if len(w.malformed) > 0 {
		return &domain.Error{Code: domain.Invalid, Reason: domain.ReasonMalformedBody, Fields: w.malformed}
	}
	if err := json.Unmarshal(text, into); err != nil {
		// A date that is none ends the decoding: the tags have nothing to check yet.
		return cmp.Or(w.wrong.Err(), error(broken(text, err)))
	}
	return b.rules.check(into, w.wrong)
}

// wholeCharacters returns the error that the text holds a piece of a character.
func wholeCharacters(text []byte) error {
	if !utf8.Valid(text) {
		return malformed("", "utf8")
	}
	if at := loneSurrogate(text); at >= 0 {
		e := malformed("", "surrogate")
		e.Fields[0].Param = strconv.Itoa(at)
		return e
	}
	return nil
}

// readsItemsApart reports whether a member is a list whose items are decoded and
// checked one by one: one that is broken keeps no other back.
func readsItemsApart(s *openapi3.Schema) bool {
	for _, member := range s.Properties {
		if _, raw := member.Value.Extensions["x-go-type"]; raw {
			return true
		}
	}
	return false
}

// broken tells at which byte the JSON breaks.
func broken(text []byte, err error) *domain.Error {
	at := int64(len(text))
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = syntax.Offset
	}
	e := malformed("", "syntax")
	e.Fields[0].Param, e.Err = strconv.FormatInt(at, 10), err
	return e
}

const rawKey = "audiensi.body"

// Raw returns the bytes of the body, also more than once, or body_too_large.
func Raw(c echo.Context) ([]byte, error) {
	if raw, ok := c.Get(rawKey).([]byte); ok {
		return raw, nil
	}
	limit := int64(MaxBody)
	switch {
	case strings.HasSuffix(c.Path(), ":batch"):
		limit = MaxBatch
	case strings.HasSuffix(c.Path(), ":import"):
		limit = MaxFile
	}
	raw, err := io.ReadAll(http.MaxBytesReader(c.Response(), c.Request().Body, limit))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, domain.Fail(domain.Invalid, domain.ReasonBodyTooLarge)
	}
	if err != nil {
		return nil, &domain.Error{Code: domain.Invalid, Reason: domain.ReasonMalformedBody, Err: err}
	}
	c.Set(rawKey, raw)
	return raw, nil
}

func checkType(r *http.Request) error {
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := params["charset"]
	if err != nil || media != "application/json" || charset != "" && !strings.EqualFold(charset, "utf-8") ||
		r.Header.Get("Content-Encoding") != "" {
		return domain.Fail(domain.Invalid, domain.ReasonUnsupportedType)
	}
	return nil
}
