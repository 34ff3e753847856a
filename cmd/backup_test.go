package cmd_test

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"audiensi/domain"
	"audiensi/domain/usecase"
	"audiensi/repository"
	"audiensi/repository/testdb"
)

// The two backups of a load begin after so many acknowledged captures.
var backupsPast = []int{50, 200}

func TestBackup_of_a_running_server_restores_elsewhere(t *testing.T) {
	for name, tt := range map[string]struct {
		database func(*testing.T) string
		ending   string
	}{
		"sqlite":  {func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "audiensi.db") }, "db"},
		"mariadb": {func(t *testing.T) string { return "mysql:" + testdb.MySQL(t) }, "sql"},
	} {
		t.Run(name, func(t *testing.T) {
			dsn := tt.database(t)
			s := newSetting(t, "AUDIENSI_DATABASE="+dsn)
			session := prepare(t, s)
			taken := loadWithBackups(t, s, session, tt.ending)
			all := chains(t, dsn)
			for _, b := range taken {
				restored := tt.database(t)
				other := newSetting(t, "AUDIENSI_DATABASE="+restored)
				if out := other.must(t, "", "restore", b.file); !strings.Contains(out, "every event verified") {
					t.Error(out)
				}
				checkPart(t, chains(t, restored), all, len(b.before))
				checkReplays(t, other, session, b.before)
			}
		})
	}
}

// taken is a backup with what was acknowledged before it began.
type taken struct {
	file   string
	before map[string]captured
}

// loadWithBackups captures with all devices at once and meanwhile makes backups.
func loadWithBackups(t *testing.T, s setting, session, ending string) (list []taken) {
	t.Helper()
	p := s.serve(t, "serve")
	c := login(t, "http://"+p.addr, "moderator", goodPassword)
	var mu sync.Mutex
	acknowledged := map[string]captured{}
	now := func() map[string]captured {
		mu.Lock()
		defer mu.Unlock()
		return maps.Clone(acknowledged)
	}
	each(func(n int) bool {
		key, reply, err := capture(c, session, n)
		if err != nil {
			t.Errorf("%s: %v", key, err)
			return false
		}
		mu.Lock()
		defer mu.Unlock()
		acknowledged[key] = reply
		return true
	}, func() {
		for i, past := range backupsPast {
			until(t, "captures", func() bool { return len(now()) >= past })
			b := taken{filepath.Join(s.dir, string('a'+rune(i))+"."+ending), now()}
			s.must(t, "", "backup", b.file)
			list = append(list, b)
		}
	})
	if code := p.stop(); code != 0 {
		t.Errorf("exit %d\n%s", code, p.log())
	}
	if n := len(now()); n != captures {
		t.Errorf("%d of %d captures", n, captures)
	}
	return list
}

