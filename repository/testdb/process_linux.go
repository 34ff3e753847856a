package testdb

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the user a server runs as when the tests run as root, which mariadbd refuses to be.
// A nil account means the tests' own user.
type account struct{ uid, gid int }

func serverAccount() (*account, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"mysql", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.Atoi(u.Uid)
		if err != nil {
			return nil, fmt.Errorf("account %s: %w", name, err)
		}
		gid, err := strconv.Atoi(u.Gid)
		if err != nil {
			return nil, fmt.Errorf("account %s: %w", name, err)
		}
		return &account{uid: uid, gid: gid}, nil
	}
	return nil, errors.New("mariadbd does not run as root and there is no account mysql or nobody")
}

func (a *account) chown(path string) error {
	if a == nil {
		return nil
	}
	return os.Chown(path, a.uid, a.gid)
}

// childAttr makes a child run as owner, outside the terminal's process group (an interrupt is for
// the tests, which then stop the server) and die with this process. The account is changed by Go
// before exec and not by mariadbd, because a change of account clears the parent death signal.
func childAttr(owner *account) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if owner != nil {
		attr.Credential = &syscall.Credential{Uid: uint32(owner.uid), Gid: uint32(owner.gid)}
	}
	return attr
}

// claim takes dir for this process with a lock that the kernel gives back when the process ends.
// It fails if another process has it.
func claim(dir string) (release func() error, err error) {
	f, err := os.OpenFile(filepath.Join(dir, "claim"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(fmt.Errorf("%s is in use: %w", dir, err), f.Close())
	}
	return f.Close, nil
}

// abandoned says whether the process that claimed dir has ended.
func abandoned(dir string) bool {
	release, err := claim(dir)
	return err == nil && release() == nil
}
