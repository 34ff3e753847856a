package transfer_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"audiensi/domain/transfer"
)

// part is one entry of an archive.
type part struct {
	name string
	text []byte
}

// parts takes the file apart.
func parts(t *testing.T, file []byte) (list []part) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, part{f.Name, text})
	}
	return list
}

const trailer = "audiensi session file, sha256 "

// rebuilt puts the parts together with a hash at the end that is right: what is to
// be found by the inner checks alone.
func rebuilt(t *testing.T, list []part) []byte {
	t.Helper()
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	for _, p := range list {
		f, err := w.Create(p.name)
		if err == nil {
			_, err = f.Write(p.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.SetComment(trailer+strings.Repeat("0", 64)), w.Close()); err != nil {
		t.Fatal(err)
	}
	body := file.Bytes()[:file.Len()-len(trailer)-64]
	sum := sha256.Sum256(body)
	return append(bytes.Clone(body), trailer+hex.EncodeToString(sum[:])...)
}

func TestOpen_refuses_what_was_put_together_anew(t *testing.T) {
	if _, err := open(rebuilt(t, parts(t, written(t)))); err != nil {
		t.Fatalf("unchanged: %v", err)
	}
	replace := func(at int, old, with string) func([]part) []part {
		return func(list []part) []part {
			list[at].text = bytes.Replace(list[at].text, []byte(old), []byte(with), 1)
			return list
		}
	}
	for name, tt := range map[string]struct {
		tamper func([]part) []part
		want   error
		says   string
	}{
		"entry removed":         {func(l []part) []part { return slices.Delete(l, 1, 2) }, transfer.ErrChanged, "5 entries, not 6"},
		"entry added":           {func(l []part) []part { return append(l, part{"more", nil}) }, transfer.ErrChanged, "7 entries, not 6"},
		"entries reordered":     {func(l []part) []part { l[0], l[1] = l[1], l[0]; return l }, transfer.ErrChanged, "attendees.jsonl"},
		"entry doubled":         {func(l []part) []part { l[1] = l[0]; return l }, transfer.ErrChanged, "where attendees.jsonl should be"},
		"name out of folder":    {func(l []part) []part { l[0].name = "../sessions.jsonl"; return l }, transfer.ErrChanged, ""},
		"absolute name":         {func(l []part) []part { l[0].name = "/etc/passwd"; return l }, transfer.ErrChanged, ""},
		"no manifest":           {func(l []part) []part { l[5].text = nil; return l }, transfer.ErrChanged, "manifest.json"},
		"manifest not JSON":     {replace(5, "{", "["), transfer.ErrChanged, "manifest.json"},
		"unknown member":        {replace(5, `"program"`, `"more":1,"program"`), transfer.ErrChanged, "unknown field"},
		"newer format":          {replace(5, `"format":1`, `"format":2`), transfer.ErrVersion, "format 2 of program"},
		"other hash":            {replace(5, `"sha256":"e3b0c442`, `"sha256":"f3b0c442`), transfer.ErrChanged, "SHA-256"},
		"other size":            {replace(5, `"bytes":0`, `"bytes":1`), transfer.ErrChanged, "the 1 bytes"},
		"negative size":         {replace(5, `"bytes":0`, `"bytes":-1`), transfer.ErrChanged, "the -1 bytes"},
		"line removed":          {func(l []part) []part { l[3].text = l[3].text[:bytes.IndexByte(l[3].text, '\n')+1]; return l }, transfer.ErrChanged, "questions.jsonl"},
		"byte of a line":        {replace(3, "A", "B"), transfer.ErrChanged, "questions.jsonl"},
		"bomb":                  {func(l []part) []part { l[0].text = make([]byte, 64<<20); return l }, transfer.ErrChanged, "claims to unpack"},
		"manifest of a bomb":    {func(l []part) []part { l[5].text = bytes.Repeat([]byte(" "), 1<<20+1); return l }, transfer.ErrChanged, ""},
		"another zip at all":    {func([]part) []part { return []part{{"xl/workbook.xml", []byte("<x/>")}} }, transfer.ErrChanged, "1 entries"},
		"an archive of nothing": {func([]part) []part { return nil }, transfer.ErrChanged, "0 entries"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := open(rebuilt(t, tt.tamper(parts(t, written(t)))))
			if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %v, want %v and %q", err, tt.want, tt.says)
			}
		})
	}
}

// A directory that lies about how much an entry unpacks to gets no further than
// what it claims.
func TestOpen_refuses_a_lying_directory(t *testing.T) {
	file := written(t)
	list := parts(t, file)
	list[3].text = make([]byte, 4<<20)
	bomb := rebuilt(t, list)
	at := bytes.LastIndex(bomb, []byte("questions.jsonl")) - 46 + 24 // uncompressed size, in the central directory
	copy(bomb[at:], []byte{10, 0, 0, 0})
	sum := sha256.Sum256(bomb[:len(bomb)-len(trailer)-64])
	copy(bomb[len(bomb)-64:], hex.EncodeToString(sum[:]))
	if _, err := open(bomb); !errors.Is(err, transfer.ErrChanged) {
		t.Error(err)
	}
}

func TestEach_refuses_lines_that_are_none(t *testing.T) {
	for name, line := range map[string]any{
		"another value":  []int{1},
		"unknown member": map[string]any{"events": []any{}, "more": 1},
		"no base64":      map[string]any{"events": []any{map[string]any{"body": "%"}}},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := open(withLine(t, line))
			if err == nil {
				err = transfer.Each(r, transfer.Sessions, func(transfer.Chain) error { return nil })
			}
			if !errors.Is(err, transfer.ErrChanged) || !strings.Contains(err.Error(), "line 1") {
				t.Error(err)
			}
		})
	}
}

// withLine returns a file with one line, of a session.
func withLine(t *testing.T, line any) []byte {
	t.Helper()
	var file bytes.Buffer
	w := transfer.NewWriter(&file, "v1", nil)
	for i, name := range transfer.Names() {
		err := w.Begin(name)
		if err == nil && i == 0 {
			err = w.Add(line)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}
