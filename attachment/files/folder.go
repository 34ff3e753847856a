package files

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"

	"audiensi/domain"
)

// incoming is where files are until they were looked at.
const incoming = "incoming"

// folder keeps each file under its id, in one of 256 folders by the id's last
// byte, which is random.
type folder struct {
	bucket
	root string
}

func newFolder(root string) (*folder, error) {
	in := filepath.Join(root, incoming)
	if err := os.MkdirAll(in, 0o750); err != nil {
		return nil, err
	}
	blobs, err := fileblob.OpenBucket(root, &fileblob.Options{DirFileMode: 0o750, NoTempDir: true, Metadata: fileblob.MetadataDontWrite})
	if err != nil {
		return nil, err
	}
	name := func(id domain.AttachmentID) string { return id.String()[len(id.String())-2:] + "/" + id.String() }
	f := &folder{bucket{spool{in}, blobs, name}, root}
	return f, f.tidy(time.Now().Add(-time.Hour))
}

// tidy removes what a crash before the instant left in the middle of its way:
// what was received, and what had not got its name yet.
func (f *folder) tidy(before time.Time) error {
	folders, err := os.ReadDir(f.root)
	for _, d := range folders {
		entries, readErr := os.ReadDir(filepath.Join(f.root, d.Name()))
		err = errors.Join(err, readErr)
		for _, e := range entries {
			if d.Name() != incoming && !strings.HasSuffix(e.Name(), ".tmp") {
				continue
			}
			info, infoErr := e.Info()
			if infoErr == nil && info.Mode().IsRegular() && info.ModTime().Before(before) {
				_ = os.Remove(filepath.Join(f.root, d.Name(), e.Name())) // another program may have been faster
			}
		}
	}
	return err
}

// Put implements usecase.Files. The file gets its name when all of it is on the disk.
func (f *folder) Put(ctx context.Context, id domain.AttachmentID, content io.ReadSeeker) error {
	var file *os.File
	options := blob.WriterOptions{BeforeWrite: func(as func(any) bool) error { as(&file); return nil }}
	err := f.write(ctx, id, content, options, func() error { return file.Sync() })
	if err == nil {
		err = errors.Join(syncFolder(filepath.Join(f.root, filepath.Dir(f.name(id)))), syncFolder(f.root))
	}
	return unavailable(ctx, "store", id, err)
}
