package backup

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"audiensi/repository"
)

// TakeSQLite writes a backup of the database file `from`, which programs may go
// on using, to the file `to`. It is the state of one moment: VACUUM INTO reads
// one snapshot, which no writer waits for and which no writer makes begin anew,
// as SQLite's page by page copy would. What was erased is not in it, also not in free pages.
// Without force a file that is there is never overwritten: ErrExists.
func TakeSQLite(ctx context.Context, from, to string, force bool) (c Contents, err error) {
	if sameFile(from, to) {
		return c, fmt.Errorf("%s: %w", to, ErrSameFile)
	}
	if !force {
		if err := free(to); err != nil {
			return c, err
		}
	}
	temp, err := unfinished(to)
	if err != nil {
		return c, err
	}
	defer func() { _ = os.Remove(temp) }() // it has another name once it is done
	if err := vacuumInto(ctx, from, temp); err != nil {
		return c, fmt.Errorf("copy %s: %w", from, err)
	}
	if c, err = checkSQLite(ctx, temp, false); err != nil {
		return c, fmt.Errorf("check the copy: %w", err)
	}
	return c, place(temp, to, force)
}

func vacuumInto(ctx context.Context, from, to string) (err error) {
	db, err := openSQLite(from, "5000")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", to)
	return err
}

// openSQLite opens a file that is there, with one connection that waits so many
// milliseconds for a lock.
func openSQLite(path, wait string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", repository.SQLiteURI(path)+"?mode=rw&_busy_timeout="+wait)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// CheckSQLite reads a backup to its end and changes nothing: is it a sound
// database, of Audiensi, of no newer program, with every chain of events intact?
func CheckSQLite(ctx context.Context, path string) (c Contents, err error) {
	temp, err := copyBackup(path, filepath.Join(os.TempDir(), "audiensi-check"))
	if err != nil {
		return c, err
	}
	defer func() { _ = os.Remove(temp) }() // only for the check
	return checkSQLite(ctx, temp, true)
}

// checkSQLite also leaves the file without a log of its own beside it.
func checkSQLite(ctx context.Context, path string, chains bool) (c Contents, err error) {
	db, err := openSQLite(path, "5000")
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, "PRAGMA journal_mode=DELETE"); err != nil {
		return c, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err := sound(ctx, db); err != nil {
		return c, err
	}
	if c, err = look(ctx, db, repository.SQLite); err != nil || !chains {
		return c, err
	}
	return c, verify(ctx, db)
}

// sound asks SQLite itself.
func sound(ctx context.Context, db *sql.DB) error {
	var said string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&said); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if said != "ok" {
		return fmt.Errorf("%w: %s", ErrDamaged, said)
	}
	var orphans int
	if err := db.QueryRowContext(ctx, "SELECT COUNT(*) FROM pragma_foreign_key_check").Scan(&orphans); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if orphans > 0 {
		return fmt.Errorf("%w: %d rows name others that are not there", ErrDamaged, orphans)
	}
	return nil
}
