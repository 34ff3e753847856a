package backup_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"audiensi/repository/backup"
)

func openWAL(path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", path)
	if err == nil {
		db.SetMaxOpenConns(1)
		_, err = db.Exec("PRAGMA journal_mode=WAL")
	}
	return db, err
}

// A program that knows nothing of the lock, such as the sqlite3 shell, idle
// between two statements.
func TestRestoreSQLite_refuses_while_another_program_has_the_database(t *testing.T) {
	from, to := taken(t), filled(t)
	db, err := openWAL(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := backup.RestoreSQLite(t.Context(), from, to, moment); !errors.Is(err, backup.ErrInUse) {
		t.Errorf("got %v, want ErrInUse", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := backup.RestoreSQLite(t.Context(), from, to, moment); err != nil {
		t.Errorf("after it has ended: %v", err)
	}
}

func TestShare(t *testing.T) {
	from, to := taken(t), filled(t)
	first, err := backup.Share(to)
	if err != nil {
		t.Fatal(err)
	}
	second, err := backup.Share(to)
	if err != nil {
		t.Fatalf("two users: %v", err)
	}
	for _, lock := range []*backup.Lock{first, second} {
		if _, _, err := backup.RestoreSQLite(t.Context(), from, to, moment); !errors.Is(err, backup.ErrInUse) {
			t.Errorf("got %v, want ErrInUse", err)
		}
		if err := lock.Close(); err != nil {
			t.Error(err)
		}
	}
	if got := names(t, to); got != "audiensi.db" {
		t.Errorf("left behind: %s", got)
	}
	write(t, to+".lock", "") // as a killed program leaves it
	if _, _, err := backup.RestoreSQLite(t.Context(), from, to, moment); err != nil {
		t.Error(err)
	}
	if lock, err := backup.Share("/no/such/folder/a.db"); lock != nil || err != nil || lock.Close() != nil {
		t.Errorf("in no folder: %v, %v", lock, err)
	}
}

// Whoever has a lock when the file is removed and made anew must not be alone
// with it: 8 users come and go, and none ever meets another's exclusive lock.
func TestShare_many_at_once(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 100 {
				lock, err := backup.Share(path)
				if err != nil {
					t.Error(err)
					return
				}
				if err := lock.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if _, err := os.Stat(path + ".lock"); !os.IsNotExist(err) {
		t.Errorf("left behind: %v", err)
	}
}
