package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"audiensi/cmd"
)

var environment = regexp.MustCompile(`(?m)^Environment=(AUDIENSI_\S+)$`)

// unit returns the text of a file in deploy/.
func unit(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("deploy", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What a unit sets is a configuration without faults, and stopping has the time
// that the program takes for it.
func TestUnits_set_a_good_configuration(t *testing.T) {
	for _, name := range []string{"audiensi.service", "audiensi-backup.service"} {
		var environ []string
		for _, m := range environment.FindAllStringSubmatch(unit(t, name), -1) {
			environ = append(environ, m[1])
		}
		config, err := cmd.ReadConfig(environ)
		if err != nil || len(environ) == 0 {
			t.Errorf("%s: %v, %v", name, environ, err)
		}
		if config.Database != "sqlite:/var/lib/audiensi/audiensi.db" {
			t.Errorf("%s: %s", name, config.Database)
		}
	}
	stop := regexp.MustCompile(`(?m)^TimeoutStopSec=(\S+)$`).FindStringSubmatch(unit(t, "audiensi.service"))
	config, err := cmd.ReadConfig(nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := time.ParseDuration(stop[1]); err != nil || got <= config.ShutdownTimeout {
		t.Errorf("TimeoutStopSec=%s, AUDIENSI_SHUTDOWN_TIMEOUT is %v", stop[1], config.ShutdownTimeout)
	}
}

// TestUnits_are_understood asks systemd; the program's path is one that exists.
func TestUnits_are_understood(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("no systemd-analyze here")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var paths []string
	for _, name := range []string{"audiensi.service", "audiensi-backup.service", "audiensi-backup.timer"} {
		text := strings.ReplaceAll(unit(t, name), "/usr/local/bin/audiensi", self)
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	out, err := exec.CommandContext(t.Context(), analyze, append([]string{"verify", "--man=no"}, paths...)...).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	for line := range strings.Lines(string(out)) { // it warns of what it does not know, and of other units
		if strings.Contains(line, dir) {
			t.Error(line)
		}
	}
}
