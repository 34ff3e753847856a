package api_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"audiensi/api"
	"audiensi/domain"
	"audiensi/repository/testdb"
)

func TestRoutesAreThoseOfTheContract(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	var got []string
	want := []string{"GET /"} // leads to the documentation
	for _, r := range w.server.Routes() {
		got = append(got, r.Method+" "+strings.ReplaceAll(r.Path, `\:`, ":"))
	}
	for path, item := range contract().Paths.Map() {
		for method := range item.Operations() {
			want = append(want, method+" "+strings.NewReplacer("/{", "/:", "}", "").Replace(path))
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("routes %q, want %q", got, want)
	}
}

func TestProgram(t *testing.T) {
	down := errors.New("Error 1045: access denied for root")
	var ready error
	var lines bytes.Buffer
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t), func(c *api.Config) {
		c.Ready = func(context.Context) error { return ready }
		c.Logger = slog.New(slog.NewTextHandler(&lines, nil))
	})
	w.get("", "/healthz").want(200)
	w.get("", "/readyz").want(200)
	ready = down
	got := w.get("", "/readyz").want(503, "unavailable")
	if got.header.Get("Retry-After") == "" || strings.Contains(string(got.body), "1045") {
		t.Errorf("%v %s", got.header, got.body)
	}
	ready = &domain.Error{Code: domain.Unavailable, Reason: domain.ReasonUnavailable, Err: down}
	lines.Reset()
	w.get("", "/readyz").want(503, "unavailable")
	if n := strings.Count(lines.String(), "unavailable: "); n != 1 {
		t.Errorf("the log says %d times that it is unavailable: %s", n, lines.String())
	}
	w.get("", "/healthz").want(200)
	w.get("", "/nowhere").want(404, "no_route")
	w.get("", "//").want(404, "no_route")
	root := w.get("", "/").want(303)
	if root.header.Get("Location") != "/docs" {
		t.Errorf("/ leads to %q", root.header.Get("Location"))
	}
	w.get("moderator", "/v1/sessions/").want(404)
	wrong := w.do("", "PUT", "/v1/login", "").want(405, "method_not_allowed")
	if wrong.header.Get("Allow") == "" {
		t.Error("no Allow")
	}
	for _, r := range []reply{w.get("", "/healthz"), wrong, root} {
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"} {
			if r.header.Get(name) != want {
				t.Errorf("%s: %s %q", r.call, name, r.header.Get(name))
			}
		}
	}
}

func TestContractIsServed(t *testing.T) {
	written, err := os.ReadFile("../openapi.yaml")
	must(t, err)
	for name, text := range map[string][]byte{"as written": written, "made": nil} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t), func(c *api.Config) { c.Contract = text })
			got := w.get("", "/openapi.yaml").want(200)
			if !bytes.Contains(got.body, []byte("operationId: captureBatch")) || text != nil && !bytes.Equal(got.body, text) {
				t.Errorf("%d bytes: %.200s", len(got.body), got.body)
			}
		})
	}
}

// The page asks nothing of another host, and its policy lets nothing else run.
func TestDocs(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	got := w.get("", "/docs").want(200)
	page, policy := string(got.body), got.header.Get("Content-Security-Policy")
	for _, tag := range []string{"script", "style"} {
		text := regexp.MustCompile(`(?s)<` + tag + `>(.*?)</` + tag + `>`).FindStringSubmatch(page)[1]
		sum := sha256.Sum256([]byte(text))
		if hash := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, tag+"-src "+hash) {
			t.Errorf("the policy does not let the %s run: %s", tag, policy)
		}
	}
	if !strings.Contains(page, `"x-summary-id":"Catat pertanyaan"`) {
		t.Error("the contract is not in the page")
	}
	if found := regexp.MustCompile(`(src|href)="(https?:)?//`).FindString(page); found != "" {
		t.Errorf("the page asks another host: %s", found)
	}
}

func TestHead(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	server := httptest.NewServer(w.server)
	defer server.Close()
	r, err := http.Head(server.URL + "/healthz")
	must(t, err)
	defer func() { must(t, r.Body.Close()) }()
	if r.StatusCode != 200 {
		t.Errorf("status %d", r.StatusCode)
	}
}

func TestRequestIDs(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	for sent, kept := range map[string]bool{"abc-12345": true, "short": false, "a b c d e f g": false, strings.Repeat("x", 65): false, "": false} {
		got := w.get("", "/v1/me", with("X-Request-Id", sent)).want(401)
		id := got.header.Get("X-Request-Id")
		if (id == sent) != kept || id != got.text("request_id") || id == "" {
			t.Errorf("sent %q, got %q and %q", sent, id, got.text("request_id"))
		}
	}
}

// The log has a line for each call and no personal data: no name, text, query,
// receipt, token or address.
func TestLogs(t *testing.T) {
	var lines bytes.Buffer
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t), func(c *api.Config) {
		c.Logger = slog.New(slog.NewTextHandler(&lines, nil))
	})
	session, _ := w.openSession("never")
	path, made := w.capture(session, "logged-01")
	w.get("moderator", "/v1/questions?q=Jember")
	w.get("moderator", path)
	w.get("", "/v1/tracking", receipt(made.text("receipt")))
	w.post("", "/v1/login", `{"username":"rahasia","password":"rahasia12345"}`).want(401)
	w.get("", "/v1/Suparno")
	w.server.GET("/panic", func(echo.Context) error { panic("boom") })
	w.get("", "/panic").want(500, "internal")
	log := lines.String()
	for _, secret := range []string{"Suparno", "Jember", made.text("receipt"), w.tokens["moderator"], "192.0.2.1", "rahasia", "0812"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log tells %q:\n%s", secret, log)
		}
	}
	for _, want := range []string{"route=/v1/questions/:question_id", "status=201", "panic: boom", "status=500", "level=ERROR"} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %q:\n%s", want, log)
		}
	}
}

func TestRateLimits(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t), func(c *api.Config) {
		c.Limits = api.Limits{ReceiptBurst: 12, LoginBurst: len(people) + 1, WrongReceipt: 4}
	})
	w.post("", "/v1/login", `{"username":"x","password":"y"}`).want(401)
	w.post("", "/v1/login", `{"username":"x","password":"y"}`).want(429, "too_many_requests")
	for range 3 {
		w.get("", "/v1/tracking", receipt("0000-0000-0000-0"))
	}
	got := w.get("", "/v1/tracking", receipt("0000-0000-0000-0")).want(429, "too_many_requests")
	if got.header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	w.get("moderator", "/v1/sessions").want(200)
}

// What a client writes in its headers is no address, unless a proxy is trusted.
func TestAddresses(t *testing.T) {
	for name, trusted := range map[string]bool{"direct": false, "behind a proxy": true} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t), func(c *api.Config) {
				c.TrustProxy, c.Limits = trusted, api.Limits{ReceiptBurst: 1, LoginBurst: 100}
			})
			near := func(r *http.Request) { r.RemoteAddr = "10.0.0.1:1" }
			w.get("", "/v1/tracking", near, with("X-Forwarded-For", "203.0.113.1"))
			want := 429
			if trusted {
				want = 401
			}
			w.get("", "/v1/tracking", near, with("X-Forwarded-For", "203.0.113.2")).want(want)
		})
	}
}

func TestNewFailsClosed(t *testing.T) {
	if _, err := api.New(api.Config{}); err == nil {
		t.Error("an API without anything")
	}
}
