package cmd_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// migrated returns a setting with an empty, migrated SQLite file.
func migrated(t *testing.T) setting {
	t.Helper()
	s := newSetting(t)
	s.must(t, "", "migrate", "up")
	return s
}

const goodPassword = "rahasia-sekali"

func TestVersion(t *testing.T) {
	if out := newSetting(t).must(t, "", "version"); !strings.HasPrefix(out, "audiensi ") {
		t.Error(out)
	}
}

func TestUsage_faults_exit_with_2(t *testing.T) {
	s := newSetting(t)
	s.refused(t, 2, `unknown command "serv"`, "serv")
	s.refused(t, 2, "unknown flag: --port", "serve", "--port", "80")
	s.refused(t, 2, "accepts 1 arg(s)", "user", "disable")
	s.refused(t, 2, `required flag(s) "name", "role" not set`, "user", "add", "budi")
	s.refused(t, 2, "say which: audiensi user --help", "user")
	s.refused(t, 2, `unknown command "remove"`, "user", "remove")
}

func TestConfigCheck(t *testing.T) {
	s := newSetting(t, "AUDIENSI_DATABASE=mysql:audiensi:rahasia@tcp(db:3306)/audiensi", "AUDIENSI_TRUSTED_PROXIES=10.0.0.0/8")
	out := s.must(t, "", "config", "check")
	for _, want := range []string{"AUDIENSI_ADDR=127.0.0.1:8080\n", "AUDIENSI_DATABASE=mysql:audiensi:***@tcp(db:3306)/audiensi\n",
		"AUDIENSI_TRUSTED_PROXIES=10.0.0.0/8\n", "AUDIENSI_SWEEP_INTERVAL=1m0s\n", "AUDIENSI_LOG_LEVEL=INFO\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("want %q in\n%s", want, out)
		}
	}
	s.env = append(s.env, "AUDIENSI_ADDR=x", "AUDIENSI_LOG_FORMAT=y")
	s.refused(t, 1, "AUDIENSI_LOG_FORMAT", "config", "check")
	s.refused(t, 1, "AUDIENSI_ADDR", "serve")
}

func TestMigrate(t *testing.T) {
	s := newSetting(t)
	s.refused(t, 1, "run `audiensi migrate up`", "serve") // makes the file
	if out := s.must(t, "", "migrate", "status"); !strings.Contains(out, "waiting") {
		t.Errorf("a new database:\n%s", out)
	}
	s.refused(t, 1, "run `audiensi migrate up`", "user", "list")
	if out := s.must(t, "", "migrate", "up"); !strings.HasSuffix(out, "migrations applied\n") || out[0] == '0' {
		t.Error(out)
	}
	if out := s.must(t, "", "migrate", "up"); out != "0 migrations applied\n" {
		t.Error(out)
	}
	if out := s.must(t, "", "migrate", "status"); strings.Contains(out, "waiting") {
		t.Errorf("a migrated database:\n%s", out)
	}
	s.refused(t, 1, "this deletes data", "migrate", "down")
	if out := s.must(t, "", "migrate", "down", "--yes-delete-data"); !strings.HasSuffix(out, "taken back\n") {
		t.Error(out)
	}
	s.refused(t, 1, "run `audiensi migrate up`", "serve")
}

// A mistyped path must not look like an empty database.
func TestCommands_make_no_database(t *testing.T) {
	s := newSetting(t, "AUDIENSI_DATABASE=sqlite:typo.db")
	for _, args := range [][]string{{"migrate", "status"}, {"migrate", "down", "--yes-delete-data"}, {"user", "list"}, {"user", "disable", "budi"},
		{"reference", "load"}, {"reference", "export", "out"}, {"bench"}} {
		s.refused(t, 1, "there is no database", args...)
	}
	if found, _ := filepath.Glob(filepath.Join(s.dir, "typo.db*")); len(found) > 0 {
		t.Errorf("made %v", found)
	}
	s.must(t, "", "migrate", "up")
	s.must(t, "", "user", "list")
}

