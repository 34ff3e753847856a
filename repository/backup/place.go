package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// unfinished makes an empty file in the folder of path, which only its owner
// can read. Whoever made it removes it.
func unfinished(path string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.unfinished")
	if err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}

// place waits until temp is on the disk and gives it the name path. Without
// force a file of that name is left alone, also one that appears only now, and
// the error is ErrExists.
func place(temp, path string, force bool) error {
	if err := flush(temp); err != nil {
		return err
	}
	if err := rename(temp, path, force); err != nil {
		return err
	}
	return flushFolder(filepath.Dir(path))
}

func rename(temp, path string, force bool) error {
	if force {
		return os.Rename(temp, path)
	}
	if err := free(path); err != nil {
		return err
	}
	err := os.Link(temp, path)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s: %w", path, ErrExists)
	case err != nil: // the file system has no links, as on most memory sticks
		return os.Rename(temp, path)
	}
	return os.Remove(temp)
}

// free returns ErrExists if there is something under the name.
func free(path string) error {
	_, err := os.Lstat(path)
	switch {
	case err == nil:
		return fmt.Errorf("%s: %w", path, ErrExists)
	case errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return err
}

// flush waits until the file's content is on the disk.
func flush(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// sameFile reports whether both names lead to one file that is there.
func sameFile(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	second, err := os.Stat(b)
	return err == nil && os.SameFile(first, second)
}
