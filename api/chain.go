package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"audiensi/api/authn"
	"audiensi/api/bind"
	"audiensi/api/guard"
	"audiensi/api/oas"
	"audiensi/api/request"
	"audiensi/domain"
	"audiensi/domain/access"
)

// chain is what a call passes on its way to the operation: who calls and may
// they, then what they send, then whether it was done before.
func (s *server) chain(op guard.Operation) []echo.MiddlewareFunc {
	chain := []echo.MiddlewareFunc{s.enter(op), params(op)}
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
			if op.Permission == access.Receipt && domain.CodeOf(err) == domain.NotFound {
				s.receipts.Charge(c.RealIP(), s.wrong)
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
		return s.asker(c, r.Header)
	}
	caller, err := authn.Bearer(r.Context(), s.app, r.Header)
	if domain.CodeOf(err) == domain.Unauthenticated && r.Header.Get("Authorization") != "" {
		c.Response().Header().Set("WWW-Authenticate", `Bearer realm="audiensi", error="invalid_token"`)
	}
	return caller, err
}

// asker admits who shows a receipt. Guessing is slow: a wrong one costs more.
func (s *server) asker(c echo.Context, h http.Header) (authn.Caller, error) {
	address := request.From(c.Request().Context()).Address
	if err := s.receipts.Allow(address, 1); err != nil {
		return authn.Caller{}, err
	}
	caller, err := authn.Asker(h)
	if err != nil {
		c.Response().Header().Set("WWW-Authenticate", `Receipt realm="audiensi", header="`+authn.ReceiptHeader+`"`)
		if h.Get(authn.ReceiptHeader) != "" {
			s.receipts.Charge(address, s.wrong)
		}
	}
	return caller, err
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
