// Package docs is the interactive documentation: one page with everything in
// it, so that it works in a hall without a network.
package docs

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the page's parts
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

//go:embed page.js
var pageJS string

// Page is the documentation of one contract.
type Page struct {
	body   []byte
	policy string
}

// New returns the page that shows the contract, given as JSON.
func New(spec []byte, version string) (Page, error) {
	var safe bytes.Buffer
	json.HTMLEscape(&safe, spec)
	t, err := template.New("docs").Parse(pageHTML)
	if err != nil {
		return Page{}, fmt.Errorf("docs: %w", err)
	}
	var body bytes.Buffer
	err = t.Execute(&body, map[string]any{
		"CSS": template.CSS(pageCSS), "JS": template.JS(pageJS), "Spec": template.JS(safe.String()), "Version": version,
	})
	if err != nil {
		return Page{}, fmt.Errorf("docs: %w", err)
	}
	policy := "default-src 'none'; script-src " + hash(pageJS) + "; style-src " + hash(pageCSS) +
		"; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	return Page{body: body.Bytes(), policy: policy}, nil
}

// hash is the source expression that lets exactly this text run.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// VisitGetDocsResponse implements oas.GetDocsResponseObject.
func (p Page) VisitGetDocsResponse(w http.ResponseWriter) error {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(p.body)))
	h.Set("Content-Security-Policy", p.policy)
	w.WriteHeader(http.StatusOK)
	_, err := w.Write(p.body)
	return err
}
