package cmd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"audiensi/api"

	"github.com/labstack/echo/v4"
	"golang.org/x/sync/errgroup"
)

// Limits of the connections of a client. Bodies are bounded by the API.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = time.Minute
	idleTimeout   = 2 * time.Minute
	maxHeader     = 64 << 10
)

// Program is the server as a value: what main starts and tests start alike.
type Program struct {
	Config   Config
	Version  string
	Contract []byte // openapi.yaml as it was written; may be empty
	Logger   *slog.Logger
	Migrate  bool // bring the database to the expected form first
	// Listener is where the API listens; nil for Config.Addr.
	Listener net.Listener
	// Started, if not nil, is called once requests are taken; metrics is nil
	// where there are none.
	Started func(api, metrics net.Addr)
}

// Run serves until ctx ends, then lets running requests end, at most for the
// configured time. It returns nil after an orderly end. Every goroutine that it
// started has ended when it returns.
func (p *Program) Run(ctx context.Context) (err error) {
	how := mayMake
	if p.Migrate {
		how = migrated
	}
	h, err := openHouse(ctx, p.Config, p.Logger, how)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	if err := errors.Join(h.openHistory(), h.openFiles(p.Config)); err != nil {
		return err
	}
	figures := newFigures(h.store.DB())
	handler, err := p.handler(h, figures)
	if err != nil {
		return err
	}
	servers, err := p.open(ctx, handler, figures.handler())
	if err != nil {
		return err
	}
	return p.serve(ctx, h, figures, servers)
}

// serve runs servers and sweeper until ctx ends or one of them fails.
func (p *Program) serve(ctx context.Context, h *house, f *figures, all servers) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, s := range all.list {
		group.Go(s.run)
		group.Go(func() error {
			<-ctx.Done()
			return p.drain(s.server)
		})
	}
	sweeper := sweeper{app: h.app, operations: h.store, every: p.Config.SweepInterval, figures: f, log: p.Logger}
	group.Go(func() error {
		sweeper.run(ctx)
		return nil
	})
	group.Go(func() error {
		followModel(ctx, h.engines, h.store, p.Logger)
		return nil
	})
	group.Go(func() error {
		readHistory(ctx, h.app, p.Logger)
		return nil
	})
	group.Go(func() error {
		keepEased(ctx)
		return nil
	})
	p.Logger.Info("serving", "version", p.Version, "address", all.api.String(), "tls", p.Config.TLS, "database", MaskDatabase(p.Config.Database))
	p.tell(nowReady)
	if p.Started != nil {
		p.Started(all.api, all.metrics)
	}
	group.Go(func() error {
		<-ctx.Done()
		p.tell(nowStopping)
		return nil
	})
	err := group.Wait()
	p.Logger.Info("stopped")
	return err
}

// tell logs a failure: whoever started the program will find out.
func (p *Program) tell(state string) {
	if err := notify(state); err != nil {
		p.Logger.Error("service manager not told", "state", state, "error", err)
	}
}

// drain takes no more connections and lets running requests end.
func (p *Program) drain(s *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), p.Config.ShutdownTimeout)
	defer cancel()
	err := s.Shutdown(ctx)
	if err == nil {
		return nil
	}
	return errors.Join(fmt.Errorf("requests were still running after %v: %w", p.Config.ShutdownTimeout, err), s.Close())
}

// handler returns the API with its figures.
func (p *Program) handler(h *house, f *figures) (http.Handler, error) {
	e, err := api.New(api.Config{App: h.app, Operations: h.store, Ready: h.store.Ping, Logger: p.Logger,
		Version: p.Version, Contract: p.Contract})
	if err != nil {
		return nil, err
	}
	e.IPExtractor = addressOf(p.Config)
	e.Pre(f.requests())
	return e, nil
}

// addressOf returns how the address of a caller is found: believing
// X-Forwarded-For of the configured proxies and of nobody else.
func addressOf(c Config) echo.IPExtractor {
	if len(c.TrustedProxies) == 0 {
		return echo.ExtractIPDirect()
	}
	trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, proxy := range c.TrustedProxies {
		trust = append(trust, echo.TrustIPRange(&net.IPNet{IP: proxy.Masked().Addr().AsSlice(),
			Mask: net.CIDRMask(proxy.Bits(), proxy.Addr().BitLen())}))
	}
	return echo.ExtractIPFromXFFHeader(trust...)
}

func (p *Program) server(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(p.Logger.Handler(), slog.LevelWarn),
	}
}

func listen(ctx context.Context, addr string) (net.Listener, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	return l, nil
}
