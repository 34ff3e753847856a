package problem_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Whatever rule of a file or a row the readers of tables name has a sentence.
func TestEveryRuleOfFilesHasSentences(t *testing.T) {
	rules := map[string]bool{}
	for _, folder := range []string{"../../table", "../../domain/intake", "../../domain/attendance", "../../domain/minutes"} {
		files, err := filepath.Glob(folder + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(parsed, func(n ast.Node) bool {
				if rule := fileRule(n); rule != "" {
					rules[rule] = true
				}
				return true
			})
		}
	}
	if len(rules) < 20 {
		t.Fatalf("found only %v", rules)
	}
	for rule := range rules {
		for _, lang := range languages {
			if detail(t, lang, rule) == detail(t, lang, "no such rule") {
				t.Errorf("rule %q has no sentence in %s", rule, lang)
			}
		}
	}
}

// fileRule returns the rule that the code names: in a member Rule, first in a
// Miss, or where the functions that make faults take it.
func fileRule(n ast.Node) string {
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if id, ok := n.Key.(*ast.Ident); ok && id.Name == "Rule" {
			return literal(n.Value)
		}
	case *ast.CompositeLit:
		if id, ok := n.Type.(*ast.Ident); ok && id.Name == "Miss" && len(n.Elts) > 0 {
			return literal(n.Elts[0])
		}
	case *ast.CallExpr:
		name := ""
		switch f := n.Fun.(type) {
		case *ast.Ident:
			name = f.Name
		case *ast.SelectorExpr:
			name = f.Sel.Name
		}
		at := map[string]int{"Fault": 2, "fault": 1, "unreadable": 0}
		if i, ok := at[name]; ok && i < len(n.Args) {
			return literal(n.Args[i])
		}
	}
	return ""
}

func literal(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	s, _ := strconv.Unquote(lit.Value)
	return s
}
