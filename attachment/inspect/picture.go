package inspect

import (
	"bytes"
	"errors"
	"image"
	_ "image/jpeg" // the forms of pictures that are accepted
	_ "image/png"
	"io"

	_ "golang.org/x/image/webp" // likewise
)

const (
	// maxPixels bounds what a viewer has to hold in memory: 400 MB.
	maxPixels = 100_000_000
	// maxParts bounds the segments or chunks of a picture; real ones have some
	// hundred at most.
	maxParts = 20_000
)

// picture checks a photograph by its parts: only those that the picture needs
// are kept. What follows the picture's end goes too.
func picture(parts func(source) (*pieces, error)) func(source) (string, io.ReadSeeker, error) {
	return func(s source) (string, io.ReadSeeker, error) {
		if polyglot(s) {
			return "", nil, errMixed
		}
		kept, err := parts(s)
		if err != nil {
			return "", nil, err
		}
		config, form, err := image.DecodeConfig(kept.reader())
		switch {
		case err != nil:
			return "", nil, errors.Join(errDamaged, err)
		case config.Width <= 0 || config.Height <= 0:
			return "", nil, damaged("%d x %d pixels", config.Width, config.Height)
		case int64(config.Width)*int64(config.Height) > maxPixels:
			return "", nil, errPixels
		}
		return "image/" + form, kept.reader(), nil
	}
}

// readAt reads exactly n bytes; a file that ends before is damaged.
func (s source) readAt(at int64, n int) ([]byte, error) {
	b := make([]byte, n)
	if at < 0 || at+int64(n) > s.size {
		return nil, damaged("ends within %d bytes at %d", n, at)
	}
	read, err := s.ReadAt(b, at)
	if read < n {
		return nil, err
	}
	return b, nil
}

// hasPrefix reports whether the bytes at the place are these.
func (s source) hasPrefix(at int64, prefix string) bool {
	b, err := s.readAt(at, len(prefix))
	return err == nil && bytes.Equal(b, []byte(prefix))
}
