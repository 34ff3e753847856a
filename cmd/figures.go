package cmd

import (
	"database/sql"
	"net/http"

	"github.com/labstack/echo-contrib/echoprometheus"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// figures are what Prometheus reads of one program. They hold no personal data.
type figures struct {
	registry      *prometheus.Registry
	ended         prometheus.Counter
	forgotten     prometheus.Counter
	deleted       prometheus.Counter
	sweepFailures prometheus.Counter
}

func newFigures(db *sql.DB) *figures {
	f := &figures{registry: prometheus.NewRegistry(),
		ended:         counter("ended_total", "Confirmation windows and pauses that were ended by time."),
		forgotten:     counter("forgotten_operations_total", "Idempotency keys that were forgotten."),
		deleted:       counter("deleted_attachments_total", "Files whose bytes were deleted: removed, or left over by uploads that ended in the middle."),
		sweepFailures: counter("failures_total", "Sweeps that failed and were left to the next one."),
	}
	f.registry.MustRegister(f.ended, f.forgotten, f.deleted, f.sweepFailures, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), collectors.NewDBStatsCollector(db, "audiensi"))
	return f
}

func counter(name, help string) prometheus.Counter {
	return prometheus.NewCounter(prometheus.CounterOpts{Namespace: "audiensi", Subsystem: "sweep", Name: name, Help: help})
}

// requests counts and times requests by method, route and status. It stands
// before the router, so that it sees the status that was sent; an address
// without a route counts under an empty one, so that a scanner makes no series.
func (f *figures) requests() echo.MiddlewareFunc {
	return echoprometheus.NewMiddlewareWithConfig(echoprometheus.MiddlewareConfig{
		Namespace: "audiensi", Subsystem: "http", Registerer: f.registry, DoNotUseRequestPathFor404: true,
		LabelFuncs: map[string]echoprometheus.LabelValueFunc{
			"host":   func(echo.Context, error) string { return "" },
			"method": func(c echo.Context, _ error) string { return method(c.Request().Method) },
		},
	})
}

// method returns the method if the API knows it: whoever calls can invent others.
func method(name string) string {
	switch name {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
		return name
	}
	return "other"
}

// handler serves the figures at /metrics.
func (f *figures) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(f.registry, promhttp.HandlerOpts{}))
	return mux
}
