//go:build unix

package cmd_test

import (
	"net"
	"path/filepath"
	"testing"
	"time"
)

// As systemd does for a unit with Type=notify.
func TestServe_tells_the_service_manager(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "notify")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	told := func(want string) {
		t.Helper()
		buf := make([]byte, 100)
		n, err := conn.Read(buf)
		if err != nil || string(buf[:n]) != want {
			t.Errorf("told %q, %v, want %q", buf[:n], err, want)
		}
	}
	s := newSetting(t, "NOTIFY_SOCKET="+socket)
	p := s.serve(t, "serve", "--migrate")
	told("READY=1")
	if code := p.stop(); code != 0 {
		t.Errorf("exit %d\n%s", code, p.log())
	}
	told("STOPPING=1")
	deaf := newSetting(t, "NOTIFY_SOCKET=/no/such/socket")
	if code := deaf.serve(t, "serve", "--migrate").stop(); code != 0 {
		t.Errorf("nobody listens: exit %d", code)
	}
}
