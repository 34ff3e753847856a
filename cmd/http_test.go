package cmd_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"
)

// caller calls a running program as one account.
type caller struct {
	base, token string
	client      *http.Client
}

// login logs in at the program at base.
func login(t *testing.T, base, username, password string) caller {
	t.Helper()
	c := caller{base: base, client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16}}}
	t.Cleanup(c.client.CloseIdleConnections)
	var reply struct{ Token string }
	c.must(t, http.StatusOK, "/v1/login", nil, map[string]any{"username": username, "password": password}, &reply)
	c.token = reply.Token
	return c
}

// post sends body as JSON and reads the reply's into; the error is one of the
// connection, after which nobody knows what was done.
func (c caller) post(path string, header map[string]string, body, into any) (int, http.Header, error) {
	var content []byte
	if body != nil {
		var err error
		if content, err = json.Marshal(body); err != nil {
			return 0, nil, err
		}
	}
	request, err := http.NewRequest(http.MethodPost, c.base+path, bytes.NewReader(content))
	if err != nil {
		return 0, nil, err
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	for name, value := range header {
		request.Header.Set(name, value)
	}
	reply, err := c.client.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err != nil {
		return 0, nil, err
	}
	if reply.StatusCode >= http.StatusBadRequest {
		return reply.StatusCode, reply.Header, fmt.Errorf("%s: %s", reply.Status, text)
	}
	return reply.StatusCode, reply.Header, json.Unmarshal(text, into)
}

// must posts and fails the test unless the reply has the status.
func (c caller) must(t *testing.T, status int, path string, header map[string]string, body, into any) http.Header {
	t.Helper()
	got, h, err := c.post(path, header, body, into)
	if err != nil || got != status {
		t.Fatalf("POST %s: %d, %v", path, got, err)
	}
	return h
}
