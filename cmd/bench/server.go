package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// server is the running program under load, spoken to over HTTP.
type server struct {
	base   string
	client *http.Client
}

func newServer(base string, connections int) *server {
	return &server{base, &http.Client{
		Timeout: 30 * time.Second,
		Transport: &http.Transport{MaxIdleConns: connections, MaxIdleConnsPerHost: connections,
			MaxConnsPerHost: connections},
	}}
}

// call sends body as JSON and reads the whole reply into reply, if that is not
// nil; a status of 300 and above is an error. It returns the reply's ETag.
func (s *server) call(ctx context.Context, method, path, token string, header map[string]string, body, reply any) (string, error) {
	var payload io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return "", fmt.Errorf("%s %s: %w", method, path, err)
		}
		payload = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, s.base+path, payload)
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", method, path, err)
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	for name, value := range header {
		req.Header.Set(name, value)
	}
	res, err := s.client.Do(req)
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", method, path, err)
	}
	defer res.Body.Close()
	got, err := io.ReadAll(res.Body)
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", method, path, err)
	}
	if res.StatusCode >= 300 {
		return "", fmt.Errorf("%s %s: %s: %.300s", method, path, res.Status, got)
	}
	if reply != nil {
		if err := json.Unmarshal(got, reply); err != nil {
			return "", fmt.Errorf("%s %s: %w", method, path, err)
		}
	}
	return res.Header.Get("ETag"), nil
}

func (s *server) login(ctx context.Context, username, password string) (string, error) {
	var reply struct {
		Token string `json:"token"`
	}
	_, err := s.call(ctx, http.MethodPost, "/v1/login", "", nil,
		map[string]string{"username": username, "password": password}, &reply)
	return reply.Token, err
}
