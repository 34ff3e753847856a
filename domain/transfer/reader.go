package transfer

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// The ways in which a file is refused.
var (
	ErrNotOurs = errors.New("this is no session file, or its end is missing: copy it again from the laptop")
	ErrChanged = errors.New("the file is not as it was written: copy it again from the laptop, or export again")
	ErrVersion = errors.New("the file was written in another format: use the same version of the program at both places")
)

// Bounds of what a file may unpack to. Hashes and sealed texts hardly pack: a file that
// unpacks to more than so many times its size was not written by this program.
const (
	maxManifest = 1 << 20
	maxLine     = 32 << 20
	maxRatio    = 100
	ratioSlack  = 1 << 20
)

// Reader reads a file that has been checked as a whole.
type Reader struct {
	Manifest    Manifest
	Fingerprint string // the SHA-256 that the file ends with
	zip         *zip.Reader
}

// Open checks the whole file, byte by byte: that it is as it was written, holds
// exactly the entries of its manifest in their order, and each as the manifest
// says. It does not read what the lines mean.
func Open(file io.ReaderAt, size int64) (*Reader, error) {
	fingerprint, err := checkTrailer(file, size)
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(file, size)
	if err != nil {
		return nil, fmt.Errorf("%w (%v)", ErrChanged, err)
	}
	r := &Reader{Fingerprint: fingerprint, zip: archive}
	if err := r.checkEntries(size); err != nil {
		return nil, err
	}
	if err := r.readManifest(); err != nil {
		return nil, err
	}
	for i := range entries {
		if err := r.checkEntry(i); err != nil {
			return nil, fmt.Errorf("%w (%s: %v)", ErrChanged, entries[i], err)
		}
	}
	return r, nil
}

// checkTrailer compares the file with the hash at its end.
func checkTrailer(file io.ReaderAt, size int64) (string, error) {
	body := size - int64(trailerLen)
	if body <= 0 {
		return "", ErrNotOurs
	}
	end := make([]byte, trailerLen)
	if _, err := file.ReadAt(end, body); err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	stated, ok := bytes.CutPrefix(end, []byte(trailerPrefix))
	if !ok {
		return "", ErrNotOurs
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(file, 0, body)); err != nil {
		return "", err
	}
	if got := hexSum(sum.Sum(nil)); got != string(stated) {
		return "", ErrChanged
	}
	return string(stated), nil
}

// checkEntries checks the archive's directory: the entries that there must be, in
// their order and no others, and nothing that unpacks to far more than the file is.
func (r *Reader) checkEntries(size int64) error {
	want := append(append([]string{}, entries...), manifest)
	if len(r.zip.File) != len(want) {
		return fmt.Errorf("%w (%d entries, not %d)", ErrChanged, len(r.zip.File), len(want))
	}
	var total uint64
	for i, f := range r.zip.File {
		if f.Name != want[i] {
			return fmt.Errorf("%w (entry %q where %s should be)", ErrChanged, f.Name, want[i])
		}
		if total += f.UncompressedSize64; f.UncompressedSize64 > 1<<50 || total > uint64(size)*maxRatio+ratioSlack {
			return fmt.Errorf("%w (%s claims to unpack to %d bytes)", ErrChanged, f.Name, f.UncompressedSize64)
		}
	}
	return nil
}

// readManifest reads the format's version first: the rest of another one is not ours to judge.
func (r *Reader) readManifest() error {
	text, err := r.manifestText()
	if err != nil {
		return fmt.Errorf("%w (%s: %v)", ErrChanged, manifest, err)
	}
	var version struct {
		Format  int    `json:"format"`
		Program string `json:"program"`
	}
	if err := json.Unmarshal(text, &version); err != nil {
		return fmt.Errorf("%w (%s: %v)", ErrChanged, manifest, err)
	}
	if version.Format != Format {
		return fmt.Errorf("%w (format %d of program %q; this one reads format %d)", ErrVersion, version.Format, version.Program, Format)
	}
	if err := strictly(text, &r.Manifest); err != nil {
		return fmt.Errorf("%w (%s: %v)", ErrChanged, manifest, err)
	}
	if len(r.Manifest.Entries) != len(entries) {
		return fmt.Errorf("%w (%s names %d entries)", ErrChanged, manifest, len(r.Manifest.Entries))
	}
	return nil
}

func (r *Reader) manifestText() ([]byte, error) {
	f, err := r.zip.File[len(entries)].Open()
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(f, maxManifest+1))
	if err == nil && len(text) > maxManifest {
		err = errors.New("too long")
	}
	return text, errors.Join(err, f.Close())
}

// checkEntry reads the entry to its end, and never more than the manifest says.
func (r *Reader) checkEntry(i int) error {
	stated := r.Manifest.Entries[i]
	if stated.Name != entries[i] {
		return fmt.Errorf("the manifest has %q there", stated.Name)
	}
	f, err := r.zip.File[i].Open()
	if err != nil {
		return err
	}
	sum := sha256.New()
	n, err := io.Copy(sum, io.LimitReader(f, stated.Bytes+1))
	if err == nil && n <= stated.Bytes && hexSum(sum.Sum(nil)) != stated.SHA256 {
		err = errors.New("it has another SHA-256 than the manifest says")
	}
	if err == nil && n != stated.Bytes {
		err = fmt.Errorf("it has not the %d bytes that the manifest says", stated.Bytes)
	}
	return errors.Join(err, f.Close())
}

// strictly decodes one JSON value without unknown members.
func strictly(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows")
	}
	return nil
}
