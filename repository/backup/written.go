package backup

import (
	"errors"
	"os"
)

// Write makes the file path of what write writes. The file has its name only once
// it is complete and on the disk, and only its owner can read it. Without force an
// existing file is left alone and the error is ErrExists.
func Write(path string, force bool, write func(*os.File) error) (err error) {
	if !force {
		if err := free(path); err != nil {
			return err
		}
	}
	temp, err := unfinished(path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temp) // it may have its name already
		}
	}()
	f, err := os.OpenFile(temp, os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return err
	}
	return place(temp, path, force)
}
