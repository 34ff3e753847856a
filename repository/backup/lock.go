package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// How long and how often a lock that another process has is tried: long enough
// for one that is about to end.
const (
	lockPatience = 2 * time.Second
	lockEvery    = 20 * time.Millisecond
)

// Lock says that this process uses a SQLite file, or that it is about to
// replace it. The lock is on a file beside it, FILE.lock, and ends with the
// process however that ends; a file that is left behind locks nothing.
type Lock struct {
	file *os.File
	path string
}

// Share takes the lock that any number of users of the database hold, each
// while it has the database open. It returns ErrInUse while the database is
// being restored, and nil, which may be closed, for a folder that is not there:
// opening the database will say so.
func Share(database string) (*Lock, error) {
	lock, err := take(database, false)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return lock, err
}

// lockAlone takes the lock that excludes every other. It returns ErrInUse while
// anybody has one.
func lockAlone(database string) (*Lock, error) { return take(database, true) }

func take(database string, exclusive bool) (*Lock, error) {
	for end := time.Now().Add(lockPatience); ; time.Sleep(lockEvery) {
		lock, err := takeOnce(database+".lock", exclusive)
		if lock != nil || err != nil {
			return lock, err
		}
		if time.Now().After(end) {
			return nil, ErrInUse
		}
	}
}

// takeOnce returns nil if another process has the lock, or if the locked file
// has lost its name to whoever held it last: a lock on that excludes nobody.
func takeOnce(path string, exclusive bool) (*Lock, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("lock: %w", err)
	}
	got, err := tryLock(f, exclusive)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), f.Close())
	}
	if !got || !isNamed(f, path) {
		return nil, f.Close()
	}
	return &Lock{file: f, path: path}, nil
}

func isNamed(f *os.File, path string) bool {
	open, err := f.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(path)
	return err == nil && os.SameFile(open, named)
}

// Close gives the lock back; the last one to do so removes the file. On Windows
// it stays: an open file cannot be removed there.
func (l *Lock) Close() error {
	if l == nil {
		return nil
	}
	if alone, err := tryLock(l.file, true); err == nil && alone {
		_ = os.Remove(l.path) // left behind it locks nothing
	}
	return l.file.Close()
}
