package cmd

import (
	"crypto/tls"
	"log/slog"
	"net/http"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"
)

// encryption is how the API is encrypted. The zero value is not at all.
type encryption struct {
	config *tls.Config // nil without TLS
	// challenges wraps what plain HTTP answers, for an authority's questions.
	challenges func(http.Handler) http.Handler
}

// newEncryption reads the certificate that the configuration names.
func newEncryption(c Config, version string, log *slog.Logger) (encryption, error) {
	switch c.TLS {
	case tlsFiles:
		pair, err := openKeyPair(c.TLSCert, c.TLSKey, log)
		if err != nil {
			return encryption{}, err
		}
		return encryption{tlsConfig(pair.certificate), func(h http.Handler) http.Handler { return h }}, nil
	case tlsACME:
		manager := acmeManager(c, version)
		return encryption{tlsConfig(manager.GetCertificate, acme.ALPNProto), manager.HTTPHandler}, nil
	}
	return encryption{}, nil
}

// acmeManager agrees to the authority's terms, as AUDIENSI_TLS=acme says.
func acmeManager(c Config, version string) *autocert.Manager {
	return &autocert.Manager{
		Prompt:     autocert.AcceptTOS,
		Cache:      autocert.DirCache(c.TLSCache),
		HostPolicy: autocert.HostWhitelist(c.TLSDomains...),
		Email:      c.TLSEmail,
		Client:     &acme.Client{DirectoryURL: c.TLSDirectory, UserAgent: "audiensi/" + version},
	}
}

// tlsConfig allows TLS 1.3, and 1.2 with forward secrecy and authenticated
// encryption only (RFC 9325).
func tlsConfig(certificate func(*tls.ClientHelloInfo) (*tls.Certificate, error), protocols ...string) *tls.Config {
	return &tls.Config{
		GetCertificate: certificate,
		MinVersion:     tls.VersionTLS12,
		NextProtos:     append([]string{"h2", "http/1.1"}, protocols...),
		CipherSuites: []uint16{
			tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
			tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
			tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
		},
	}
}

// strictTransport has browsers use HTTPS only for half a year (RFC 6797). Other
// services of the domain are not spoken for.
func strictTransport(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Strict-Transport-Security", "max-age=15552000")
		next.ServeHTTP(w, r)
	})
}
