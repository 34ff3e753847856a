package testdb

import (
	"errors"
	"os/exec"
)

// ErrNotInstalled says that MariaDB's programs are missing and what to do about it.
var ErrNotInstalled = errors.New("mariadbd and mariadb-install-db are not installed: " +
	"install them (Debian: apt-get install mariadb-server-core mariadb-client; `make test` does it where it may), " +
	"or name a server in " + ExternalDSN + ", or set SHORT=1 to leave these tests out")

// programs are the paths of MariaDB's executables.
type programs struct{ server, install string }

func findPrograms() (programs, error) {
	server, install := findProgram("mariadbd"), findProgram("mariadb-install-db")
	if server == "" || install == "" {
		return programs{}, ErrNotInstalled
	}
	return programs{server: server, install: install}, nil
}

// findProgram looks beyond PATH, which on Debian lacks the sbin directories for ordinary users.
func findProgram(name string) string {
	for _, dir := range []string{"", "/usr/sbin/", "/usr/local/sbin/", "/usr/libexec/", "/opt/homebrew/bin/"} {
		if path, err := exec.LookPath(dir + name); err == nil {
			return path
		}
	}
	return ""
}
