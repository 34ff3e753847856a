package cmd_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestSession_figures measures a session of 5,000 questions, each with five events;
// AUDIENSI_TEST_FIGURES=1 go test ./cmd -run TestSession_figures -v shows the figures.
func TestSession_figures(t *testing.T) {
	if os.Getenv("AUDIENSI_TEST_FIGURES") == "" {
		t.Skip("a measurement")
	}
	for name, database := range servers {
		dsn := database(t)
		s := server(t, dsn)
		id := seed(t, dsn, 5000)
		file := filepath.Join(s.dir, "hall.zip")
		measured(t, name+" export", s, "session", "export", id.String(), file)
		if info, err := os.Stat(file); err == nil {
			t.Logf("%s: %.1f MB", name, float64(info.Size())/1e6)
		}
		to := server(t, database(t))
		measured(t, name+" import", to, "session", "import", file)
		measured(t, name+" import again", to, "session", "import", file)
	}
}

// measured runs the program and logs how long it took and the most memory that it held.
func measured(t *testing.T, what string, s setting, args ...string) {
	t.Helper()
	c := s.command(t.Context(), t, args...)
	began := time.Now()
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s: %.1f s, at most %d MB resident", what, time.Since(began).Seconds(), peak(c))
}
