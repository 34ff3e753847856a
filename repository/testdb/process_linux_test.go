package testdb_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"audiensi/repository/testdb"
)

const childEnv = "TESTDB_TEST_CHILD"

func TestServer_dies_with_a_killed_parent(t *testing.T) {
	skipShort(t)
	child := exec.Command(os.Args[0], "-test.run=^TestChildStartsServer$", "-test.v")
	temp := reachableDir(t)
	child.Env = append(os.Environ(), childEnv+"=1", "TMPDIR="+temp)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	dsn := readDSN(t, bufio.NewScanner(out))
	if !listening(t, dsn) {
		t.Error("the child's server does not listen")
	}
	child.Process.Kill()
	child.Wait()
	for deadline := time.Now().Add(10 * time.Second); listening(t, dsn); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the server outlives its killed parent")
		}
	}
	requireSweep(t, temp)
}

// requireSweep checks that the next start removes the directory that a killed process left in temp.
func requireSweep(t *testing.T, temp string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(temp, "*"))
	if err != nil || len(left) != 1 {
		t.Fatalf("the killed process left %v, want one directory (%v)", left, err)
	}
	hourAgo := time.Now().Add(-time.Hour)
	if err := os.Chtimes(left[0], hourAgo, hourAgo); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", temp)
	start(t, testdb.Options{})
	if _, err := os.Stat(left[0]); !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", left[0], err)
	}
}

// TestChildStartsServer is the child of the test above: it holds a server until it is killed.
func TestChildStartsServer(t *testing.T) {
	if os.Getenv(childEnv) != "1" {
		t.Skip("runs as a child only")
	}
	server, err := testdb.StartMySQL(t.Context(), testdb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("\nDSN=" + server.DSN(""))
	time.Sleep(time.Minute)
}

func readDSN(t *testing.T, lines *bufio.Scanner) string {
	t.Helper()
	for lines.Scan() {
		if dsn, ok := strings.CutPrefix(lines.Text(), "DSN="); ok {
			return dsn
		}
	}
	t.Fatal("the child printed no DSN")
	return ""
}
