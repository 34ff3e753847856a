package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// tool is a program of MariaDB and its elder of MySQL.
type tool struct{ mariadb, mysql string }

var (
	dumpTool   = tool{"mariadb-dump", "mysqldump"}
	clientTool = tool{"mariadb", "mysql"}
)

// find returns the path of the tool that belongs to the server, else of the
// other one: they understand each other's protocol.
func (t tool) find(serverVersion string) (string, error) {
	names := []string{t.mysql, t.mariadb}
	if strings.Contains(serverVersion, "MariaDB") {
		names = []string{t.mariadb, t.mysql}
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("neither %s nor %s is installed or in PATH: install the client programs of the database server "+
		"(Debian: apt-get install mariadb-client, or mysql-client of MySQL)", names[0], names[1])
}

// run runs the tool on the database. The password is in a file that only this
// account can read, for as long as the tool runs: everybody on the machine can
// read arguments.
func (s *server) run(ctx context.Context, t tool, args []string, in io.Reader, out io.Writer) error {
	path, err := t.find(s.kind)
	if err != nil {
		return err
	}
	options, database, err := optionFile(s.dsn)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(options) }() // nobody else can read it
	// The option file has to be named first.
	c := exec.CommandContext(ctx, path, append(append([]string{"--defaults-file=" + options}, args...), database)...)
	var said bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = in, out, &said
	if err := c.Run(); err != nil {
		return errors.Join(fmt.Errorf("%s: %w: %s", path, err, lastOf(said.String())), ctx.Err())
	}
	return nil
}

// lastOf returns the last line of what a tool said: the reason. The lines above
// may repeat whole statements, with what people wrote.
func lastOf(said string) string {
	said = strings.TrimSpace(said)
	return said[strings.LastIndex(said, "\n")+1:]
}
