package learn

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed data
var files embed.FS

// Family is matters that look alike and are not the same: each of them is texts
// that one answer would serve. By tells who wrote it.
type Family struct {
	Category string     `json:"category"`
	Matters  [][]string `json:"matters"`
	By       string     `json:"-"`
}

// Families returns the ones that the project ships, in order.
func Families() (list []Family, err error) {
	names, err := fs.Glob(files, "data/*.jsonl")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		by := strings.TrimSuffix(strings.TrimPrefix(name, "data/"), ".jsonl")
		read, err := ReadFamilies(text, by)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		list = append(list, read...)
	}
	return list, nil
}

// ReadFamilies reads one JSON object a line.
func ReadFamilies(text []byte, by string) (list []Family, err error) {
	n := 0
	for line := range bytes.Lines(text) {
		n++
		f := Family{By: by}
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&f); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		list = append(list, f)
	}
	return list, nil
}
