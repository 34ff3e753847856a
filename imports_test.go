package main_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module   = "audiensi"
	maxLines = 500
)

// layer says what the packages of one folder may import. A package belongs to the layer with the
// longest folder that holds it; a package may always import its own layer and below it.
type layer struct {
	folder  string
	own     []string // folders of this module it may import
	outside []string // third-party packages it may import; nil means any
	never   []string // packages it may not import though the rest allows them
}

var (
	none   = []string{}
	layers = []layer{
		{folder: ".", own: []string{"cmd"}},
		{folder: "cmd", own: []string{"api", "web", "repository", "migrations", "table", "attachment", "domain"}},
		{folder: "api", own: []string{"table", "domain"}, never: []string{"gorm.io", "database/sql"}},
		{folder: "web", own: []string{"domain"}, never: []string{"gorm.io", "database/sql"}},
		{folder: "repository", own: []string{"migrations", "domain"},
			never: []string{"net/http", "github.com/labstack"}},
		{folder: "migrations"},
		{folder: "table", own: []string{"domain"},
			never: []string{"audiensi/domain/usecase", "net/http", "database/sql", "gorm.io"}},
		{folder: "attachment", own: []string{"domain"},
			never: []string{"gorm.io", "database/sql", "net/http", "github.com/labstack"}},
		{folder: "domain", outside: none,
			never: []string{"audiensi/domain/usecase", "audiensi/domain/domaintest", "net/http", "database/sql"}},
		{folder: "domain/usecase", own: []string{"domain"}, outside: none,
			never: []string{"audiensi/domain/domaintest", "net/http", "database/sql"}},
		{folder: "domain/domaintest", own: []string{"domain"}, outside: none},
		{folder: "domain/ledger", own: []string{"domain"},
			outside: []string{"golang.org/x/mod/sumdb"}, never: []string{"audiensi/domain/usecase"}},
	}
)

func TestImports_point_one_way(t *testing.T) {
	for _, file := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, imported := range parse(t, file).Imports {
			to, err := strconv.Unquote(imported.Path.Value)
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			if fault := importFault(path.Dir(file), to); fault != "" {
				t.Errorf("%s imports %s: %s", file, to, fault)
			}
		}
	}
}

func TestFiles_stay_short(t *testing.T) {
	for _, file := range goFiles(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := bytes.Count(text, []byte("\n"))
		if lines > maxLines && !ast.IsGenerated(parse(t, file)) {
			t.Errorf("%s has %d lines, at most %d: split it by idea", file, lines, maxLines)
		}
	}
}

// importCases pins what importFault says of the rule.
var importCases = []struct {
	from, to string
	allowed  bool
}{
	{".", "audiensi/cmd", true},
	{".", "audiensi/api", false},
	{"cmd", "audiensi/cmd/demo", true},
	{"cmd/demo", "audiensi/repository", true},
	{"cmd", "gorm.io/gorm", true},
	{"api", "audiensi/domain/usecase", true},
	{"api/authn", "audiensi/api/problem", true},
	{"api", "audiensi/cmd", false},
	{"api", "audiensi/repository", false},
	{"api/guard", "gorm.io/gorm", false},
	{"api", "audiensi/web", false},
	{"web", "audiensi/domain/usecase", true},
	{"web", "audiensi/repository/conformance", false},
	{"repository", "audiensi/domain/question", true},
	{"repository", "audiensi/migrations", true},
	{"repository/conformance", "audiensi/domain/domaintest", true},
	{"repository", "audiensi/api", false},
	{"repository", "net/http", false},
	{"repository", "github.com/labstack/echo/v4", false},
	{"migrations", "audiensi/repository", false},
	{"api", "audiensi/table", true},
	{"table", "audiensi/domain/intake", true},
	{"table", "github.com/xuri/excelize/v2", true},
	{"table", "audiensi/domain/usecase", false},
	{"table", "audiensi/cmd", false},
	{"domain/intake", "audiensi/table", false},
	{"cmd", "audiensi/attachment/files", true},
	{"api", "audiensi/attachment/files", false},
	{"attachment/files", "audiensi/domain/usecase", true},
	{"attachment/files", "audiensi/repository", false},
	{"attachment/inspect", "net/http", false},
	{"domain/question", "audiensi/domain", true},
	{"domain/question", "audiensi/domain/usecase", false},
	{"domain/question", "github.com/google/uuid", false},
	{"domain/question", "database/sql/driver", false},
	{"domain/usecase", "audiensi/domain/question", true},
	{"domain/usecase", "audiensi/repository", false},
	{"domain/usecase", "audiensi/domain/domaintest", false},
	{"domain/usecase", "golang.org/x/text/language", false},
	{"domain/domaintest", "audiensi/domain/usecase", true},
	{"domain/ledger", "golang.org/x/mod/sumdb/tlog", true},
	{"domain/ledger", "golang.org/x/mod/modfile", false},
	{"domain/ledger", "audiensi/domain/usecase", false},
	{"helpers", "fmt", false},
}

func TestImportFault(t *testing.T) {
	for _, tt := range importCases {
		t.Run(tt.from+"_to_"+tt.to, func(t *testing.T) {
			fault := importFault(tt.from, tt.to)
			if (fault == "") != tt.allowed {
				t.Errorf("allowed = %v (%q), want %v", fault == "", fault, tt.allowed)
			}
		})
	}
}

// importFault says why the package in folder from may not import package to, or "" if it may.
func importFault(from, to string) string {
	l, ok := layerOf(from)
	if !ok {
		return from + " is in no layer: give it a place in the table of imports_test.go"
	}
	if inAny(to, l.never) {
		return "never allowed in " + l.folder
	}
	if folder, own := strings.CutPrefix(to, module+"/"); own {
		if inAny(folder, append(slices.Clone(l.own), l.folder)) {
			return ""
		}
		return l.folder + " may import of this module only its own layer and " + strings.Join(l.own, ", ")
	}
	if l.outside == nil || isStandard(to) || inAny(to, l.outside) {
		return ""
	}
	return l.folder + " imports the standard library only"
}

func layerOf(folder string) (layer, bool) {
	if folder == "." {
		return layers[0], true
	}
	var best layer
	for _, l := range layers {
		if inAny(folder, []string{l.folder}) && len(l.folder) > len(best.folder) {
			best = l
		}
	}
	return best, best.folder != ""
}

// inAny says whether the path p is one of roots or lies below one.
func inAny(p string, roots []string) bool {
	return slices.ContainsFunc(roots, func(root string) bool {
		return p == root || strings.HasPrefix(p, root+"/")
	})
}

func isStandard(importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	return !strings.Contains(first, ".")
}

// goFiles lists the module's Go files with slash-separated paths, as the go command sees it:
// without hidden folders and test data.
func goFiles(t *testing.T) (files []string) {
	t.Helper()
	err := filepath.WalkDir(".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && p != "." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "dist") {
			return filepath.SkipDir
		}
		if !entry.IsDir() && strings.HasSuffix(name, ".go") {
			files = append(files, filepath.ToSlash(p))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func parse(t *testing.T, file string) *ast.File {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}
