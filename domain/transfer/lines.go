package transfer

import (
	"bufio"
	"errors"
	"fmt"
	"slices"
)

// Each calls do with every line of the entry, one after the other, and ends with
// the first error. An error of a line says which.
func Each[T any](r *Reader, name string, do func(T) error) (err error) {
	f, err := r.zip.File[slices.Index(entries, name)].Open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxLine)
	n := 0
	for lines.Scan() {
		n++
		var line T
		if err := strictly(lines.Bytes(), &line); err != nil {
			return fmt.Errorf("%w (%s, line %d: %v)", ErrChanged, name, n, err)
		}
		if err := do(line); err != nil {
			return fmt.Errorf("%s, line %d: %w", name, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%w (%s: %v)", ErrChanged, name, err)
	}
	if stated := r.Manifest.Lines(name); n != stated {
		return fmt.Errorf("%w (%s: %d lines, not %d)", ErrChanged, name, n, stated)
	}
	return nil
}
