package api

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/labstack/echo/v4"

	"audiensi/api/request"
)

// headIsGet lets every address that can be read be asked with HEAD: net/http
// remembers the method itself and sends no body. The router has looked for a
// HEAD route by now, and there is none.
func headIsGet(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if r.Method != http.MethodHead {
			return next(c)
		}
		read := *r
		read.Method = http.MethodGet
		c.SetRequest(&read)
		c.Echo().Router().Find(read.Method, echo.GetPath(&read), c)
		return c.Handler()(c)
	}
}

// known notes what is known of the call before anything else is done.
func known(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		info := request.Info{ID: request.IDOf(r.Header), Address: c.RealIP(), Language: request.LanguageOf(r.Header), URL: r.URL}
		c.Response().Header().Set("X-Request-Id", info.ID)
		c.SetRequest(r.WithContext(request.With(r.Context(), info)))
		return next(c)
	}
}

// logged writes one line for each call: the route, not the path, and neither
// query, body nor address, so that no personal data is in it. It renders
// errors, so that the line tells the status that was sent.
func logged(log *slog.Logger) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			start := time.Now()
			if err := next(c); err != nil {
				c.Error(err)
			}
			r := c.Request()
			log.InfoContext(r.Context(), "request", "request_id", request.From(r.Context()).ID, "method", r.Method,
				"route", c.Path(), "status", c.Response().Status, "bytes", c.Response().Size, "duration", time.Since(start))
			return nil
		}
	}
}

// headers are those of every reply; the documentation replaces the policy.
func headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-store")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		return next(c)
	}
}

// recovered turns a panic into an error, which is logged with its stack.
func recovered(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			switch v := recover(); v {
			case nil:
			case http.ErrAbortHandler:
				panic(v)
			default:
				err = fmt.Errorf("panic: %v\n%s", v, debug.Stack())
			}
		}()
		return next(c)
	}
}
