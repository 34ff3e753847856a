//go:build !windows

package files

import (
	"errors"
	"os"
)

// syncFolder makes the names in the folder last.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
