package problem_test

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"audiensi/api/problem"
	"audiensi/api/request"
	"audiensi/domain"
	"audiensi/domain/question"
)

var languages = []request.Language{request.Indonesian, request.English}

func in(t *testing.T, lang request.Language) context.Context {
	return request.With(t.Context(), request.Info{ID: "request-1", Language: lang, URL: &url.URL{Path: "/v1/x"}})
}

// constants returns the values of the text constants of the type in the file.
func constants(t *testing.T, file, typ string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if id, ok := spec.Type.(*ast.Ident); ok && id.Name == typ {
			s, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, s)
		}
		return true
	})
	if len(values) == 0 {
		t.Fatalf("no %s in %s", typ, file)
	}
	return values
}

func TestEveryReasonHasSentences(t *testing.T) {
	params := map[string]any{"state": "resolved", "move": question.MoveAssign, "legal": []question.Move{question.MoveReopen},
		"version": 3, "seconds": 7, "what": "dinas", "code": "x", "dinas": "x", "category": "x", "permission": "x", "most": 10, "total": 7,
		"question": "x", "count": 2, "limit": 500, "into": "x", "parent": "x", "parts": []string{"2 assigned"}, "step": "editing", "due": "2026-12-14",
		"max": 15, "found": "text/html", "said": ".jpg"}
	for _, reason := range constants(t, "../../domain/reasons.go", "Reason") {
		t.Run(reason, func(t *testing.T) {
			seen := map[string]bool{}
			for _, lang := range languages {
				d := problem.Of(in(t, lang), &domain.Error{Code: domain.Invalid, Reason: domain.Reason(reason), Params: params})
				if d.Code != reason {
					t.Fatalf("told as %q: it has no sentences", d.Code)
				}
				if d.Title == "" || d.Detail == "" || strings.Contains(d.Detail, "{") {
					t.Errorf("%s: title %q, detail %q", lang, d.Title, d.Detail)
				}
				if seen[d.Detail] {
					t.Errorf("the same detail in both languages: %q", d.Detail)
				}
				seen[d.Detail] = true
			}
		})
	}
}

func TestEveryCodeHasAStatus(t *testing.T) {
	for _, code := range constants(t, "../../domain/errors.go", "Code") {
		if d := problem.Of(in(t, request.English), domain.Fail(domain.Code(code), "")); d.Status >= 500 && code != "unavailable" {
			t.Errorf("%s: status %d", code, d.Status)
		}
	}
}

// Whatever rule the domain and the binder name has a sentence of its own.
func TestEveryRuleHasSentences(t *testing.T) {
	for rule := range rulesIn(t, "../../domain", "../bind", "..") {
		for _, lang := range languages {
			generic := detail(t, lang, "no such rule")
			if got := detail(t, lang, rule); got == generic {
				t.Errorf("rule %q has no sentence in %s", rule, lang)
			}
		}
	}
}

func detail(t *testing.T, lang request.Language, rule string) string {
	return problem.Of(in(t, lang), domain.InvalidField("/x", rule, "1")).Errors[0].Detail
}

// rulesIn finds the rules that the packages' code names: the second argument of
// InvalidField and Add where both first ones are texts.
func rulesIn(t *testing.T, folders ...string) map[string]bool {
	t.Helper()
	rules := map[string]bool{}
	visit := func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 3 {
			return true
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		name := ""
		if ok {
			name = sel.Sel.Name
		} else if id, ok := call.Fun.(*ast.Ident); ok {
			name = id.Name
		}
		if lit, ok := call.Args[1].(*ast.BasicLit); ok && (name == "Add" || name == "InvalidField") && lit.Kind == token.STRING {
			rule, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			rules[rule] = true
		}
		return true
	}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "/oas/") {
				return err
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err == nil {
				ast.Inspect(parsed, visit)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(rules) < 20 {
		t.Fatalf("found only %v", rules)
	}
	return rules
}

func TestStatesAndMovesHaveNames(t *testing.T) {
	for _, s := range question.Statuses() {
		for _, m := range s.Moves() {
			err := domain.Fail(domain.Conflict, domain.ReasonIllegalMove).With("state", string(s)).
				With("move", string(m)).With("legal", s.Moves())
			d := problem.Of(in(t, request.Indonesian), err)
			if strings.Contains(d.Detail, "_") || s != question.Split && strings.Contains(d.Detail, "dipecah") {
				t.Errorf("a name is missing: %q", d.Detail)
			}
			if *d.State != string(s) || len(d.LegalMoves) != len(s.Moves()) || d.Status != 409 {
				t.Errorf("state %v, moves %v, status %d", d.State, d.LegalMoves, d.Status)
			}
		}
	}
}

func TestUnknownCausesNeverLeak(t *testing.T) {
	const secret = "Error 1045: access denied for root@db"
	for name, err := range map[string]error{
		"plain": errors.New(secret), "wrapped": fmt.Errorf("%w", errors.New(secret)),
		"echo": echo.NewHTTPError(500, secret), "cause": &domain.Error{Code: domain.Unavailable, Err: errors.New(secret)},
		"teapot": echo.NewHTTPError(418, secret), "code": domain.Fail("x"+secret, "y"),
	} {
		t.Run(name, func(t *testing.T) {
			d := problem.Of(in(t, request.English), err)
			if text := fmt.Sprintf("%+v", d); strings.Contains(text, "1045") {
				t.Error(text)
			}
			if d.Status < 500 {
				t.Errorf("status %d", d.Status)
			}
		})
	}
}

func TestRetryAfter(t *testing.T) {
	slow := domain.Fail(domain.TooMany, domain.ReasonTooManyRequests)
	slow.RetryAfter = 1500 * time.Millisecond
	for err, want := range map[error]int{slow: 2, domain.Fail(domain.Unavailable, domain.ReasonUnavailable): 5,
		context.DeadlineExceeded: 5, domain.Fail(domain.Forbidden, domain.ReasonForbidden): 0} {
		if d := problem.Of(in(t, request.English), err); d.RetryAfter != want {
			t.Errorf("%v: retry after %d, want %d", err, d.RetryAfter, want)
		}
	}
}
