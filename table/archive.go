package table

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"
)

// verify unpacks a workbook once, into nothing: what it really takes up is
// bounded, whatever it claims, and neither an archive that is damaged nor a sheet
// that ends early is read as if it were whole, as excelize would.
func verify(file []byte, limit int64) error {
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return unreadable("file_malformed", "", err)
	}
	left := &bounded{left: limit}
	for _, f := range archive.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if err := verifyEntry(f, left); err != nil {
			if left.left < 0 {
				return unreadable("too_large", strconv.FormatInt(limit>>20, 10), err)
			}
			return unreadable("file_malformed", "", err)
		}
	}
	return nil
}

// verifyEntry reads one file of the archive to its end, a sheet as XML.
func verifyEntry(f *zip.File, left *bounded) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	left.r = r
	if strings.HasPrefix(strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/")), "xl/worksheets/sheet") {
		err = wellFormed(left)
	}
	if err == nil {
		_, err = io.Copy(io.Discard, left)
	}
	return errors.Join(err, r.Close())
}

func wellFormed(r io.Reader) error {
	d := xml.NewDecoder(r)
	d.CharsetReader = inUTF8
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// inUTF8 decodes a sheet that says it is not in UTF-8.
func inUTF8(label string, in io.Reader) (io.Reader, error) {
	e, err := htmlindex.Get(label)
	if err != nil {
		return nil, err
	}
	return transform.NewReader(in, e.NewDecoder()), nil
}
