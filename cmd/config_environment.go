package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"
)

// maxValueFile bounds the file that a _FILE variable names, in bytes.
const maxValueFile = 64 << 10

// resolve returns the variables of the program that are set, each from itself
// or from its _FILE form. An empty variable counts as not set.
func resolve(environ []string) (map[string]string, []string) {
	set := map[string]string{}
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, prefix) {
			set[name] = value
		}
	}
	var faults []string
	values := map[string]string{}
	for _, short := range names() {
		name := prefix + short
		value, err := valueOf(name, set)
		if err != nil {
			faults = append(faults, err.Error())
		} else if value != "" {
			values[name] = value
		}
		delete(set, name)
		delete(set, name+"_FILE")
	}
	return values, append(faults, unknown(set)...)
}

func valueOf(name string, set map[string]string) (string, error) {
	value, path := set[name], set[name+"_FILE"]
	switch {
	case path == "":
		return value, nil
	case value != "":
		return "", fmt.Errorf("%s and %s_FILE are both set: keep one", name, name)
	}
	content, err := readValue(path)
	if err != nil {
		return "", fmt.Errorf("%s_FILE: %w", name, err)
	}
	return content, nil
}

// readValue returns the content of a secret's file without the line's end.
func readValue(path string) (string, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("there is no file %s", path)
	}
	if err != nil {
		return "", err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxValueFile+1))
	content = bytes.TrimRight(content, "\r\n")
	switch {
	case err != nil:
		return "", err
	case len(content) > maxValueFile:
		return "", fmt.Errorf("%s is longer than %d bytes", path, maxValueFile)
	case len(content) == 0:
		return "", fmt.Errorf("%s is empty", path)
	case bytes.ContainsAny(content, "\r\n\x00"):
		return "", fmt.Errorf("%s has more than one line", path)
	}
	return string(content), nil
}

// unknown returns a fault for each variable that means nothing here: a
// misspelt name would otherwise silently leave its default in force.
func unknown(set map[string]string) (faults []string) {
	for name := range set {
		if strings.HasPrefix(name, prefix+"TEST_") {
			continue
		}
		faults = append(faults, fmt.Sprintf("%s: there is no such variable; did you mean %s?", name, nearest(name)))
	}
	slices.Sort(faults)
	return faults
}

// nearest returns the variable whose name takes the fewest changes.
func nearest(name string) string {
	best, least := "", len(name)+1
	for _, short := range names() {
		for _, known := range []string{prefix + short, prefix + short + "_FILE"} {
			if n := distance(name, known); n < least {
				best, least = known, n
			}
		}
	}
	return best
}

// distance is the Levenshtein distance of a and b in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// texts yields the text of each value.
func texts[T fmt.Stringer](list []T) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, v := range list {
			if !yield(v.String()) {
				return
			}
		}
	}
}
