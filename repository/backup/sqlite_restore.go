package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	sqlitedriver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// RestoreSQLite verifies the backup `from` and puts a copy of it in the place of
// the database `to`, all of it or nothing. The database that was there is kept
// under the returned name, "" if there was none. It returns ErrInUse while any
// program has the database open: those of Audiensi by their Lock, others by
// SQLite's own locks.
func RestoreSQLite(ctx context.Context, from, to string, now time.Time) (aside string, c Contents, err error) {
	if sameFile(from, to) {
		return "", c, fmt.Errorf("%s: %w", from, ErrSameFile)
	}
	lock, err := lockAlone(to)
	if err != nil {
		return "", c, fmt.Errorf("%s: %w", to, err)
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	temp, err := copyBackup(from, to)
	if err != nil {
		return "", c, err
	}
	defer func() { _ = os.Remove(temp) }() // it has another name once it is done
	if c, err = checkSQLite(ctx, temp, true); err != nil {
		return "", c, fmt.Errorf("%s: %w", from, err)
	}
	aside, err = replace(ctx, temp, to, to+".before-restore-"+now.UTC().Format("20060102T150405.000Z"))
	return aside, c, err
}

// copyBackup returns the name of a copy in the folder of path.
func copyBackup(from, path string) (string, error) {
	source, err := os.Open(from)
	if err != nil {
		return "", err
	}
	defer source.Close()
	if err := isBackup(source); err != nil {
		return "", fmt.Errorf("%s: %w", from, err)
	}
	temp, err := unfinished(path)
	if err != nil {
		return "", err
	}
	target, err := os.OpenFile(temp, os.O_WRONLY, 0)
	if err != nil {
		return "", errors.Join(err, os.Remove(temp))
	}
	_, err = io.Copy(target, source)
	if err = errors.Join(err, target.Close()); err != nil {
		return "", errors.Join(err, os.Remove(temp))
	}
	return temp, nil
}

// isBackup reads the head of the file and goes back to its begin. A file with a
// log beside it is a database in use: copied without the log it would be an
// earlier, perhaps a broken one.
func isBackup(f *os.File) error {
	head := make([]byte, 16)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	switch head = head[:n]; {
	case isDump(head):
		return ErrOtherKind
	case string(head) != "SQLite format 3\x00":
		return ErrForeign
	}
	if log, err := os.Stat(f.Name() + "-wal"); err == nil && log.Size() > 0 {
		return fmt.Errorf("there is a log, %s, beside it, so it is a database in use: make a backup of it with `audiensi backup`", log.Name())
	}
	_, err = f.Seek(0, io.SeekStart)
	return err
}

func isDump(head []byte) bool {
	return bytes.HasPrefix(head, []byte("-- ")) || bytes.HasPrefix(head, []byte("/*"))
}

// replace gives temp the name `to` and what was there the name aside.
func replace(ctx context.Context, temp, to, aside string) (string, error) {
	old, err := os.Stat(to)
	if errors.Is(err, fs.ErrNotExist) {
		return "", place(temp, to, false)
	}
	if err != nil {
		return "", err
	}
	if err := settle(ctx, to); err != nil {
		return "", fmt.Errorf("%s: %w", to, err)
	}
	if err := likeOld(temp, old); err != nil {
		return "", err
	}
	if err := free(aside); err != nil {
		return "", err
	}
	if err := setAside(to, aside); err != nil {
		return "", err
	}
	return aside, place(temp, to, true)
}

// settle brings what is in the log of the database into its file and removes
// the log, which SQLite grants only to who has the database alone. A database
// that SQLite cannot read stays as it is: that is what backups are for.
func settle(ctx context.Context, path string) (err error) {
	db, err := openSQLite(path, "0")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for _, statement := range []string{"PRAGMA journal_mode=DELETE", "BEGIN EXCLUSIVE", "COMMIT"} {
		if _, err := db.ExecContext(ctx, statement); isBusy(err) {
			return ErrInUse
		} else if err != nil && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

func isBusy(err error) bool {
	var e *sqlitedriver.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_BUSY
}

// setAside gives the database a second name, so that its own name always leads
// to a whole database, or moves it where the file system has no such thing. A
// log that could not be settled goes with it.
func setAside(path, aside string) error {
	if err := os.Link(path, aside); err != nil {
		if err := os.Rename(path, aside); err != nil {
			return err
		}
	}
	if err := os.Rename(path+"-wal", aside+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Remove(path + "-shm"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
