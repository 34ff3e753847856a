package backup

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strings"

	"github.com/go-sql-driver/mysql"
)

// optionFile writes what the DSN says of the connection for the tools and
// returns the file and the name of the database. Whoever asked removes the file.
func optionFile(dsn string) (path, database string, err error) {
	config, err := mysql.ParseDSN(dsn)
	if err != nil {
		return "", "", errors.New("AUDIENSI_DATABASE is not of the form mysql:USER:PASSWORD@tcp(HOST:3306)/NAME")
	}
	text, err := options(config)
	if err != nil {
		return "", "", err
	}
	f, err := os.CreateTemp("", "audiensi-*.cnf") // for its owner only
	if err != nil {
		return "", "", err
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return "", "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), config.DBName, nil
}

// options are those of every tool. Those that only some tools know begin with
// "loose": the others pass over them.
func options(c *mysql.Config) (string, error) {
	lines := []string{"[client]", option("user", c.User), option("password", c.Passwd)}
	switch c.Net {
	case "unix":
		lines = append(lines, option("socket", c.Addr), "protocol=SOCKET")
	case "tcp":
		host, port, err := net.SplitHostPort(c.Addr)
		if err != nil {
			return "", err
		}
		lines = append(lines, option("host", host), option("port", port), "protocol=TCP")
	default:
		return "", fmt.Errorf("the tools of the database server know no connection of the kind %q: use tcp or unix", c.Net)
	}
	lines = append(lines, encryption(c.TLSConfig)...)
	lines = append(lines, "[mysqldump]", "loose-set-gtid-purged=OFF", "loose-column-statistics=0", "")
	return strings.Join(lines, "\n"), nil
}

// encryption says to the tools what `tls` of the DSN says to this program.
func encryption(tls string) []string {
	switch tls {
	case "true":
		return []string{"loose-ssl=1", "loose-ssl-verify-server-cert=1", "loose-ssl-mode=VERIFY_IDENTITY"}
	case "skip-verify":
		return []string{"loose-ssl=1", "loose-ssl-verify-server-cert=0", "loose-ssl-mode=REQUIRED"}
	}
	return []string{"loose-ssl-verify-server-cert=0", "loose-ssl-mode=PREFERRED", "loose-get-server-public-key=1"}
}

// quoted keeps every character of a value as it is, "#" and quotes too.
var quoted = strings.NewReplacer(`\`, `\\`, `"`, `\"`, `'`, `\'`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

func option(name, value string) string { return name + `="` + quoted.Replace(value) + `"` }
