package table

import (
	"bufio"
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decoded returns the text in UTF-8: a byte order mark is taken off and says
// whether it was UTF-16. Without one the text is taken for UTF-8; a NUL, which no
// text has, shows UTF-16 that lacks its mark.
func decoded(in *bufio.Reader) (*bufio.Reader, error) {
	head, err := in.Peek(headBytes)
	if err != nil && len(head) == 0 {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(head, []byte("\ufeff")):
		_, err = in.Discard(3)
		return in, err
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		decoder := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()
		return bufio.NewReaderSize(transform.NewReader(in, decoder), 64<<10), nil
	case bytes.IndexByte(head, 0) >= 0:
		return nil, unreadable("file_encoding", "1", nil)
	}
	return in, nil
}

// invalidAt returns the offset of the first byte that is not UTF-8, or -1.
func invalidAt(s string) int {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}
