package backup

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"audiensi/repository"
)

// dumpArgs ask for one consistent snapshot that no writer waits for. Hexadecimal
// numbers keep ids and hashes whole whatever the character set of the reader.
var dumpArgs = []string{"--single-transaction", "--quick", "--hex-blob", "--routines", "--triggers", "--no-tablespaces",
	"--default-character-set=utf8mb4"}

// TakeMySQL writes a backup of the database that the DSN names, which programs
// may go on using, to the file `to`, by mariadb-dump or mysqldump. Nothing may
// migrate the database meanwhile. Without force a file that is there is never
// overwritten: ErrExists. It returns the size in bytes.
func TakeMySQL(ctx context.Context, dsn, to string, force bool) (size int64, err error) {
	if !force {
		if err := free(to); err != nil {
			return 0, err
		}
	}
	server, err := openServer(ctx, dsn)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, server.Close()) }()
	if _, err := look(ctx, server.db, repository.MySQL); err != nil {
		return 0, err
	}
	temp, err := unfinished(to)
	if err != nil {
		return 0, err
	}
	defer func() { _ = os.Remove(temp) }() // it has another name once it is done
	if err := server.dump(ctx, temp); err != nil {
		return 0, err
	}
	if size, err = CheckDump(temp); err != nil {
		return 0, err
	}
	return size, place(temp, to, force)
}

// RestoreMySQL reads the dump `from` into the database that the DSN names, which
// must be empty, by mariadb or mysql, and then verifies what the database holds.
// After an error that came later than ErrNotEmpty the database is to be dropped.
func RestoreMySQL(ctx context.Context, from, dsn string) (c Contents, err error) {
	if _, err := CheckDump(from); err != nil {
		return c, fmt.Errorf("%s: %w", from, err)
	}
	server, err := openServer(ctx, dsn)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, server.Close()) }()
	if err := server.isEmpty(ctx); err != nil {
		return c, err
	}
	if err := server.load(ctx, from); err != nil {
		return c, err
	}
	if c, err = look(ctx, server.db, repository.MySQL); err != nil {
		return c, err
	}
	return c, verify(ctx, server.db)
}

// server is a database of a server with the tools that dump and load it.
type server struct {
	store *repository.Store
	db    *sql.DB
	dsn   string
	kind  string // version as the server says it
}

func openServer(ctx context.Context, dsn string) (*server, error) {
	store, err := repository.Open(ctx, repository.Config{DSN: "mysql:" + dsn, MaxOpen: 2})
	if err != nil {
		return nil, err
	}
	s := &server{store: store, db: store.DB(), dsn: dsn}
	if err := s.db.QueryRowContext(ctx, "SELECT VERSION()").Scan(&s.kind); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return s, nil
}

// Close closes the connections.
func (s *server) Close() error { return s.store.Close() }

func (s *server) isEmpty(ctx context.Context) error {
	var tables int
	err := s.db.QueryRowContext(ctx, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()").Scan(&tables)
	if err == nil && tables > 0 {
		err = ErrNotEmpty
	}
	return err
}

func (s *server) dump(ctx context.Context, to string) (err error) {
	f, err := os.OpenFile(to, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return s.run(ctx, dumpTool, dumpArgs, nil, f)
}

func (s *server) load(ctx context.Context, from string) error {
	f, err := os.Open(filepath.Clean(from))
	if err != nil {
		return err
	}
	defer f.Close()
	return s.run(ctx, clientTool, []string{"--default-character-set=utf8mb4"}, f, io.Discard)
}
