package api_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
)

// option changes a call before it is sent.
type option func(*http.Request)

func with(header, value string) option { return func(r *http.Request) { r.Header.Set(header, value) } }
func add(header, value string) option  { return func(r *http.Request) { r.Header.Add(header, value) } }
func match(etag string) option         { return with("If-Match", etag) }
func key(name string) option           { return with("Idempotency-Key", name) }
func receipt(code string) option       { return with("Audiensi-Receipt", code) }

// reply is what came back, checked against the contract.
type reply struct {
	t      testing.TB
	call   string
	status int
	header http.Header
	body   []byte
	json   map[string]any
}

func (w *world) get(who, path string, options ...option) reply {
	w.t.Helper()
	return w.do(who, http.MethodGet, path, "", options...)
}

func (w *world) post(who, path, body string, options ...option) reply {
	w.t.Helper()
	return w.do(who, http.MethodPost, path, body, options...)
}

// do calls as the account, or as nobody, and validates the reply.
func (w *world) do(who, method, path, body string, options ...option) reply {
	w.t.Helper()
	r := httptest.NewRequestWithContext(w.t.Context(), method, path, strings.NewReader(body))
	switch {
	case strings.HasPrefix(body, "--"+boundary):
		r.Header.Set("Content-Type", "multipart/form-data; boundary="+boundary)
	case body != "":
		r.Header.Set("Content-Type", "application/json")
	}
	if who != "" {
		r.Header.Set("Authorization", "Bearer "+w.tokens[who])
	}
	for _, o := range options {
		o(r)
	}
	recorder := httptest.NewRecorder()
	w.server.ServeHTTP(recorder, r)
	got := reply{t: w.t, call: who + ": " + method + " " + path, status: recorder.Code, header: recorder.Header(), body: recorder.Body.Bytes()}
	if strings.Contains(got.header.Get("Content-Type"), "json") {
		if err := json.Unmarshal(got.body, &got.json); err != nil {
			w.t.Fatalf("%s: %v in %s", got.call, err, got.body)
		}
	}
	conforms(w.t, r, got)
	return got
}

// want asserts the status, and for problems the code.
func (r reply) want(status int, code ...string) reply {
	r.t.Helper()
	if r.status != status || len(code) > 0 && r.text("code") != code[0] {
		r.t.Fatalf("%s: %d, want %d %v: %s", r.call, r.status, status, code, r.body)
	}
	return r
}

// at returns the member at the path, such as "asker/name" or "items/0/id".
func (r reply) at(path string) any {
	var v any = r.json
	for name := range strings.SplitSeq(path, "/") {
		switch at := v.(type) {
		case map[string]any:
			v = at[name]
		case []any:
			i := int(name[0] - '0')
			if i >= len(at) {
				return nil
			}
			v = at[i]
		default:
			return nil
		}
	}
	return v
}

func (r reply) text(path string) string { s, _ := r.at(path).(string); return s }

func (r reply) list(path string) []any { l, _ := r.at(path).([]any); return l }

func (r reply) etag() string { return r.header.Get("ETag") }

// pointers lists "pointer rule" of the problem's errors.
func (r reply) pointers() (list []string) {
	for _, e := range r.list("errors") {
		m := e.(map[string]any)
		list = append(list, m["pointer"].(string)+" "+m["rule"].(string))
	}
	return list
}

// written is the text of openapi.yaml.
var written = sync.OnceValue(func() []byte {
	text, err := os.ReadFile("../openapi.yaml")
	if err != nil {
		panic(err)
	}
	return text
})

// contract is openapi.yaml itself, not the embedded copy.
var contract = sync.OnceValue(func() *openapi3.T {
	doc, err := openapi3.NewLoader().LoadFromFile("../openapi.yaml")
	if err != nil {
		panic(err)
	}
	openapi3filter.RegisterBodyDecoder("text/html", openapi3filter.PlainBodyDecoder)
	for _, media := range mediaTypes {
		openapi3filter.RegisterBodyDecoder(media, openapi3filter.FileBodyDecoder)
	}
	return doc
})

var inPath = regexp.MustCompile(`\\{[a-z_]+\\}`)

// forms are the paths of the contract, each with what addresses of it look like.
var forms = sync.OnceValue(func() map[string]*regexp.Regexp {
	forms := map[string]*regexp.Regexp{}
	for path := range contract().Paths.Map() {
		forms[path] = regexp.MustCompile("^" + inPath.ReplaceAllString(regexp.QuoteMeta(path), `[^/]+`) + "$")
	}
	return forms
})

// routeOf finds the operation of a call, nil where the contract has none.
func routeOf(r *http.Request) *routers.Route {
	for path, form := range forms() {
		item := contract().Paths.Value(path)
		if form.MatchString(r.URL.EscapedPath()) && item.GetOperation(r.Method) != nil {
			return &routers.Route{Spec: contract(), Path: path, PathItem: item, Method: r.Method, Operation: item.GetOperation(r.Method)}
		}
	}
	return nil
}

// conforms asserts that the reply is one that the contract promises.
func conforms(t testing.TB, r *http.Request, got reply) {
	t.Helper()
	route := routeOf(r)
	if route == nil && got.status < 400 {
		return // outside the contract only a redirect is no problem
	}
	if route == nil {
		if err := contract().Components.Schemas["Problem"].Value.VisitJSON(any(got.json)); err != nil {
			t.Errorf("%s: %v", got.call, err)
		}
		return
	}
	if got.status < 300 && route.Operation.Responses.Status(got.status) == nil {
		t.Errorf("%s: status %d is not in the contract", got.call, got.status)
	}
	err := openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, Route: route},
		Status:                 got.status, Header: got.header, Body: io.NopCloser(bytes.NewReader(got.body)),
		Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
	})
	if err != nil {
		t.Errorf("%s: reply breaks the contract: %v\n%s", got.call, err, got.body)
	}
}

// lacks asserts that the text does not occur in the reply.
func (r reply) lacks(text string) reply {
	r.t.Helper()
	if strings.Contains(string(r.body), text) {
		r.t.Errorf("%s: %q is in %s", r.call, text, r.body)
	}
	return r
}
