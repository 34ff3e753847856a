//go:build !linux

package testdb

import (
	"errors"
	"os"
	"syscall"
)

// account is never set here: only on Linux does a server run as another user than the tests.
type account struct{}

func serverAccount() (*account, error) {
	if os.Geteuid() == 0 {
		return nil, errors.New("mariadbd does not run as root: run the tests as another user")
	}
	return nil, nil
}

func (*account) chown(string) error { return nil }

// childAttr has nothing to set: a server outlives a process that ends without Stop.
func childAttr(*account) *syscall.SysProcAttr { return nil }

// claim does nothing: mariadbd itself refuses data that another one has open.
func claim(string) (release func() error, err error) {
	return func() error { return nil }, nil
}

// abandoned never says yes: without Linux's lock nobody can tell whether dir is still used.
func abandoned(string) bool { return false }
