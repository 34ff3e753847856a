package cmd_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"audiensi/cmd"
	"audiensi/repository/testdb"
)

// asProgram makes the test binary be the program: so tests run the real one as
// a process, with the race detector in it where the tests have it.
const asProgram = "AUDIENSI_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(cmd.Main(os.Args[1:], nil))
	}
	testdb.Main(m)
}

// setting is where and how a test runs the program.
type setting struct {
	dir string
	env []string // NAME=value, besides what every program needs
}

func newSetting(t *testing.T, env ...string) setting {
	t.Helper()
	return setting{dir: t.TempDir(), env: env}
}

// command returns the program with the arguments, not started.
func (s setting) command(ctx context.Context, t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(ctx, self, args...)
	c.Dir = s.dir
	c.Env = append([]string{asProgram + "=1", "PATH=" + os.Getenv("PATH"), "HOME=" + s.dir, "SYSTEMROOT=" + os.Getenv("SYSTEMROOT")}, s.env...)
	return c
}

// outcome is what a program that ended left behind.
type outcome struct {
	out, err string
	code     int
}

// run runs the program to its end with input on its standard input.
func (s setting) run(t *testing.T, input string, args ...string) outcome {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var out, errs bytes.Buffer
	c := s.command(ctx, t, args...)
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(input), &out, &errs
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%v: %v", args, err)
	}
	return outcome{out.String(), errs.String(), c.ProcessState.ExitCode()}
}

// must runs the program, which must succeed, and returns what it printed.
func (s setting) must(t *testing.T, input string, args ...string) string {
	t.Helper()
	got := s.run(t, input, args...)
	if got.code != 0 {
		t.Fatalf("%v: exit %d\n%s", args, got.code, got.err)
	}
	return got.out
}

// refused runs the program, which must fail with the code and say all of the words, once.
func (s setting) refused(t *testing.T, code int, words string, args ...string) {
	t.Helper()
	got := s.run(t, "", args...)
	if got.code != code || strings.Count(got.err, words) != 1 || got.out != "" {
		t.Errorf("%v: exit %d, want %d and %q once on standard error only\n%s\n%s", args, got.code, code, words, got.out, got.err)
	}
}

func TestBuild_carries_version_and_contract(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	program := filepath.Join(t.TempDir(), "audiensi.exe")
	build := exec.CommandContext(t.Context(), "go", "build", "-ldflags", "-X audiensi/cmd.Version=v1.2.3", "-o", program, "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.CommandContext(t.Context(), program, "version").Output()
	if err != nil || !strings.HasPrefix(string(out), "audiensi v1.2.3 (go") {
		t.Errorf("%v: %s", err, out)
	}
}
