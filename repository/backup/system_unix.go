//go:build unix

package backup

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes the lock of the open file without waiting; false if another
// process has it.
func tryLock(f *os.File, exclusive bool) (bool, error) {
	how := syscall.LOCK_SH
	if exclusive {
		how = syscall.LOCK_EX
	}
	err := syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

// flushFolder waits until the names in the folder are on the disk.
func flushFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// likeOld gives the file the owner and the permissions of old: a restore by
// root must leave a database that the server's own account can open.
func likeOld(path string, old os.FileInfo) error {
	if owner, ok := old.Sys().(*syscall.Stat_t); ok {
		if err := os.Chown(path, int(owner.Uid), int(owner.Gid)); err != nil {
			return err
		}
	}
	return os.Chmod(path, old.Mode().Perm())
}
