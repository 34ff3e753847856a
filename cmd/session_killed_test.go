package cmd_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"audiensi/repository"
)

// entriesOf returns what the file holds, by name.
func entriesOf(t *testing.T, file []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(text)
	}
	return all
}

// many are so many questions that an import of them can be caught in the middle.
const many = 2000

func TestSessionImport_killed_in_the_middle_goes_on(t *testing.T) {
	laptop := server(t, "sqlite:"+filepath.Join(t.TempDir(), "laptop.db"))
	id := seed(t, databaseOf(laptop), many)
	file := filepath.Join(laptop.dir, "hall.zip")
	laptop.must(t, "", "session", "export", id.String(), file)
	for name, database := range servers {
		t.Run(name, func(t *testing.T) {
			dsn := database(t)
			s := server(t, dsn)
			store, err := repository.Open(t.Context(), repository.Config{DSN: dsn})
			if err != nil {
				t.Fatal(err)
			}
			defer store.Close()
			c := s.command(context.Background(), t, "session", "import", file)
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			for until := time.Now().Add(time.Minute); counted(t, store, "SELECT COUNT(*) FROM questions") == 0; {
				if time.Now().After(until) {
					t.Fatal("nothing was written in a minute")
				}
				time.Sleep(time.Millisecond)
			}
			_ = c.Process.Kill()
			_ = c.Wait() // killed
			n := counted(t, store, "SELECT COUNT(*) FROM questions")
			if n == 0 || n == many {
				t.Fatalf("%d questions: not killed in the middle", n)
			}
			if out := s.must(t, "", "session", "import", file); !strings.Contains(out, "questions: "+strconv.Itoa(many-n)+" new") {
				t.Error(out)
			}
			if all := chains(t, dsn); len(all) != many {
				t.Errorf("%d questions", len(all))
			}
			if left := counted(t, store, "SELECT COUNT(*) FROM events WHERE kind LIKE 'question.%'"); left != 5*many {
				t.Errorf("%d events, want %d", left, 5*many)
			}
		})
	}
}
