package bind

import (
	"net/http"
	"net/url"

	"github.com/getkin/kin-openapi/openapi3"

	"audiensi/domain"
)

// Params checks the path, the query and the headers of a call against the
// operation. A path that cannot name anything is not_found.
func Params(op *openapi3.Operation, r *http.Request, path func(name string) string) error {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return &domain.Error{Code: domain.Invalid, Reason: domain.ReasonMalformedQuery, Err: err,
			Fields: []domain.FieldError{{Pointer: "?", Rule: "query"}}}
	}
	if err := unknownParams(op, query); err != nil {
		return err
	}
	var faults, unnamed domain.Faults
	for _, ref := range op.Parameters {
		p, s := ref.Value, ref.Value.Schema.Value
		switch p.In {
		case "path":
			name := path(p.Name)
			if u, err := url.PathUnescape(name); err == nil && r.URL.RawPath != "" {
				name = u
			}
			checkText(&unnamed, "{"+p.Name+"}", s, name)
		case "query":
			checkQuery(&faults, "?"+p.Name, s, query[p.Name])
		case "header":
			if err := checkHeader(&faults, p, s, r.Header.Values(p.Name)); err != nil {
				return err
			}
		}
	}
	if len(unnamed) > 0 {
		return &domain.Error{Code: domain.NotFound, Reason: domain.ReasonNotFound, Fields: unnamed}
	}
	return faults.Err()
}

func unknownParams(op *openapi3.Operation, query url.Values) error {
	var faults domain.Faults
	for name := range query {
		if op.Parameters.GetByInAndName("query", name) == nil {
			faults.Add("?"+name, "unknown", "")
		}
	}
	if len(faults) == 0 {
		return nil
	}
	return &domain.Error{Code: domain.Invalid, Reason: domain.ReasonUnknownParameter, Fields: faults}
}

func checkQuery(faults *domain.Faults, at string, s *openapi3.Schema, values []string) {
	if s.Type.Is("array") {
		checkList(faults, at, s, values)
		return
	}
	switch {
	case len(values) == 0:
	case len(values) > 1:
		faults.Add(at, "single", "")
	case s.Type.Is("integer"):
		checkInteger(faults, at, s, values[0])
	default:
		checkText(faults, at, s, values[0])
	}
}

func checkList(faults *domain.Faults, at string, s *openapi3.Schema, values []string) {
	seen := map[string]bool{}
	for _, v := range values {
		if s.UniqueItems && seen[v] {
			faults.Add(at, "unique", "")
			return
		}
		seen[v] = true
		checkText(faults, at, s.Items.Value, v)
	}
}

func checkHeader(faults *domain.Faults, p *openapi3.Parameter, s *openapi3.Schema, values []string) error {
	switch {
	case len(values) == 0 && p.Required:
		return domain.Fail(domain.Invalid, domain.ReasonKeyRequired)
	case len(values) == 0:
	case len(values) > 1:
		faults.Add("#"+p.Name, "single", "")
	case p.Name == "If-Match" && !matches(s.Pattern, values[0]):
		faults.Add("#"+p.Name, "etag", "")
	default:
		checkText(faults, "#"+p.Name, s, values[0])
	}
	return nil
}

func malformed(pointer, rule string) *domain.Error {
	return &domain.Error{Code: domain.Invalid, Reason: domain.ReasonMalformedBody,
		Fields: []domain.FieldError{{Pointer: pointer, Rule: rule}}}
}
