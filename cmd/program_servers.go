package cmd

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
)

// serving is a server with where it listens.
type serving struct {
	server   *http.Server
	listener net.Listener
}

// run serves, encrypted if the server has a certificate, until it is shut down.
func (s serving) run() error {
	var err error
	if s.server.TLSConfig != nil {
		err = s.server.ServeTLS(s.listener, "", "")
	} else {
		err = s.server.Serve(s.listener)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return fmt.Errorf("serve %s: %w", s.listener.Addr(), err)
}

// servers are those of a program: the API and what goes with it.
type servers struct {
	list    []serving
	api     net.Addr
	metrics net.Addr // nil without
}

// open listens everywhere that the configuration says, or nowhere.
func (p *Program) open(ctx context.Context, api, figures http.Handler) (s servers, err error) {
	secured, err := newEncryption(p.Config, p.Version, p.Logger)
	if err != nil {
		return s, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.close())
		}
	}()
	if err := p.openAPI(ctx, &s, api, secured); err != nil {
		return s, err
	}
	if p.Config.MetricsAddr != "" {
		if s.metrics, err = p.add(ctx, &s, p.Config.MetricsAddr, figures); err != nil {
			return s, err
		}
	}
	if p.Config.TLSRedirectAddr != "" {
		_, port, _ := net.SplitHostPort(s.api.String())
		_, err = p.add(ctx, &s, p.Config.TLSRedirectAddr, secured.challenges(toHTTPS(port)))
	}
	return s, err
}

func (p *Program) openAPI(ctx context.Context, s *servers, handler http.Handler, secured encryption) (err error) {
	listener := p.Listener
	if listener == nil {
		if listener, err = listen(ctx, p.Config.Addr); err != nil {
			return err
		}
	}
	if secured.config != nil {
		handler = strictTransport(handler)
	}
	server := p.server(handler)
	server.TLSConfig = secured.config
	s.list, s.api = append(s.list, serving{server, listener}), listener.Addr()
	return nil
}

// add listens in the clear.
func (p *Program) add(ctx context.Context, s *servers, addr string, handler http.Handler) (net.Addr, error) {
	listener, err := listen(ctx, addr)
	if err != nil {
		return nil, err
	}
	s.list = append(s.list, serving{p.server(handler), listener})
	return listener.Addr(), nil
}

func (s servers) close() error {
	var errs []error
	for _, one := range s.list {
		errs = append(errs, one.listener.Close())
	}
	return errors.Join(errs...)
}
