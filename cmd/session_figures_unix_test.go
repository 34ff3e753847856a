//go:build unix

package cmd_test

import (
	"os/exec"
	"syscall"
)

// peak returns the most megabytes that the ended program held (Linux counts kilobytes).
func peak(c *exec.Cmd) int64 {
	usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return usage.Maxrss >> 10
}
