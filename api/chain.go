package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"audiensi/api/authn"
	"audiensi/api/bind"
	"audiensi/api/guard"
	"audiensi/api/oas"
	"audiensi/api/request"
	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/usecase"
)

// chain is what a call passes on its way to the operation: who calls and may
// they, then what they send, then whether it was done before.
func (s *server) chain(op guard.Operation) []echo.MiddlewareFunc {
	chain := []echo.MiddlewareFunc{s.enter(op), params(op)}
	if takesFile(op) {
		chain = append(chain, uploaded)
	}
	if isForm(op) {
		chain = append(chain, s.multipartBody)
	}
	if op.Keyed {
		chain = append(chain, s.keeper.Middleware)
	}
	return chain
}

// enter lets pass who may call the operation.
func (s *server) enter(op guard.Operation) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r := c.Request()
			caller, err := s.caller(op, c)
			if err == nil {
				err = op.Check(caller.Principal)
			}
			if err != nil {
				return err
			}
			c.SetRequest(r.WithContext(op.Pass(authn.With(r.Context(), caller))))
			err = next(c)
			if errors.Is(err, usecase.ErrUnknownCode) {
				return s.wrongCode(r.Context(), c.RealIP(), err)
			}
			return err
		}
	}
}

func (s *server) caller(op guard.Operation, c echo.Context) (authn.Caller, error) {
	r := c.Request()
	switch op.Permission {
	case access.Public:
		if op.ID == "login" {
			return authn.Caller{}, s.logins.Allow(c.RealIP(), 1)
		}
		return authn.Caller{}, nil
	case access.Receipt:
		return s.coded(c, authn.ReceiptHeader, authn.Asker)
	case access.OfDesa:
		return s.coded(c, authn.DesaCodeHeader, authn.Desa)
	}
	caller, err := authn.Bearer(r.Context(), s.app, r.Header)
	if domain.CodeOf(err) == domain.Unauthenticated && r.Header.Get("Authorization") != "" {
		c.Response().Header().Set("WWW-Authenticate", `Bearer realm="audiensi", error="invalid_token"`)
	}
	return caller, err
}

// coded admits who shows a receipt, or the code of a desa. Guessing is slow: a
// wrong one costs more, and after some of them the address has to wait.
func (s *server) coded(c echo.Context, header string, read func(http.Header) (authn.Caller, error)) (authn.Caller, error) {
	r := c.Request()
	address := request.From(r.Context()).Address
	if err := s.receipts.Allow(address, 1); err != nil {
		return authn.Caller{}, err
	}
	caller, err := read(r.Header)
	if err != nil {
		c.Response().Header().Set("WWW-Authenticate", `Receipt realm="audiensi", header="`+header+`"`)
		if r.Header.Get(header) != "" {
			s.receipts.Charge(address, s.wrong)
		}
		return caller, err
	}
	return caller, s.app.MayTryCode(r.Context(), authn.Place(address))
}

// wrongCode counts a code that leads nowhere, and returns what the call is told.
func (s *server) wrongCode(ctx context.Context, address string, told error) error {
	s.receipts.Charge(address, s.wrong)
	if err := s.app.WrongCode(ctx, authn.Place(address)); err != nil {
		return err
	}
	return told
}

func params(op guard.Operation) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r := c.Request()
			if err := bind.Params(op.Spec, r, c.Param); err != nil {
				return err
			}
			if op.Spec.RequestBody == nil && r.ContentLength != 0 {
				return domain.Fail(domain.Invalid, domain.ReasonUnexpectedBody)
			}
			return next(c)
		}
	}
}

// guarded refuses a call that came here past its guard.
func guarded(next oas.StrictHandlerFunc, _ string) oas.StrictHandlerFunc {
	return func(c echo.Context, r any) (any, error) {
		if err := guard.Passed(c.Request().Context()); err != nil {
			return nil, err
		}
		return next(c, r)
	}
}
