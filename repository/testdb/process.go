package testdb

import (
	"os"
	"os/exec"
	"runtime"
)

// process is a started command. One goroutine owns it and ends with it.
type process struct {
	cmd  *exec.Cmd
	done chan struct{} // closed when the process is gone
	err  error         // how it ended; read it after done
}

// startProcess starts cmd from a thread that lives as long as the process: Linux sends the parent
// death signal when the starting thread ends, not the program (golang.org/issue/27505).
func startProcess(cmd *exec.Cmd) (*process, error) {
	p := &process{cmd: cmd, done: make(chan struct{})}
	started := make(chan error, 1)
	go func() {
		defer close(p.done)
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if p.err = cmd.Start(); p.err != nil {
			started <- p.err
			return
		}
		started <- nil
		p.err = cmd.Wait()
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	return p, nil
}

func (p *process) signal(sig os.Signal) error { return p.cmd.Process.Signal(sig) }

func (p *process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}
