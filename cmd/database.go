package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"audiensi/repository"
	"audiensi/repository/backup"
)

// databaseOf returns the kind of the database and the file or DSN that it names.
func databaseOf(c Config) (kind, rest string) {
	kind, rest, _ = strings.Cut(c.Database, ":")
	return kind, rest
}

const inMemory = ":memory:"

// shareDatabase tells others that this program uses the SQLite file; elsewhere
// there is nothing to tell, and nil, which may be closed.
func shareDatabase(c Config) (*backup.Lock, error) {
	kind, file := databaseOf(c)
	if kind != repository.SQLite || file == inMemory {
		return nil, nil
	}
	lock, err := backup.Share(file)
	if errors.Is(err, backup.ErrInUse) {
		return nil, fmt.Errorf("%s is being restored: try again when that has ended", file)
	}
	return lock, err
}

// onDisk refuses a SQLite database that is no file, or is not there.
func onDisk(file string) error {
	if file == inMemory {
		return errors.New("a database in memory has no backup: AUDIENSI_DATABASE names no file")
	}
	_, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("sqlite:%s: %w: check AUDIENSI_DATABASE", file, repository.ErrNoDatabase)
	}
	return err
}
