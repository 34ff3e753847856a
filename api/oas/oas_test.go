package oas_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/go-playground/validator/v10"
	"github.com/labstack/echo/v4"

	"audiensi/api/oas"
)

func load(t *testing.T) *openapi3.T {
	t.Helper()
	loader := openapi3.NewLoader()
	loader.Context = t.Context()
	doc, err := loader.LoadFromFile("../../openapi.yaml")
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	return doc
}

type operation struct {
	path, method string
	*openapi3.Operation
}

func operations(doc *openapi3.T) []operation {
	var list []operation
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			list = append(list, operation{path, method, op})
		}
	}
	return list
}

func TestContractIsValid(t *testing.T) {
	if err := load(t).Validate(t.Context(), openapi3.EnableExamplesValidation()); err != nil {
		t.Fatal(err)
	}
}

// The permissions are read from the embedded copy at start-up: what it says of
// an operation must be what openapi.yaml says.
func TestEmbeddedOperations(t *testing.T) {
	embedded, err := oas.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	want := operations(load(t))
	if got := len(operations(embedded)); got != len(want) {
		t.Errorf("embedded has %d operations, want %d", got, len(want))
	}
	for _, op := range want {
		got := embedded.Paths.Find(op.path).GetOperation(op.method)
		if got.OperationID != op.OperationID {
			t.Errorf("embedded operationId %q, want %q", got.OperationID, op.OperationID)
		}
		if got.Extensions["x-permission"] != op.Extensions["x-permission"] {
			t.Errorf("%s: embedded x-permission %v, want %v", op.OperationID, got.Extensions["x-permission"], op.Extensions["x-permission"])
		}
	}
}

func TestEveryOperation(t *testing.T) {
	doc := load(t)
	seen := map[string]bool{}
	for _, op := range operations(doc) {
		t.Run(op.method+" "+op.path, func(t *testing.T) {
			if op.OperationID == "" || seen[op.OperationID] {
				t.Errorf("operationId %q is missing or taken", op.OperationID)
			}
			seen[op.OperationID] = true
			for _, name := range []string{"x-permission", "x-summary-id"} {
				if s, _ := op.Extensions[name].(string); s == "" {
					t.Errorf("no %s", name)
				}
			}
			if op.Summary == "" || op.Description == "" || len(op.Tags) != 1 {
				t.Error("summary, description or the one tag is missing")
			}
			if d := op.Responses.Default(); d == nil || d.Ref != "#/components/responses/Problem" {
				t.Error("the default response is not Problem")
			}
			checkPermission(t, doc, op)
			checkHeaders(t, op)
			if op.RequestBody != nil {
				checkBody(t, op.RequestBody.Value.Content)
			}
		})
	}
}

// checkPermission asserts that a permission of accounts is one a token may hold,
// and that security and permission agree.
func checkPermission(t *testing.T, doc *openapi3.T, op operation) {
	t.Helper()
	perm, _ := op.Extensions["x-permission"].(string)
	var want string
	switch perm {
	case "public":
	case "receipt", "desa_code":
		want = perm
	default:
		want = "bearer"
		if perm != "self" && perm != "account" && !slices.Contains(doc.Components.Schemas["Permission"].Value.Enum, any(perm)) {
			t.Errorf("unknown permission %q", perm)
		}
	}
	security := doc.Security
	if op.Security != nil {
		security = *op.Security
	}
	var got string
	for _, requirement := range security {
		for name := range requirement {
			got += name
		}
	}
	if got != want {
		t.Errorf("security %q does not fit permission %q", got, perm)
	}
}

