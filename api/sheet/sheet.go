// Package sheet renders the codes of the desa of a session for printing: a page
// of cards to be cut out, which needs nothing from elsewhere.
package sheet

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"net/http"
	"strconv"

	"audiensi/domain/session"
	"audiensi/domain/usecase"
)

//go:embed sheet.html
var pageHTML string

//go:embed sheet.css
var pageCSS string

var page = template.Must(template.New("sheet").Parse(pageHTML))

// Page is a rendered sheet.
type Page struct{ body []byte }

// New renders the codes of the session.
func New(s *session.Session, codes []usecase.IssuedCode) (Page, error) {
	var body bytes.Buffer
	err := page.Execute(&body, map[string]any{"CSS": template.CSS(pageCSS), "Title": s.Title, "Place": s.Place, "Date": s.Date.String(), "Codes": codes})
	return Page{body.Bytes()}, err
}

// VisitIssueDesaCodesResponse implements oas.IssueDesaCodesResponseObject.
func (p Page) VisitIssueDesaCodesResponse(w http.ResponseWriter) error {
	sum := sha256.Sum256([]byte(pageCSS))
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(p.body)))
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	w.WriteHeader(http.StatusCreated)
	_, err := w.Write(p.body)
	return err
}
