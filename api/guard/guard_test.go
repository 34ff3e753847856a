package guard_test

import (
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"audiensi/api/guard"
	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/access"
)

func spec(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := oas.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestOperations(t *testing.T) {
	list, err := guard.Operations(spec(t))
	if err != nil {
		t.Fatal(err)
	}
	keyed := map[string]bool{}
	for _, op := range list {
		keyed[op.ID] = op.Keyed
	}
	for id, want := range map[string]bool{"login": false, "createToken": false, "captureQuestion": false, "captureBatch": false,
		"logout": true, "assignQuestion": true, "trackReply": true, "listQuestions": false, "updateDinas": false} {
		if keyed[id] != want {
			t.Errorf("%s: keyed %v, want %v", id, keyed[id], want)
		}
	}
}

func TestOperationsFailClosed(t *testing.T) {
	for name, spoil := range map[string]func(*openapi3.Operation){
		"missing permission": func(op *openapi3.Operation) { delete(op.Extensions, "x-permission") },
		"unknown permission": func(op *openapi3.Operation) { op.Extensions["x-permission"] = "user.rite" },
		"empty permission":   func(op *openapi3.Operation) { op.Extensions["x-permission"] = "" },
		"no text":            func(op *openapi3.Operation) { op.Extensions["x-permission"] = true },
		"missing id":         func(op *openapi3.Operation) { op.OperationID = "" },
		"taken id":           func(op *openapi3.Operation) { op.OperationID = "login" },
	} {
		t.Run(name, func(t *testing.T) {
			doc := spec(t)
			spoil(doc.Paths.Find("/v1/users").Post)
			if _, err := guard.Operations(doc); err == nil || !strings.Contains(err.Error(), "/v1/") {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestPassed(t *testing.T) {
	if err := guard.Passed(t.Context()); domain.CodeOf(err) != domain.Forbidden {
		t.Errorf("without a guard: %v", err)
	}
	op := guard.Operation{ID: "x", Permission: access.UserRead}
	if err := guard.Passed(op.Pass(t.Context())); err != nil {
		t.Error(err)
	}
	if err := op.Check(access.Principal{}); domain.CodeOf(err) != domain.Forbidden {
		t.Errorf("nobody: %v", err)
	}
}
