// Package replay lets a POST with an Idempotency-Key be sent again: the first
// reply is kept and given again instead of doing it twice.
package replay

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"audiensi/api/authn"
	"audiensi/api/bind"
	"audiensi/api/request"
	"audiensi/domain"
	"audiensi/domain/usecase"
)

// Header marks a reply that was given before.
const Header = "Idempotency-Replayed"

// How long a repetition waits for the first attempt, and how often it looks;
// how long keeping a reply may take after its operation is done.
const (
	patience = 2 * time.Second
	interval = 50 * time.Millisecond
	keeping  = 5 * time.Second
)

var kept = []string{"Content-Type", "Content-Language", "ETag", "Link"}

// Keeper replays the operations whose replies it kept.
type Keeper struct {
	Operations usecase.Operations
	Now        func() time.Time
	Log        *slog.Logger
}

// Middleware replays what was done under the key. It stands after the guard:
// keys of two callers never meet.
func (k Keeper) Middleware(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		name := c.Request().Header.Get("Idempotency-Key")
		if name == "" {
			return next(c)
		}
		op, err := k.operation(c, name)
		if err != nil {
			return err
		}
		ctx := c.Request().Context()
		claimed, reply, err := k.Operations.FindOperation(ctx, op)
		switch {
		case err != nil:
			return err
		case reply != nil:
			return send(c, *reply)
		case claimed:
			return k.again(c, op)
		}
		return k.first(c, op, next)
	}
}

// operation says whose operation it is, under which key and with what content.
func (k Keeper) operation(c echo.Context, name string) (usecase.Operation, error) {
	body, err := bind.Raw(c)
	if err != nil {
		return usecase.Operation{}, err
	}
	r := c.Request()
	content := append([]byte(r.Method+"\x00"+target(r.URL)+"\x00"), body...)
	return usecase.Operation{Subject: subject(authn.From(r.Context())), Key: sha256.Sum256([]byte(name)),
		Body: sha256.Sum256(content), At: k.Now().UTC().Truncate(time.Microsecond)}, nil
}

// target is the path with the query, which may name another thing.
func target(u *url.URL) string {
	if u.RawQuery == "" {
		return u.Path
	}
	return u.Path + "?" + u.RawQuery
}

func subject(c authn.Caller) string {
	if c.Asker {
		hash := c.Receipt.Hash()
		return "receipt:" + hex.EncodeToString(hash[:16])
	}
	return "user:" + c.User.String()
}

// first does the operation and keeps its reply before sending it.
func (k Keeper) first(c echo.Context, op usecase.Operation, next echo.HandlerFunc) error {
	r, response := c.Request(), c.Response()
	c.SetRequest(r.WithContext(usecase.WithOperation(r.Context(), op)))
	held := &recorder{ResponseWriter: response.Writer}
	response.Writer = held
	err := next(c)
	response.Writer = held.ResponseWriter
	c.SetRequest(r)
	if errors.Is(err, usecase.ErrReplay) {
		return k.again(c, op)
	}
	if err != nil {
		return err
	}
	if held.status >= 200 && held.status < 300 {
		k.keep(r.Context(), op, held.reply())
	}
	return held.flush()
}

// keep stores the reply. The operation is done: that its reply was not kept
// costs a repetition its replay, not the caller this reply.
func (k Keeper) keep(ctx context.Context, op usecase.Operation, reply usecase.Reply) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keeping)
	defer cancel()
	if err := k.Operations.CompleteOperation(ctx, op, reply); err != nil {
		k.Log.WarnContext(ctx, "reply not kept", "request_id", request.From(ctx).ID, "error", err)
	}
}

// again waits for the reply of the first attempt, which may still be under way.
func (k Keeper) again(c echo.Context, op usecase.Operation) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), patience)
	defer cancel()
	for {
		_, reply, err := k.Operations.FindOperation(ctx, op)
		switch {
		case err != nil && ctx.Err() == nil:
			return err
		case reply != nil:
			return send(c, *reply)
		}
		select {
		case <-ctx.Done():
			return domain.Fail(domain.Conflict, domain.ReasonOperationDone)
		case <-time.After(interval):
		}
	}
}

func send(c echo.Context, reply usecase.Reply) error {
	h := c.Response().Header()
	for name, value := range reply.Header {
		h.Set(name, value)
	}
	h.Set(Header, "true")
	c.Response().WriteHeader(reply.Status)
	_, err := c.Response().Write(reply.Body)
	return err
}

// recorder holds a reply back until it was kept.
type recorder struct {
	http.ResponseWriter
	status int
	body   []byte
}

// WriteHeader implements http.ResponseWriter.
func (r *recorder) WriteHeader(status int) { r.status = status }

// Write implements http.ResponseWriter.
func (r *recorder) Write(b []byte) (int, error) {
	r.body = append(r.body, b...)
	return len(b), nil
}

func (r *recorder) reply() usecase.Reply {
	reply := usecase.Reply{Status: r.status, Header: map[string]string{}, Body: r.body}
	for _, name := range kept {
		if v := r.Header().Get(name); v != "" {
			reply.Header[name] = v
		}
	}
	return reply
}

func (r *recorder) flush() error {
	r.ResponseWriter.WriteHeader(r.status)
	_, err := r.ResponseWriter.Write(r.body)
	return err
}
