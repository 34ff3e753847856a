package files

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"audiensi/domain"
)

// incoming is where files are until they are whole.
const incoming = "incoming"

// folder keeps each file under its id, in one of 256 folders by the id's last
// byte, which is random.
type folder struct {
	spool
	root string
}

func newFolder(root string) (*folder, error) {
	in := filepath.Join(root, incoming)
	if err := os.MkdirAll(in, 0o750); err != nil {
		return nil, err
	}
	f := &folder{spool: spool{in}, root: root}
	return f, f.tidy(time.Now().Add(-time.Hour))
}

// tidy removes what a crash before the instant left in the middle of its way.
func (f *folder) tidy(before time.Time) error {
	entries, err := os.ReadDir(f.spool.folder)
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && info.Mode().IsRegular() && info.ModTime().Before(before) {
			_ = os.Remove(filepath.Join(f.spool.folder, e.Name())) // another program may have been faster
		}
	}
	return err
}

func (f *folder) path(id domain.AttachmentID) string {
	name := id.String()
	return filepath.Join(f.root, name[len(name)-2:], name)
}

// Put implements usecase.Files. The file gets its name when all of it is on the disk.
func (f *folder) Put(ctx context.Context, id domain.AttachmentID, content io.ReadSeeker) error {
	return unavailable(ctx, "store", id, f.put(f.path(id), content))
}

func (f *folder) put(path string, content io.Reader) (err error) {
	tmp, err := os.CreateTemp(f.spool.folder, "*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(tmp.Name()) // tidy does it else
		}
	}()
	_, err = io.Copy(tmp, content)
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	return errors.Join(syncFolder(filepath.Dir(path)), syncFolder(f.root))
}

// Open implements usecase.Files.
func (f *folder) Open(ctx context.Context, id domain.AttachmentID) (io.ReadCloser, error) {
	file, err := os.Open(f.path(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, notFound(err)
	}
	if err != nil {
		return nil, unavailable(ctx, "open", id, err)
	}
	return file, nil
}

// Delete implements usecase.Files.
func (f *folder) Delete(ctx context.Context, id domain.AttachmentID) error {
	err := os.Remove(f.path(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return unavailable(ctx, "delete", id, err)
}
