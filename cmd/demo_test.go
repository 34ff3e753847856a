package cmd_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const demoCounts = "11 sessions in audiensi-demo.db, questions: 17 captured, 15 assigned, 16 in_progress, 7 awaiting_asker, " +
	"22 answered, 68 resolved, 8 dismissed, 153 in all\n"

func TestDemo_is_made_once_and_kept(t *testing.T) {
	s := newSetting(t)
	if err := os.WriteFile(filepath.Join(s.dir, "audiensi-demo.db.unfinished"), []byte("half a demo"), 0o600); err != nil {
		t.Fatal(err)
	}
	first := s.serve(t, "demo")
	if !strings.Contains(first.log(), "making the demo") {
		t.Errorf("not made:\n%s", first.log())
	}
	login(t, "http://"+first.addr, "moderator", "demo-moderator")
	if code := first.stop(); code != 0 {
		t.Errorf("exit %d\n%s", code, first.log())
	}
	second := s.serve(t, "demo")
	if strings.Contains(second.log(), "making the demo") {
		t.Errorf("made again:\n%s", second.log())
	}
	second.stop()
	out, again := first.out.String(), second.out.String()
	if !strings.Contains(out, demoCounts) || !strings.Contains(again, demoCounts) {
		t.Errorf("want %q twice, got\n%s\n%s", demoCounts, out, again)
	}
	if withoutAddress(out, first.addr) != withoutAddress(again, second.addr) {
		t.Errorf("the two differ:\n%s\n%s", out, again)
	}
	if _, err := os.Stat(filepath.Join(s.dir, "audiensi-demo.db.unfinished")); !os.IsNotExist(err) {
		t.Errorf("the unfinished file: %v", err)
	}
}

func withoutAddress(out, addr string) string { return strings.ReplaceAll(out, addr, "ADDRESS") }

func TestDemo_killed_while_it_is_made_begins_anew(t *testing.T) {
	s := newSetting(t)
	c := s.command(t.Context(), t, "demo", "--addr", "127.0.0.1:0")
	errs, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := errs.Read(make([]byte, 20)); err != nil { // it says that it begins
		t.Fatal(err)
	}
	_ = c.Process.Kill()
	_ = c.Wait() // killed
	again := s.serve(t, "demo")
	again.stop()
	if !strings.Contains(again.out.String(), demoCounts) {
		t.Errorf("got\n%s\n%s", again.out.String(), again.log())
	}
}

func TestDemo_refuses(t *testing.T) {
	s := migrated(t)
	s.refused(t, 1, "this is not a demo", "demo", "--addr", "127.0.0.1:0", "--database", "audiensi.db")
	s.refused(t, 1, "listens on the loopback only", "demo", "--addr", "0.0.0.0:0")
	s.refused(t, 1, "is not of the form HOST:PORT", "demo", "--addr", "8080")
	running := s.serve(t, "serve")
	s.refused(t, 1, "another address: --addr", "demo", "--addr", running.addr)
}
