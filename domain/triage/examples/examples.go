// Package examples reads the questions that triage learns from: the built-in
// ones and those of files.
package examples

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
)

// Example is one question with what it is about. Matters are the categories of
// its separate matters in order, where it puts more than one; Also are further
// categories that its one matter belongs to. Group names whose style it is.
type Example struct {
	Text     string
	Category string
	Class    string
	Also     []string
	Matters  []string
	Group    string
}

//go:embed data/*.jsonl
var files embed.FS

// Builtin returns the examples of the project, by file and line.
var Builtin = sync.OnceValues(func() ([]Example, error) {
	names, err := fs.Glob(files, "data/*.jsonl")
	if err != nil {
		return nil, fmt.Errorf("built-in examples: %w", err)
	}
	var all []Example
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("built-in examples: %w", err)
		}
		list, faults, err := ReadJSONL(bytes.NewReader(text))
		if err == nil && len(faults) > 0 {
			err = faults[0]
		}
		if err != nil {
			return nil, fmt.Errorf("built-in examples, %s: %w", name, err)
		}
		group := strings.TrimSuffix(path.Base(name), ".jsonl")
		for i := range list {
			list[i].Group = group
		}
		all = append(all, list...)
	}
	return all, nil
})

// Others returns the categories besides the main one, each once.
func (e Example) Others() []string {
	var list []string
	seen := map[string]bool{e.Category: true}
	for _, c := range append(append([]string(nil), e.Also...), e.Matters...) {
		if !seen[c] {
			seen[c] = true
			list = append(list, c)
		}
	}
	return list
}
