// Package guard decides for every operation of the contract who may call it.
// The permissions stand in openapi.yaml (x-permission); an operation without a
// known one stops the program at its start, and a handler that is reached
// without passing its guard refuses.
package guard

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/getkin/kin-openapi/openapi3"

	"audiensi/domain"
	"audiensi/domain/access"
)

// Operation is one operation of the contract with what guards it.
type Operation struct {
	ID         string
	Method     string
	Path       string
	Permission access.Permission
	Keyed      bool // a POST whose replies are kept under its Idempotency-Key
	Spec       *openapi3.Operation
}

// captures have keys of their own, which belong to the session.
var captures = map[string]bool{"captureQuestion": true, "captureBatch": true}

// Operations returns every operation of the contract, or all faults of it.
func Operations(doc *openapi3.T) ([]Operation, error) {
	var list []Operation
	var faults []error
	seen := map[string]bool{}
	for path, item := range doc.Paths.Map() {
		for method, spec := range item.Operations() {
			op, err := read(path, method, spec)
			if err == nil && seen[op.ID] {
				err = fmt.Errorf("operationId %q is taken", op.ID)
			}
			if err != nil {
				faults = append(faults, fmt.Errorf("%s %s: %w", method, path, err))
				continue
			}
			seen[op.ID] = true
			list = append(list, op)
		}
	}
	return list, errors.Join(faults...)
}

func read(path, method string, spec *openapi3.Operation) (Operation, error) {
	if spec.OperationID == "" {
		return Operation{}, errors.New("no operationId")
	}
	name, _ := spec.Extensions["x-permission"].(string)
	if !access.Known(access.Permission(name)) {
		return Operation{}, fmt.Errorf("unknown x-permission %q", name)
	}
	keyed := method == http.MethodPost && spec.Extensions["x-idempotency"] != "none" && !captures[spec.OperationID]
	return Operation{ID: spec.OperationID, Method: method, Path: path, Permission: access.Permission(name), Keyed: keyed, Spec: spec}, nil
}

// Check returns nil if the principal may call the operation.
func (op Operation) Check(p access.Principal) error { return p.Require(op.Permission) }

type key struct{}

// Pass returns ctx with the note that the guard of the operation let it pass.
func (op Operation) Pass(ctx context.Context) context.Context {
	return context.WithValue(ctx, key{}, op.ID)
}

// Passed returns forbidden unless some guard let ctx pass.
func Passed(ctx context.Context) error {
	if id, _ := ctx.Value(key{}).(string); id == "" {
		return domain.Fail(domain.Forbidden, domain.ReasonForbidden)
	}
	return nil
}
