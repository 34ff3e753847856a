package testdb

import (
	"fmt"
	"path/filepath"
)

// installArgs is the command line of mariadb-install-db.
func installArgs(dir *directory) []string {
	return []string{
		"--no-defaults",
		"--auth-root-authentication-method=normal",
		"--skip-test-db",
		"--datadir=" + dir.data(),
		"--tmpdir=" + dir.path,
		"--innodb-log-file-size=32M",
	}
}

// serverArgs is the command line of mariadbd: nothing from the machine's own configuration.
func serverArgs(dir *directory, port int, opts Options) []string {
	args := []string{
		"--no-defaults",
		"--datadir=" + dir.data(),
		"--tmpdir=" + dir.path,
		"--socket=" + filepath.Join(dir.path, "sock"),
		"--pid-file=" + filepath.Join(dir.path, "pid"),
		"--init-file=" + filepath.Join(dir.path, "init.sql"),
		"--bind-address=127.0.0.1",
		fmt.Sprintf("--port=%d", port),
		"--skip-name-resolve",
		"--skip-log-bin",
		"--max-connections=300",
		"--character-set-server=utf8mb4",
		"--innodb-buffer-pool-size=64M",
		"--innodb-log-file-size=32M",
	}
	return append(append(args, durabilityArgs(opts.Durable)...), opts.Args...)
}

// durabilityArgs names both kinds in full, so that neither depends on a version's defaults.
func durabilityArgs(durable bool) []string {
	if durable {
		return []string{"--innodb-flush-log-at-trx-commit=1", "--innodb-doublewrite=ON"}
	}
	return []string{"--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=OFF"}
}

// initSQL runs at every start, before the server takes connections: it sets the only account that
// can come in over TCP. One statement a line, as mariadbd's init file requires.
func initSQL(password string) string {
	return fmt.Sprintf(`DROP USER IF EXISTS 'root'@'127.0.0.1', 'root'@'::1';
CREATE OR REPLACE USER '%[1]s'@'127.0.0.1' IDENTIFIED BY '%[2]s';
GRANT ALL PRIVILEGES ON *.* TO '%[1]s'@'127.0.0.1' WITH GRANT OPTION;
`, adminUser, password)
}
