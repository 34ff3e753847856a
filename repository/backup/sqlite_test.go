package backup_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"audiensi/migrations"
	"audiensi/repository/backup"

	"github.com/google/go-cmp/cmp"
)

var (
	moment = time.Date(2026, 12, 1, 9, 30, 0, 0, time.FixedZone("WIB", 7*3600))
	whole  = backup.Contents{Sessions: 1, Questions: questions, Events: 2 * questions}
)

func taken(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "backup.db")
	got, err := backup.TakeSQLite(t.Context(), filled(t), path, false)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(whole, got); diff != "" {
		t.Fatal(diff)
	}
	return path
}

func TestTakeSQLite_leaves_one_file_for_its_owner(t *testing.T) {
	path := taken(t)
	if got := names(t, path); got != "backup.db" {
		t.Errorf("in the folder: %s", got)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestTakeSQLite_has_what_only_the_log_holds_and_not_what_was_erased(t *testing.T) {
	path := filled(t)
	db, err := openWAL(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range []string{"UPDATE sessions SET title = 'rahasia yang dihapus'", "UPDATE sessions SET title = 'baru'"} {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	to := filepath.Join(t.TempDir(), "b.db")
	if _, err := backup.TakeSQLite(t.Context(), path, to, false); err != nil {
		t.Fatal(err)
	}
	if text := read(t, to); !strings.Contains(text, "baru") || strings.Contains(text, "rahasia yang dihapus") {
		t.Error("not the text of now, and of now only")
	}
}

func TestTakeSQLite_failing_leaves_nothing(t *testing.T) {
	from := filled(t)
	to := filepath.Join(t.TempDir(), "b.db")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := backup.TakeSQLite(ctx, from, to, false); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	empty := filepath.Join(t.TempDir(), "empty.db")
	change(t, empty, "CREATE TABLE x (y)")
	if _, err := backup.TakeSQLite(t.Context(), empty, to, false); !errors.Is(err, backup.ErrForeign) {
		t.Errorf("a database of others: %v", err)
	}
	damaged := filled(t)
	spoil(t, damaged)
	if _, err := backup.TakeSQLite(t.Context(), damaged, to, false); err == nil {
		t.Error("a damaged database was backed up")
	}
	if got := names(t, to); got != "" {
		t.Errorf("left behind: %s", got)
	}
	write(t, to, "precious")
	if _, err := backup.TakeSQLite(t.Context(), from, to, false); !errors.Is(err, backup.ErrExists) || read(t, to) != "precious" {
		t.Errorf("a file that was there: %v", err)
	}
}

// spoil overwrites every page but the first.
func spoil(t *testing.T, path string) {
	t.Helper()
	change(t, path, "PRAGMA journal_mode=DELETE")
	text := read(t, path)
	write(t, path, text[:4096]+strings.Repeat("\xff", len(text)-4096))
}

func TestRestoreSQLite_faulty_backups_change_nothing(t *testing.T) {
	const question = "(SELECT id FROM questions ORDER BY id LIMIT 1)"
	for name, tt := range map[string]struct {
		spoil func(t *testing.T, path string)
		want  error
		words string
	}{
		"cut_short":          {func(t *testing.T, path string) { write(t, path, read(t, path)[:20_000]) }, backup.ErrDamaged, ""},
		"overwritten":        {spoil, backup.ErrDamaged, ""},
		"empty":              {func(t *testing.T, path string) { write(t, path, "") }, backup.ErrForeign, ""},
		"database_of_others": {func(t *testing.T, path string) { change(t, path, "DROP TABLE questions") }, backup.ErrForeign, "questions"},
		"newer_program": {func(t *testing.T, path string) {
			change(t, path, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)")
		}, migrations.ErrNewer, ""},
		"database_in_use": {func(t *testing.T, path string) { write(t, path+"-wal", "x") }, nil, "is a database in use"},
		"event_removed_inside": {func(t *testing.T, path string) {
			change(t, path, "DELETE FROM events WHERE seq = 1 AND stream = "+question)
		}, backup.ErrDamaged, "stands at place 1"},
		"last_event_removed": {func(t *testing.T, path string) {
			change(t, path, "DELETE FROM events WHERE seq = 2 AND stream = "+question)
		}, backup.ErrDamaged, "version 2 with 1 events"},
		"all_events_removed": {func(t *testing.T, path string) { change(t, path, "DELETE FROM events") }, backup.ErrDamaged, "3 faults"},
		"event_changed": {func(t *testing.T, path string) {
			change(t, path, "UPDATE events SET body = hash WHERE seq = 2 AND stream = "+question)
		}, backup.ErrDamaged, "not what its hash says"},
		"event_of_another_question": {func(t *testing.T, path string) {
			change(t, path, "UPDATE events SET seq = 3, stream = (SELECT MAX(id) FROM questions) WHERE seq = 2 AND stream = "+question)
		}, backup.ErrDamaged, "it belongs to another stream"},
		"text_changed": {func(t *testing.T, path string) {
			change(t, path, "UPDATE events SET seals = (SELECT e.seals FROM events e WHERE e.stream <> events.stream AND e.seq = 1 LIMIT 1) WHERE seq = 1 AND stream = "+question)
		}, backup.ErrDamaged, "event 1"},
	} {
		t.Run(name, func(t *testing.T) {
			from, to := taken(t), filled(t)
			tt.spoil(t, from)
			before := read(t, to)
			_, _, err := backup.RestoreSQLite(t.Context(), from, to, moment)
			if err == nil || tt.want != nil && !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.words) {
				t.Errorf("got %v, want %v with %q", err, tt.want, tt.words)
			}
			if got := names(t, to); got != "audiensi.db" || read(t, to) != before {
				t.Errorf("changed: %s", got)
			}
		})
	}
}

func TestRestoreSQLite(t *testing.T) {
	for name, old := range map[string]struct {
		make  func(t *testing.T) string
		files string // of the folder afterwards
	}{
		"in_place_of_nothing": {func(t *testing.T) string { return filepath.Join(t.TempDir(), "audiensi.db") }, "audiensi.db"},
		"in_place_of_another": {filled, "audiensi.db audiensi.db.before-restore-20261201T023000.000Z"},
		"in_place_of_a_damaged_one": {func(t *testing.T) string {
			path := write(t, filepath.Join(t.TempDir(), "audiensi.db"), "no database any more")
			write(t, path+"-wal", "a log")
			write(t, path+"-shm", "its index")
			return path
		}, "audiensi.db audiensi.db.before-restore-20261201T023000.000Z"},
	} {
		t.Run(name, func(t *testing.T) {
			to := old.make(t)
			_, got, err := backup.RestoreSQLite(t.Context(), taken(t), to, moment)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(whole, got); diff != "" {
				t.Error(diff)
			}
			if got := names(t, to); got != old.files {
				t.Errorf("in the folder: %s, want %s", got, old.files)
			}
			if got, err := backup.CheckSQLite(t.Context(), to); err != nil || got != whole {
				t.Errorf("restored: %v, %v", got, err)
			}
		})
	}
}

func TestRestoreSQLite_of_an_older_program_says_so(t *testing.T) {
	from := taken(t)
	change(t, from, "DELETE FROM goose_db_version WHERE version_id = (SELECT MAX(version_id) FROM goose_db_version)")
	_, got, err := backup.RestoreSQLite(t.Context(), from, filepath.Join(t.TempDir(), "a.db"), moment)
	if err != nil || !got.Outdated {
		t.Errorf("%+v, %v", got, err)
	}
}

// A restore by root leaves a database that the server's account can open.
func TestRestoreSQLite_keeps_owner_and_permissions(t *testing.T) {
	to := filled(t)
	if err := os.Chmod(to, 0o640); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() == 0 {
		if err := os.Chown(to, 4711, 4712); err != nil {
			t.Fatal(err)
		}
	}
	old, err := os.Stat(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := backup.RestoreSQLite(t.Context(), taken(t), to, moment); err != nil {
		t.Fatal(err)
	}
	now, err := os.Stat(to)
	if err != nil || now.Mode() != old.Mode() || owner(now) != owner(old) {
		t.Errorf("%v %v, want %v %v, %v", now.Mode(), owner(now), old.Mode(), owner(old), err)
	}
}
