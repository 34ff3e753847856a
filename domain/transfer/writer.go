package transfer

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"strings"
)

// Writer writes a file from front to back, holding one line at a time. The same
// content gives the same bytes.
type Writer struct {
	tail  *tail
	zip   *zip.Writer
	entry *entryWriter
	m     Manifest
}

// NewWriter begins a file of the sessions, written by the version of the program.
func NewWriter(to io.Writer, program string, sessions []Session) *Writer {
	t := &tail{to: to, sum: sha256.New()}
	return &Writer{tail: t, zip: zip.NewWriter(t), m: Manifest{Format: Format, Program: program, Sessions: sessions}}
}

// Begin begins the next entry; all are to be begun, in their order.
func (w *Writer) Begin(name string) error {
	w.end()
	if next := len(w.m.Entries); next >= len(entries) || entries[next] != name {
		return fmt.Errorf("entry %s out of turn", name)
	}
	to, err := w.zip.Create(name)
	if err == nil {
		w.entry = &entryWriter{to: to, sum: sha256.New(), Entry: Entry{Name: name}}
	}
	return err
}

// Add writes a value as the next line of the entry.
func (w *Writer) Add(line any) error {
	text, err := json.Marshal(line)
	if err != nil {
		return err
	}
	w.entry.Lines++
	_, err = w.entry.Write(append(text, '\n'))
	return err
}

func (w *Writer) end() {
	if w.entry != nil {
		w.entry.SHA256 = hexSum(w.entry.sum.Sum(nil))
		w.m.Entries = append(w.m.Entries, w.entry.Entry)
		w.entry = nil
	}
}

// Close ends the file and returns its manifest and its fingerprint.
func (w *Writer) Close() (Manifest, string, error) {
	w.end()
	to, err := w.zip.Create(manifest)
	if err == nil {
		err = json.NewEncoder(to).Encode(w.m)
	}
	if err == nil {
		err = w.zip.SetComment(trailerPrefix + strings.Repeat("0", 2*sha256.Size))
	}
	if err == nil {
		err = w.zip.Close()
	}
	if err != nil {
		return w.m, "", err
	}
	fingerprint, err := w.tail.close()
	return w.m, fingerprint, err
}

// entryWriter counts and hashes what an entry holds.
type entryWriter struct {
	to  io.Writer
	sum hash.Hash
	Entry
}

// Write implements io.Writer.
func (w *entryWriter) Write(p []byte) (int, error) {
	w.sum.Write(p)
	n, err := w.to.Write(p)
	w.Bytes += int64(n)
	return n, err
}

// tail keeps the last bytes back, which are the placeholder of the comment, until
// the hash of all before them is known.
type tail struct {
	to   io.Writer
	sum  hash.Hash
	kept []byte
}

// Write implements io.Writer.
func (t *tail) Write(p []byte) (int, error) {
	t.kept = append(t.kept, p...)
	if over := len(t.kept) - trailerLen; over > 0 {
		t.sum.Write(t.kept[:over])
		if _, err := t.to.Write(t.kept[:over]); err != nil {
			return 0, err
		}
		t.kept = append(t.kept[:0], t.kept[over:]...)
	}
	return len(p), nil
}

func (t *tail) close() (string, error) {
	fingerprint := hexSum(t.sum.Sum(nil))
	_, err := io.WriteString(t.to, trailerPrefix+fingerprint)
	return fingerprint, err
}