// checkHeaders asserts that POSTs take a key, that PUT and PATCH take a version,
// and that whatever takes a version replies with one.
func checkHeaders(t *testing.T, op operation) {
	t.Helper()
	key := op.Parameters.GetByInAndName("header", "Idempotency-Key")
	if none := op.Extensions["x-idempotency"] == "none"; (op.method == "POST" && !none) != (key != nil) {
		t.Errorf("Idempotency-Key declared: %v, x-idempotency none: %v", key != nil, none)
	}
	version := op.Parameters.GetByInAndName("header", "If-Match")
	if version == nil {
		if op.method == "PUT" || op.method == "PATCH" {
			t.Error("no If-Match")
		}
		return
	}
	if version.Required {
		t.Error("If-Match is required: its absence could not be answered with 428")
	}
	if op.Responses.Status(http.StatusOK).Value.Headers["ETag"] == nil {
		t.Error("takes If-Match but replies without ETag")
	}
}

// checkBody asserts that the body is JSON by the rules of requests, a bounded
// file, or a form whose last part is a file.
func checkBody(t *testing.T, content openapi3.Content) {
	t.Helper()
	if form := content["multipart/form-data"]; form != nil && len(content) == 1 {
		if required := form.Schema.Value.Required; len(required) == 0 || required[len(required)-1] != "file" {
			t.Errorf("the last part is no file: %v", required)
		}
		return
	}
	if file := content["*/*"]; file != nil {
		if s := file.Schema.Value; s.Format != "binary" || s.MaxLength == nil || len(content) > 1 {
			t.Error("a file without a bound")
		}
		return
	}
	checkRequest(t, "", content["application/json"].Schema, map[string]bool{})
}

// checkRequest asserts that every object of a request is closed, every member
// says its rules, and strings and lists are bounded.
func checkRequest(t *testing.T, at string, ref *openapi3.SchemaRef, done map[string]bool) {
	t.Helper()
	if ref.Ref != "" && done[ref.Ref] {
		return
	}
	done[ref.Ref] = true
	s := ref.Value
	switch {
	case s.Type.Is("object"):
		if has := s.AdditionalProperties.Has; has == nil || *has {
			t.Errorf("%s: additionalProperties is not false", at)
		}
		for name, member := range s.Properties {
			rules := rulesOf(member)
			if slices.Contains(s.Required, name) != strings.HasPrefix(rules, "required") || rules == "" {
				t.Errorf("%s/%s: rules %q", at, name, rules)
			}
			checkRequest(t, at+"/"+name, member, done)
		}
	case s.Type.Is("array"):
		if s.MaxItems == nil {
			t.Errorf("%s: no maxItems", at)
		}
		checkRequest(t, at+"/0", s.Items, done)
	case s.Type.Is("string"):
		if s.MaxLength == nil && len(s.Enum) == 0 && s.Pattern == "" && s.Format != "date" && s.Format != "date-time" {
			t.Errorf("%s: no maxLength", at)
		}
	}
}

func rulesOf(ref *openapi3.SchemaRef) string {
	extensions := ref.Extensions
	if ref.Ref == "" {
		extensions = ref.Value.Extensions
	}
	tags, _ := extensions["x-oapi-codegen-extra-tags"].(map[string]any)
	rules, _ := tags["validate"].(string)
	return rules
}