func TestUser(t *testing.T) {
	s := migrated(t)
	s.must(t, "", "reference", "load")
	s.must(t, goodPassword+"\n", "user", "add", "ratna", "--name", "Ratna", "--role", "administrator", "--password-stdin")
	s.must(t, goodPassword, "user", "add", "budi", "--name", "Budi", "--role", "staff", "--dinas", "dpmd", "--password-stdin")
	s.must(t, "", "user", "disable", "budi")
	s.must(t, goodPassword+"-baru", "user", "reset-password", "ratna", "--password-stdin")
	out := s.must(t, "", "user", "list")
	if strings.Count(out, "\n") != 3 || !strings.Contains(out, "disabled") || strings.Contains(out, "argon2") {
		t.Error(out)
	}
	s.refused(t, 1, "this is the last administrator", "user", "disable", "ratna")
	s.refused(t, 1, `there is no account "siti"`, "user", "disable", "siti")
	s.refused(t, 1, "use --password-stdin", "user", "reset-password", "ratna")
	if got := s.run(t, "sandi\xffrahasia", "user", "reset-password", "ratna", "--password-stdin"); got.code != 1 || !strings.Contains(got.err, "valid UTF-8") {
		t.Errorf("broken characters: exit %d, %s", got.code, got.err)
	}
	s.refused(t, 1, "standard input holds no password", "user", "reset-password", "ratna", "--password-stdin")
}

func TestUserAdd_tells_every_faulty_value(t *testing.T) {
	s := migrated(t)
	got := s.run(t, "short", "user", "add", "A", "--name", " ", "--role", "king", "--password-stdin")
	for _, want := range []string{"username: 3 to 40", "name: ", "role: one of: administrator, moderator", "password: at least 10 characters"} {
		if got.code != 1 || !strings.Contains(got.err, want) {
			t.Errorf("exit %d, want %q in %s", got.code, want, got.err)
		}
	}
	got = s.run(t, goodPassword, "user", "add", "budi", "--name", "Budi", "--role", "staff", "--dinas", "none", "--password-stdin")
	if got.code != 1 || !strings.Contains(got.err, "dinas: does not exist") {
		t.Errorf("exit %d: %s", got.code, got.err)
	}
}

func TestReference(t *testing.T) {
	s := migrated(t)
	if out := s.must(t, "", "reference", "load"); !strings.HasSuffix(out, " added, 0 were there and stay as they are\n") {
		t.Error(out)
	}
	if out := s.must(t, "", "reference", "load"); !strings.HasPrefix(out, "0 added, ") {
		t.Error(out)
	}
	s.must(t, "", "reference", "export", "exported")
	s.refused(t, 1, "exported is not empty", "reference", "export", "exported")
	if out := s.must(t, "", "reference", "load", "exported"); !strings.HasPrefix(out, "0 added, ") {
		t.Error(out)
	}
	other := migrated(t)
	if out := other.must(t, "", "reference", "load", filepath.Join(s.dir, "exported")); !strings.Contains(out, " added, 0 were there") {
		t.Error(out)
	}
	if err := os.Remove(filepath.Join(s.dir, "exported", "dinas.csv")); err != nil {
		t.Fatal(err)
	}
	s.refused(t, 1, "dinas.csv", "reference", "load", "exported")
}

func TestHealthcheck(t *testing.T) {
	s := newSetting(t)
	s.env = []string{"AUDIENSI_ADDR=127.0.0.1:1"}
	if got := s.run(t, "", "healthcheck"); got.code != 1 || got.err == "" {
		t.Errorf("nobody there: exit %d, %s", got.code, got.err)
	}
	running := s.serve(t, "serve", "--migrate")
	s.env = []string{"AUDIENSI_ADDR=" + running.addr}
	s.must(t, "", "healthcheck")
}
