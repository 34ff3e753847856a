// Package api serves the contract of openapi.yaml over HTTP: one file for each
// resource. Handlers translate and call a use case; whatever fails is an error
// that package problem renders in one place.
package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/labstack/echo/v4"

	"audiensi/api/authn"
	"audiensi/api/bind"
	"audiensi/api/docs"
	"audiensi/api/guard"
	"audiensi/api/oas"
	"audiensi/api/problem"
	"audiensi/api/replay"
	"audiensi/domain/usecase"
)

// Config is what the API needs. App, Operations, Ready and Logger are required.
type Config struct {
	App        *usecase.App
	Operations usecase.Operations
	Ready      func(context.Context) error // nil while the program can serve
	Logger     *slog.Logger
	Version    string // of the program, for the documentation
	Contract   []byte // openapi.yaml as it was written; empty: made from the embedded copy
	TrustProxy bool   // believe X-Forwarded-For of proxies on loopback and private networks
	Limits     Limits // zero members: the defaults
}

// Limits bound how often one address may try a login or a receipt: Burst at
// once, one more every so often. A wrong receipt costs WrongReceipt tries.
type Limits struct {
	LoginBurst, ReceiptBurst int
	LoginEvery, ReceiptEvery time.Duration
	WrongReceipt             int
}

// orDefault lets a hall of people behind one address work, and a guesser not:
// of 2^60 receipts an address can try a thousand an hour.
func (l Limits) orDefault() Limits {
	set(&l.LoginBurst, 30)
	set(&l.LoginEvery, 3*time.Second)
	set(&l.ReceiptBurst, 60)
	set(&l.ReceiptEvery, time.Second)
	set(&l.WrongReceipt, 4)
	return l
}

func set[T comparable](to *T, value T) {
	var zero T
	if *to == zero {
		*to = value
	}
}

// server implements the contract.
type server struct {
	app      *usecase.App
	binder   *bind.Binder
	ready    func(context.Context) error
	contract []byte
	page     docs.Page
	logins   *authn.Limiter
	receipts *authn.Limiter
	wrong    int
	keeper   replay.Keeper
}

var _ oas.StrictServerInterface = (*server)(nil)

// New returns the handler of every operation of the contract, of / which leads to
// the documentation, and of nothing else.
// It fails where an operation has no known permission.
func New(cfg Config) (*echo.Echo, error) {
	if cfg.App == nil || cfg.Operations == nil || cfg.Ready == nil || cfg.Logger == nil {
		return nil, errors.New("api: App, Operations, Ready and Logger are required")
	}
	doc, err := oas.GetSpec()
	if err != nil {
		return nil, fmt.Errorf("api: contract: %w", err)
	}
	operations, err := guard.Operations(doc)
	if err != nil {
		return nil, fmt.Errorf("api: contract: %w", err)
	}
	s, err := newServer(cfg)
	if err != nil {
		return nil, err
	}
	if s.binder, err = bind.New(doc); err != nil {
		return nil, err
	}
	return s.router(cfg, operations)
}

func newServer(cfg Config) (*server, error) {
	contract, err := contractText(cfg.Contract)
	if err != nil {
		return nil, fmt.Errorf("api: contract: %w", err)
	}
	spec, err := oas.GetSpecJSON()
	if err != nil {
		return nil, fmt.Errorf("api: contract: %w", err)
	}
	page, err := docs.New(spec, cfg.Version)
	if err != nil {
		return nil, err
	}
	limits := cfg.Limits.orDefault()
	return &server{
		app: cfg.App, ready: cfg.Ready, contract: contract, page: page, wrong: limits.WrongReceipt,
		logins:   authn.NewLimiter(limits.LoginBurst, limits.LoginEvery, time.Now),
		receipts: authn.NewLimiter(limits.ReceiptBurst, limits.ReceiptEvery, time.Now),
		keeper:   replay.Keeper{Operations: cfg.Operations, Now: cfg.App.Now, Log: cfg.Logger},
	}, nil
}

// router registers every operation behind its guard. Middleware stands on the
// router or on operations, never on a group: Echo's groups add routes of their
// own and turn 405 into 404.
func (s *server) router(cfg Config, operations []guard.Operation) (*echo.Echo, error) {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.Binder = s.binder
	e.HTTPErrorHandler = problem.Handler(cfg.Logger)
	e.IPExtractor = echo.ExtractIPDirect()
	if cfg.TrustProxy {
		e.IPExtractor = echo.ExtractIPFromXFFHeader()
	}
	e.Use(known, logged(cfg.Logger), headers, recovered, headIsGet)
	chains := map[string][]echo.MiddlewareFunc{}
	for _, op := range operations {
		chains[op.ID] = s.chain(op)
	}
	strict := oas.NewStrictHandler(s, []oas.StrictMiddlewareFunc{guarded})
	oas.RegisterHandlersWithOptions(e, strict, oas.RegisterHandlersOptions{OperationMiddlewares: chains})
	if got := len(e.Routes()); got != len(operations) {
		return nil, fmt.Errorf("api: %d routes for %d operations", got, len(operations))
	}
	e.GET("/", toDocs)
	return e, nil
}
