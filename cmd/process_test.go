package cmd_test

import (
	"bufio"
	"context"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// process is a program that serves.
type process struct {
	t     *testing.T
	cmd   *exec.Cmd
	addr  string
	ended chan struct{}
	mu    sync.Mutex
	lines []string // of its standard error
	out   strings.Builder
}

var servingAt = regexp.MustCompile(`msg=serving .*address=(\S+)`)

// serve starts the program on a free port and waits until it serves. It is
// killed when the test ends.
func (s setting) serve(t *testing.T, args ...string) *process {
	t.Helper()
	free := setting{dir: s.dir, env: append([]string{}, s.env...)}
	free.env = append(free.env, "AUDIENSI_ADDR=127.0.0.1:0")
	p := &process{t: t, cmd: free.command(context.Background(), t, args...), ended: make(chan struct{})}
	errs, err := p.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.cmd.Stdout = &p.out
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	at := make(chan string, 1)
	go p.listen(errs, at)
	t.Cleanup(p.kill)
	select {
	case p.addr = <-at:
	case <-p.ended:
		t.Fatalf("%v ended:\n%s", args, p.log())
	case <-time.After(time.Minute):
		t.Fatalf("%v does not serve:\n%s", args, p.log())
	}
	return p
}

// listen collects what the program logs and says where it serves, until it ends.
func (p *process) listen(errs io.Reader, at chan<- string) {
	defer close(p.ended)
	for lines := bufio.NewScanner(errs); lines.Scan(); {
		p.mu.Lock()
		p.lines = append(p.lines, lines.Text())
		p.mu.Unlock()
		if m := servingAt.FindStringSubmatch(lines.Text()); m != nil {
			at <- m[1]
		}
	}
	_ = p.cmd.Wait() // the exit code is in ProcessState
}

func (p *process) log() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(p.lines, "\n")
}

// kill ends the program without any chance to tidy up, as kill -9 does.
func (p *process) kill() {
	_ = p.cmd.Process.Kill() // it may have ended
	<-p.ended
}

// stop asks the program to end and returns its exit code.
func (p *process) stop() int {
	p.t.Helper()
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		p.t.Fatal(err)
	}
	select {
	case <-p.ended:
	case <-time.After(time.Minute):
		p.t.Fatalf("it does not stop:\n%s", p.log())
	}
	return p.cmd.ProcessState.ExitCode()
}
