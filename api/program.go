package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	yaml "go.yaml.in/yaml/v3"

	"audiensi/api/oas"
	"audiensi/domain"
)

// readyTimeout bounds how long readiness waits for the database.
const readyTimeout = 2 * time.Second

// GetHealth says that the program is alive.
func (s *server) GetHealth(context.Context, oas.GetHealthRequestObject) (oas.GetHealthResponseObject, error) {
	return oas.GetHealth200JSONResponse{Status: oas.HealthStatusOk}, nil
}

// GetReady says whether the program can serve.
func (s *server) GetReady(ctx context.Context, _ oas.GetReadyRequestObject) (oas.GetReadyResponseObject, error) {
	ctx, cancel := context.WithTimeout(ctx, readyTimeout)
	defer cancel()
	err := s.ready(ctx)
	if domain.CodeOf(err) == domain.Unavailable {
		return nil, err
	}
	if err != nil {
		return nil, &domain.Error{Code: domain.Unavailable, Reason: domain.ReasonUnavailable, Err: err}
	}
	return oas.GetReady200JSONResponse{Status: oas.HealthStatusOk}, nil
}

// GetContract returns openapi.yaml.
func (s *server) GetContract(context.Context, oas.GetContractRequestObject) (oas.GetContractResponseObject, error) {
	return oas.GetContract200ApplicationYamlResponse{Body: bytes.NewReader(s.contract), ContentLength: int64(len(s.contract))}, nil
}

// GetDocs returns the documentation.
func (s *server) GetDocs(context.Context, oas.GetDocsRequestObject) (oas.GetDocsResponseObject, error) {
	return s.page, nil
}

// toDocs leads whoever opens the bare address to the documentation.
func toDocs(c echo.Context) error { return c.Redirect(http.StatusSeeOther, "/docs") }

// contractText returns the contract as it was written, or else as YAML with
// the members in order of name.
func contractText(written []byte) ([]byte, error) {
	if len(written) > 0 {
		return written, nil
	}
	spec, err := oas.GetSpecJSON()
	if err != nil {
		return nil, err
	}
	var doc any
	if err := json.Unmarshal(spec, &doc); err != nil {
		return nil, err
	}
	return yaml.Marshal(doc)
}
