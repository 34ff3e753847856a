package problem

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"audiensi/api/request"
	"audiensi/domain"
)

// ContentType is the media type of a problem document.
const ContentType = "application/problem+json"

// Handler returns the one place where a failed call gets its reply. It logs
// what nobody asked for, with the cause, and never tells the cause.
func Handler(log *slog.Logger) echo.HTTPErrorHandler {
	return func(err error, c echo.Context) {
		ctx := c.Request().Context()
		if c.Response().Committed {
			brokenOff(ctx, log, c, err)
			return
		}
		d := Of(ctx, err)
		if d.Status >= http.StatusInternalServerError && ctx.Err() == nil {
			log.ErrorContext(ctx, "request failed", "request_id", d.RequestID, "route", c.Path(), "error", err)
		}
		if err := write(c.Response(), d, request.From(ctx).Language); err != nil {
			log.WarnContext(ctx, "write problem", "request_id", d.RequestID, "error", err)
		}
	}
}

// brokenOff logs why a reply ended before its end: there is no other way left to
// tell. That a client went away is no news.
func brokenOff(ctx context.Context, log *slog.Logger, c echo.Context, err error) {
	var e *domain.Error
	if errors.As(err, &e) && ctx.Err() == nil {
		log.ErrorContext(ctx, "reply broken off", "request_id", request.From(ctx).ID, "route", c.Path(), "error", err)
	}
}

func write(w http.ResponseWriter, d Document, lang request.Language) error {
	body, err := json.Marshal(d.Problem)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Del("ETag")
	h.Set("Content-Type", ContentType)
	h.Set("Content-Language", string(lang))
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if d.RetryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(d.RetryAfter))
	}
	if d.Status == http.StatusUnauthorized && h.Get("WWW-Authenticate") == "" {
		h.Set("WWW-Authenticate", `Bearer realm="audiensi"`)
	}
	w.WriteHeader(d.Status)
	_, err = w.Write(body)
	return err
}