// chains returns the bytes of all events of every question, after it has
// checked that their replay is the stored row.
func chains(t *testing.T, dsn string) map[domain.QuestionID][]byte {
	t.Helper()
	store, err := repository.Open(t.Context(), repository.Config{DSN: dsn, Existing: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	all := map[domain.QuestionID][]byte{}
	err = store.View(t.Context(), func(ctx context.Context, tx usecase.Tx) error {
		rows, _, err := tx.ListQuestions(ctx, usecase.QuestionFilter{}, usecase.Page{})
		for _, row := range rows {
			checkChain(t, ctx, tx, row.ID)
			events, err := tx.QuestionEvents(ctx, row.ID, 0)
			if err != nil {
				return err
			}
			for _, e := range events {
				all[row.ID] = append(all[row.ID], e.Encode()...)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// checkPart checks that the backup holds at least so many questions and of each
// the first events that the running database has.
func checkPart(t *testing.T, part, all map[domain.QuestionID][]byte, least int) {
	t.Helper()
	if len(part) < least || len(part) > len(all) {
		t.Errorf("%d questions, want %d to %d", len(part), least, len(all))
	}
	for id, events := range part {
		if !bytes.HasPrefix(all[id], events) {
			t.Errorf("%s: other events than in the running database", id)
		}
	}
}

// checkReplays starts the restored program and sends again what was
// acknowledged before the backup began: all of it is known.
func checkReplays(t *testing.T, s setting, session string, before map[string]captured) {
	t.Helper()
	p := s.serve(t, "serve")
	c := login(t, "http://"+p.addr, "moderator", goodPassword)
	for n := range captures {
		key := captureKey(n)
		first, was := before[key]
		if !was {
			continue
		}
		_, got, err := capture(c, session, n)
		if err != nil || got.ID != first.ID || got.Receipt != first.Receipt || !got.Replayed {
			t.Errorf("%s: %v, first %+v, restored %+v", key, err, first, got)
		}
	}
	if code := p.stop(); code != 0 {
		t.Errorf("exit %d\n%s", code, p.log())
	}
}

func TestBackup_in_a_folder_keeps_the_newest(t *testing.T) {
	s := migrated(t)
	folder := filepath.Join(s.dir, "backups")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"audiensi-20200101T000000Z.db", "audiensi-20210101T000000Z.sql", "audiensi-notes.db", "other.db"} {
		file(t, folder, name, "x")
	}
	out := s.must(t, "", "backup", "--keep", "2", folder)
	if !strings.Contains(out, "audiensi-20200101T000000Z.db removed") || !strings.Contains(out, "0 questions") {
		t.Error(out)
	}
	left, _ := filepath.Glob(folder + "/*")
	if len(left) != 4 {
		t.Errorf("left: %v", left)
	}
	for _, name := range []string{"audiensi-20210101T000000Z.sql", "audiensi-notes.db", "other.db"} {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Error(err)
		}
	}
	time.Sleep(time.Second) // names tell seconds
	s.must(t, "", "backup", "--keep", "1", folder)
	if left, _ = filepath.Glob(folder + "/*Z.*"); len(left) != 1 {
		t.Errorf("left: %v", left)
	}
}

func TestBackup_refuses(t *testing.T) {
	s := migrated(t)
	s.must(t, "", "backup", "a.db")
	s.refused(t, 1, "a.db: it exists already", "backup", "a.db")
	s.must(t, "", "backup", "--force", "a.db")
	s.refused(t, 1, "that is the database itself", "backup", "--force", "audiensi.db")
	s.refused(t, 1, "no/such/folder", "backup", "no/such/folder/a.db")
	s.refused(t, 1, "make it first", "backup", "--keep", "3", "none")
	s.refused(t, 1, "--keep: at least 1", "backup", "--keep", "0", ".")
	s.refused(t, 2, "accepts 1 arg(s)", "backup")
	if left, _ := filepath.Glob(filepath.Join(s.dir, ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	none := newSetting(t)
	none.refused(t, 1, "there is no database", "backup", "a.db")
	if found, _ := filepath.Glob(filepath.Join(none.dir, "*")); len(found) > 0 {
		t.Errorf("made %v", found)
	}
	memory := newSetting(t, "AUDIENSI_DATABASE=sqlite::memory:")
	memory.refused(t, 1, "a database in memory has no backup", "backup", "a.db")
}

func TestRestore_refuses_while_a_server_has_the_database(t *testing.T) {
	s := migrated(t)
	s.must(t, "", "backup", "a.db")
	p := s.serve(t, "serve")
	s.refused(t, 1, "the database is in use: stop the server", "restore", "a.db")
	if code := p.stop(); code != 0 {
		t.Fatalf("exit %d\n%s", code, p.log())
	}
	before := time.Now().UTC().Add(-time.Second)
	out := s.must(t, "", "restore", "a.db")
	kept, _ := filepath.Glob(filepath.Join(s.dir, "audiensi.db.before-restore-*"))
	if len(kept) != 1 || !strings.Contains(out, filepath.Base(kept[0])) {
		t.Fatalf("kept %v\n%s", kept, out)
	}
	at, err := time.Parse("20060102T150405.000Z", kept[0][len(kept[0])-20:])
	if err != nil || at.Before(before.Truncate(time.Second)) {
		t.Errorf("kept as %s, %v", kept[0], err)
	}
	killed := s.serve(t, "serve") // a process that was killed holds nothing
	killed.kill()
	s.must(t, "", "restore", "a.db")
	s.serve(t, "serve").stop()
	if left, _ := filepath.Glob(filepath.Join(s.dir, "audiensi.db[.-][lws]*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestRestore_refuses(t *testing.T) {
	s := migrated(t)
	s.must(t, "", "backup", "a.db")
	file(t, s.dir, "text", "nothing of a database")
	file(t, s.dir, "dump.sql", "-- MariaDB dump 10.19\n-- Dump completed on 2026-01-01\n")
	s.refused(t, 1, "no such file", "restore", "none.db")
	s.refused(t, 1, "text: this is no backup of Audiensi", "restore", "text")
	s.refused(t, 1, "of another kind of database", "restore", "dump.sql")
	s.refused(t, 1, "that is the database itself", "restore", "audiensi.db")
	s.refused(t, 1, "this is no backup of Audiensi", "restore", "--check", "text")
	if out := s.must(t, "", "restore", "--check", "a.db"); !strings.Contains(out, "0 questions, 0 events, every event verified") {
		t.Error(out)
	}
	other := newSetting(t, "AUDIENSI_DATABASE=mysql:u:secret@tcp(127.0.0.1:1)/a")
	other.refused(t, 1, "of another kind of database", "restore", filepath.Join(s.dir, "a.db"))
	if out := other.must(t, "", "restore", "--check", filepath.Join(s.dir, "dump.sql")); !strings.Contains(out, "complete") {
		t.Error(out)
	}
	elsewhere := newSetting(t)
	elsewhere.must(t, "", "restore", filepath.Join(s.dir, "a.db"))
	elsewhere.must(t, "", "user", "list")
}
