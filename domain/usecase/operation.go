package usecase

import (
	"context"
	"errors"
	"time"

	"audiensi/domain/ledger"
)

// Operation is one POST with an Idempotency-Key. Subject is who uses the key
// (keys of two accounts never meet), Key the SHA-256 of the key, Body that of
// method, path, query and body.
type Operation struct {
	Subject string
	Key     ledger.Hash
	Body    ledger.Hash
	At      time.Time
}

// Reply is the first reply to an operation, to be given again.
type Reply struct {
	Status int
	Header map[string]string
	Body   []byte
}

// ErrReplay says that the operation was done before: its reply is in Operations.
var ErrReplay = errors.New("operation was done before")

// Operations keeps the replies of operations. A claim is kept 48 hours.
type Operations interface {
	// FindOperation returns whether the key was claimed and its reply, nil if
	// that was not stored (yet). A claim with another Body is a key_reused error.
	FindOperation(ctx context.Context, op Operation) (claimed bool, reply *Reply, err error)
	// CompleteOperation stores the reply of a claimed operation.
	CompleteOperation(ctx context.Context, op Operation, reply Reply) error
	// ForgetOperations deletes claims from before the instant, at most limit.
	ForgetOperations(ctx context.Context, before time.Time, limit int) (int, error)
}

type operationKey struct{}

// WithOperation lets the next InTx under ctx claim the operation's key.
func WithOperation(ctx context.Context, op Operation) context.Context {
	return context.WithValue(ctx, operationKey{}, op)
}

// Claimed returns ctx for what a use case does after the transaction that
// claimed the key: no further one claims it again.
func Claimed(ctx context.Context) context.Context {
	return context.WithValue(ctx, operationKey{}, nil)
}

// OperationFrom returns the operation to claim, if there is one.
func OperationFrom(ctx context.Context) (Operation, bool) {
	op, ok := ctx.Value(operationKey{}).(Operation)
	return op, ok
}