// The examples of request bodies pass the rules of their types, and a body
// without anything does not.
func TestExamplesPassTheRules(t *testing.T) {
	check := validator.New(validator.WithRequiredStructEnabled())
	schemas := load(t).Components.Schemas
	for name, into := range map[string]any{
		"AnswerRequest": new(oas.AnswerRequest), "AskerInput": new(oas.AskerInput), "AssignRequest": new(oas.AssignRequest),
		"AttendeeInput": new(oas.AttendeeInput), "BatchRequest": new(oas.BatchRequest), "CaptureRequest": new(oas.CaptureRequest),
		"CategoriseRequest": new(oas.CategoriseRequest), "CategoryInput": new(oas.CategoryInput),
		"ClassifyRequest": new(oas.ClassifyRequest), "CorrectAskerRequest": new(oas.CorrectAskerRequest),
		"CorrectTextRequest": new(oas.CorrectTextRequest), "DesaInput": new(oas.DesaInput), "DinasInput": new(oas.DinasInput),
		"KecamatanInput": new(oas.KecamatanInput), "LoginRequest": new(oas.LoginRequest), "Message": new(oas.Message),
		"NoteRequest": new(oas.NoteRequest), "OnTheSpotInput": new(oas.OnTheSpotInput), "ReasonBody": new(oas.ReasonBody),
		"RuleDryRun": new(oas.RuleDryRun), "RuleInput": new(oas.RuleInput), "SessionInput": new(oas.SessionInput), "TokenRequest": new(oas.TokenRequest),
		"TransferRequest": new(oas.TransferRequest), "UserCreate": new(oas.UserCreate),
		"AmendRequest": new(oas.AmendRequest), "ApproveRequest": new(oas.ApproveRequest), "DraftRequest": new(oas.DraftRequest),
		"KeepPromiseRequest": new(oas.KeepPromiseRequest), "MovePromiseRequest": new(oas.MovePromiseRequest),
		"PromiseInput": new(oas.PromiseInput), "TemplateInput": new(oas.TemplateInput),
	} {
		t.Run(name, func(t *testing.T) {
			if err := check.Struct(into); err == nil && len(schemas[name].Value.Required) > 0 {
				t.Error("an empty body passes")
			}
			example, err := json.Marshal(schemas[name].Value.Example)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(example, into); err != nil {
				t.Fatalf("decode %s: %v", example, err)
			}
			if err := check.Struct(into); err != nil {
				t.Error(err)
			}
		})
	}
}

// routed tells which of the two capture operations a request reached.
type routed struct {
	oas.StrictServerInterface
	reached string
}

func (r *routed) CaptureQuestion(context.Context, oas.CaptureQuestionRequestObject) (oas.CaptureQuestionResponseObject, error) {
	r.reached = "captureQuestion"
	return oas.CaptureQuestion201JSONResponse{}, nil
}

func (r *routed) CaptureBatch(context.Context, oas.CaptureBatchRequestObject) (oas.CaptureBatchResponseObject, error) {
	r.reached = "captureBatch"
	return oas.CaptureBatch200JSONResponse{}, nil
}

// Echo takes a colon for a parameter unless it is escaped.
func TestColonOfBatchIsLiteral(t *testing.T) {
	for path, want := range map[string]string{
		"questions": "captureQuestion", "questions:batch": "captureBatch", "questions:other": "",
	} {
		t.Run(path, func(t *testing.T) {
			server := &routed{}
			e := echo.New()
			oas.RegisterHandlers(e, oas.NewStrictHandler(server, nil))
			body := strings.NewReader(`{}`)
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/sessions/0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11/"+path, body)
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Idempotency-Key", "k1")
			w := httptest.NewRecorder()
			e.ServeHTTP(w, r)
			if server.reached != want {
				t.Errorf("reached %q, want %q (status %d)", server.reached, want, w.Code)
			}
		})
	}
}

func TestRoutesAreThoseOfTheContract(t *testing.T) {
	e := echo.New()
	oas.RegisterHandlers(e, oas.NewStrictHandler(&routed{}, nil))
	var got, want []string
	for _, r := range e.Routes() {
		got = append(got, r.Method+" "+strings.ReplaceAll(r.Path, `\:`, ":"))
	}
	param := strings.NewReplacer("/{", "/:", "}", "")
	for _, op := range operations(load(t)) {
		want = append(want, op.method+" "+param.Replace(op.path))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("routes %q, want %q", got, want)
	}
}

// Nothing in the contract is left that no operation uses.
func TestNoOrphans(t *testing.T) {
	text, err := os.ReadFile("../../openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	doc := load(t)
	for name := range doc.Components.Schemas {
		if !strings.Contains(string(text), "'#/components/schemas/"+name+"'") {
			t.Errorf("schema %s is not used", name)
		}
	}
	for name := range doc.Components.Parameters {
		if !strings.Contains(string(text), "'#/components/parameters/"+name+"'") {
			t.Errorf("parameter %s is not used", name)
		}
	}
}
