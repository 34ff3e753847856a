package bind

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"audiensi/domain"
)

// walker compares a JSON text with a schema, member by member. What encoding/json
// lets pass is a fault here: members in another case, unknown or written twice,
// null, and anything after the value.
type walker struct {
	dec       *json.Decoder
	malformed domain.Faults // cannot be read: 400
	wrong     domain.Faults // can be read but has not the form: 422
}

// walk returns the faults of the text; an error only where it is no JSON.
func walk(text []byte, s *openapi3.Schema) (*walker, error) {
	w := &walker{dec: json.NewDecoder(bytes.NewReader(text))}
	w.dec.UseNumber()
	if err := w.value("", s); err != nil {
		return nil, err
	}
	if _, err := w.dec.Token(); !errors.Is(err, io.EOF) {
		w.malformed.Add("", "trailing", "")
	}
	return w, nil
}

func (w *walker) value(at string, s *openapi3.Schema) error {
	token, err := w.dec.Token()
	if err != nil {
		return err
	}
	delim, isDelim := token.(json.Delim)
	switch {
	case isDelim && delim == '{' && s.Type.Is("object"):
		return w.object(at, s)
	case isDelim && delim == '[' && s.Type.Is("array"):
		return w.array(at, s)
	case isDelim:
		w.malformed.Add(at, "type", s.Type.Slice()[0])
		return w.skip()
	}
	w.scalar(at, s, token)
	return nil
}

func (w *walker) object(at string, s *openapi3.Schema) error {
	seen := map[string]bool{}
	for w.dec.More() {
		token, err := w.dec.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string) // the decoder lets only texts be names
		member, known := s.Properties[name]
		pointer := at + "/" + escape(name)
		switch {
		case seen[name]:
			w.malformed.Add(pointer, "duplicate", "")
		case !known:
			w.malformed.Add(pointer, "unknown", "")
		}
		if seen[name] || !known {
			err = w.skipValue()
		} else {
			err = w.value(pointer, member.Value)
		}
		if err != nil {
			return err
		}
		seen[name] = true
	}
	if uint64(len(seen)) < s.MinProps {
		w.wrong.Add(at, "min_properties", strconv.FormatUint(s.MinProps, 10))
	}
	_, err := w.dec.Token()
	return err
}

// array looks into the items, but for those that are decoded one by one.
func (w *walker) array(at string, s *openapi3.Schema) error {
	_, raw := s.Extensions["x-go-type"]
	for i := 0; w.dec.More(); i++ {
		var err error
		if raw {
			err = w.skipValue()
		} else {
			err = w.value(at+"/"+strconv.Itoa(i), s.Items.Value)
		}
		if err != nil {
			return err
		}
	}
	_, err := w.dec.Token()
	return err
}

func (w *walker) scalar(at string, s *openapi3.Schema, token json.Token) {
	switch v := token.(type) {
	case string:
		if s.Type.Is("string") {
			checkForm(&w.wrong, at, s, v)
			return
		}
	case bool:
		if s.Type.Is("boolean") {
			return
		}
	case json.Number:
		n, err := strconv.ParseInt(v.String(), 10, 32)
		if s.Type.Is("integer") && err == nil && s.Min != nil && float64(n) < *s.Min {
			w.wrong.Add(at, "min", bound(s.Min)) // a tag takes 0 for what is missing
			return
		}
		if s.Type.Is("integer") && err == nil || s.Type.Is("number") {
			return
		}
	}
	w.malformed.Add(at, "type", s.Type.Slice()[0])
}

func (w *walker) skipValue() error {
	var skipped json.RawMessage
	return w.dec.Decode(&skipped)
}

// skip reads to the end of the object or list that was just begun.
func (w *walker) skip() error {
	for depth := 1; depth > 0; {
		token, err := w.dec.Token()
		if err != nil {
			return err
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
	return nil
}

// escape writes a member's name in a JSON pointer (RFC 6901, section 3).
func escape(name string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}
