package testdb

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// tempPrefix begins the name of every temporary directory, so that abandoned ones can be found.
const tempPrefix = "audiensi-testdb-"

// directory holds one server's data, log and socket.
type directory struct {
	path      string
	owner     *account
	temporary bool
	release   func() error // gives up the claim that keeps removeAbandoned away
}

// openDirectory prepares path, or a temporary directory if path is empty, for the account the
// server will run as.
func openDirectory(path string) (*directory, error) {
	owner, err := serverAccount()
	if err != nil {
		return nil, err
	}
	d := &directory{path: path, owner: owner, temporary: path == ""}
	if err := d.create(); err != nil {
		return nil, fmt.Errorf("directory for mariadbd: %w", err)
	}
	if d.release, err = claim(d.path); err != nil {
		return nil, fmt.Errorf("directory for mariadbd: %w", err)
	}
	if err := d.owner.chown(d.path); err != nil {
		return nil, errors.Join(fmt.Errorf("directory for mariadbd: %w", err), d.close())
	}
	return d, nil
}

func (d *directory) create() (err error) {
	if d.temporary {
		removeAbandoned(os.TempDir())
		d.path, err = os.MkdirTemp("", tempPrefix)
		return err
	}
	if d.path, err = filepath.Abs(d.path); err != nil {
		return err
	}
	return os.MkdirAll(d.path, 0o700)
}

func (d *directory) data() string { return filepath.Join(d.path, "data") }

// installed says whether the system tables are there.
func (d *directory) installed() bool {
	_, err := os.Stat(filepath.Join(d.data(), "mysql", "global_priv.frm"))
	return err == nil
}

// write replaces a file that only the server's account can read.
func (d *directory) write(name, text string) error {
	path := filepath.Join(d.path, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return fmt.Errorf("directory for mariadbd: %w", err)
	}
	return d.owner.chown(path)
}

// createLog empties the server's log: it holds what the latest start wrote.
func (d *directory) createLog() (*os.File, error) {
	log, err := os.Create(filepath.Join(d.path, "mariadbd.log"))
	if err != nil {
		return nil, fmt.Errorf("log of mariadbd: %w", err)
	}
	return log, nil
}

// close gives the directory up and removes it if it is temporary.
func (d *directory) close() error {
	err := d.release()
	if d.temporary {
		err = os.RemoveAll(d.path)
	}
	if err != nil {
		return fmt.Errorf("directory of mariadbd: %w", err)
	}
	return nil
}

// removeAbandoned removes directories whose process ended without Stop, as one killed by a test
// timeout does. It spares young ones, whose process may not have claimed them yet. What cannot be
// removed belongs to another user and is left to them.
func removeAbandoned(parent string) {
	paths, _ := filepath.Glob(filepath.Join(parent, tempPrefix+"*"))
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || time.Since(info.ModTime()) < time.Minute {
			continue
		}
		if abandoned(path) {
			os.RemoveAll(path)
		}
	}
}
