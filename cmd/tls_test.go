package cmd_test

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// hall is a setting with an authority in the folder ca, and its certificates.
func hall(t *testing.T) (setting, *x509.CertPool) {
	t.Helper()
	s := newSetting(t)
	s.must(t, "", "tls", "authority", "ca")
	s.must(t, "", "migrate", "up")
	text, err := os.ReadFile(filepath.Join(s.dir, "ca", "authority.crt"))
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(text) {
		t.Fatal("no certificate")
	}
	return s, roots
}

// withCertificate sets the variables that the command prints.
func withCertificate(t *testing.T, s setting, args ...string) setting {
	t.Helper()
	out := s.must(t, "", append([]string{"tls", "certificate", "ca"}, args...)...)
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, "AUDIENSI_") {
			s.env = append(s.env, strings.TrimSpace(line))
		}
	}
	return s
}

// trusting keeps no connection: every call shakes hands anew.
func trusting(roots *x509.CertPool, config ...func(*tls.Config)) *http.Client {
	c := &tls.Config{RootCAs: roots}
	for _, change := range config {
		change(c)
	}
	return &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: c, ForceAttemptHTTP2: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func freeAddr(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func TestTLS_from_files(t *testing.T) {
	plain := freeAddr(t)
	s, roots := hall(t)
	s = withCertificate(t, s, "--host", "127.0.0.1", "--host", "audiensi.local")
	s.env = append(s.env, "AUDIENSI_TLS_REDIRECT_ADDR="+plain)
	p := s.serve(t, "serve")
	reply, err := trusting(roots).Get("https://" + p.addr + "/readyz")
	if err != nil {
		t.Fatal(err)
	}
	reply.Body.Close()
	if reply.StatusCode != http.StatusOK || reply.ProtoMajor != 2 || reply.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("%s %s, %v", reply.Status, reply.Proto, reply.Header)
	}
	if _, err := trusting(x509.NewCertPool()).Get("https://" + p.addr + "/readyz"); err == nil {
		t.Error("trusted without the authority")
	}
	old := trusting(roots, func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS11 })
	if _, err := old.Get("https://" + p.addr + "/readyz"); err == nil {
		t.Error("TLS 1.1 is taken")
	}
	if reply, err := plainClient.Get("http://" + p.addr + "/readyz"); err == nil {
		reply.Body.Close()
		if reply.StatusCode != http.StatusBadRequest {
			t.Errorf("HTTP at the port of HTTPS: %s", reply.Status)
		}
	}
	checkRedirect(t, plain, p.addr)
	s.env = append(s.env, "AUDIENSI_ADDR="+p.addr)
	s.must(t, "", "healthcheck")
	if code := p.stop(); code != 0 {
		t.Errorf("exit %d\n%s", code, p.log())
	}
}

func checkRedirect(t *testing.T, plain, addr string) {
	t.Helper()
	client := trusting(nil)
	reply, err := client.Get("http://" + plain + "/docs?a=b%20c")
	if err != nil {
		t.Fatal(err)
	}
	reply.Body.Close()
	if want := "https://" + addr + "/docs?a=b%20c"; reply.StatusCode != http.StatusPermanentRedirect || reply.Header.Get("Location") != want {
		t.Errorf("%s to %s, want %s", reply.Status, reply.Header.Get("Location"), want)
	}
	if reply.Header.Get("Strict-Transport-Security") != "" {
		t.Error("strict transport is said in the clear")
	}
	reply, err = client.Post("http://"+plain+"/v1/login", "application/json", strings.NewReader(`{"username": "siti", "password": "rahasia"}`))
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	body, _ := io.ReadAll(reply.Body)
	if reply.StatusCode != http.StatusForbidden || !strings.Contains(string(body), "Gunakan HTTPS") || !strings.Contains(string(body), "Use HTTPS") {
		t.Errorf("%s: %s", reply.Status, body)
	}
}

func TestTLS_follows_changed_files(t *testing.T) {
	s, roots := hall(t)
	s = withCertificate(t, s, "--host", "127.0.0.1")
	p := s.serve(t, "serve")
	serial := func() string {
		conn, err := tls.Dial("tcp", p.addr, &tls.Config{RootCAs: roots})
		if err != nil {
			t.Fatalf("%v\n%s", err, p.log())
		}
		defer conn.Close()
		return conn.ConnectionState().PeerCertificates[0].SerialNumber.String()
	}
	first := serial()
	s.must(t, "", "tls", "certificate", "ca", "--host", "127.0.0.1", "--name", "next")
	replace := func(ending string) {
		t.Helper()
		if err := os.Rename(filepath.Join(s.dir, "ca", "next."+ending), filepath.Join(s.dir, "ca", "server."+ending)); err != nil {
			t.Fatal(err)
		}
	}
	replace("crt")
	time.Sleep(1200 * time.Millisecond) // longer than between two looks
	if got := serial(); got != first {
		t.Error("a certificate without its key is in force")
	}
	until(t, "an error in the log", func() bool { return strings.Contains(p.log(), "the earlier one stays in force") })
	replace("key")
	until(t, "the new certificate", func() bool { return serial() != first })
}

func TestTLS_does_not_start(t *testing.T) {
	s, _ := hall(t)
	s = withCertificate(t, s, "--host", "127.0.0.1")
	for name, tt := range map[string]struct {
		env  []string
		want string
	}{
		"no_such_file":      {[]string{"AUDIENSI_TLS_KEY=none.key"}, "none.key"},
		"no_key":            {[]string{"AUDIENSI_TLS_KEY=ca/server.crt"}, "AUDIENSI_TLS_CERT, AUDIENSI_TLS_KEY: "},
		"another's_key":     {[]string{"AUDIENSI_TLS_KEY=ca/authority.key"}, "private key does not match public key"},
		"redirect_occupied": {[]string{"AUDIENSI_TLS_REDIRECT_ADDR=192.0.2.1:0"}, "listen: "},
	} {
		t.Run(name, func(t *testing.T) {
			other := setting{dir: s.dir, env: append(append([]string{"AUDIENSI_ADDR=127.0.0.1:0", "AUDIENSI_LOG_LEVEL=error"}, s.env...), tt.env...)}
			other.refused(t, 1, tt.want, "serve")
		})
	}
}
