package testdb

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
)

// ExternalDSN is the environment variable that names a server to use instead of a throw-away
// one, as a go-sql-driver DSN. Its user must be allowed to create and drop databases; the
// database it names, if any, is not touched.
const ExternalDSN = "AUDIENSI_TEST_MYSQL_DSN"

const adminTimeout = 30 * time.Second

// MySQL creates an empty utf8mb4 database for tb and returns its DSN in go-sql-driver form. The
// database is dropped when tb ends, so connections opened in tb must be closed by then.
//
// With SHORT=1 in the environment it skips tb. Where no server can be had it fails tb and says
// what to install.
func MySQL(tb testing.TB) string {
	tb.Helper()
	if os.Getenv("SHORT") == "1" {
		tb.Skip("SHORT=1: tests on MariaDB are left out")
	}
	server, err := serverConfig()
	if err != nil {
		tb.Fatalf("testdb: no MariaDB for this test: %v", err)
	}
	name := "audiensi_test_" + randomHex(8)
	if err := execAdmin(server, "CREATE DATABASE "+name+" CHARACTER SET utf8mb4"); err != nil {
		tb.Fatalf("testdb: %v", err)
	}
	tb.Cleanup(func() {
		if err := execAdmin(server, "DROP DATABASE "+name); err != nil {
			tb.Errorf("testdb: %v (has the test left a transaction open?)", err)
		}
	})
	config := server.Clone()
	config.DBName = name
	return config.FormatDSN()
}

// serverConfig describes the server to create databases on, without a database name.
func serverConfig() (*mysql.Config, error) {
	if dsn := os.Getenv(ExternalDSN); dsn != "" {
		config, err := mysql.ParseDSN(dsn)
		if err != nil {
			return nil, fmt.Errorf("parse %s: %w", ExternalDSN, err)
		}
		config.DBName = ""
		return config, nil
	}
	server, err := shared.get()
	if err != nil {
		return nil, err
	}
	return server.config(""), nil
}

// execAdmin runs one statement on a connection of its own. It waits at most some seconds for
// locks held by others, so that a leaked transaction shows as an error and not as a hang.
func execAdmin(config *mysql.Config, statement string) error {
	ctx, cancel := context.WithTimeout(context.Background(), adminTimeout)
	defer cancel()
	db, err := openAdmin(config)
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, statement); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}

func openAdmin(config *mysql.Config) (*sql.DB, error) {
	admin := config.Clone()
	if admin.Params == nil {
		admin.Params = map[string]string{}
	}
	admin.Params["lock_wait_timeout"] = "10"
	connector, err := mysql.NewConnector(admin)
	if err != nil {
		return nil, fmt.Errorf("configure connection: %w", err)
	}
	return sql.OpenDB(connector), nil
}

// randomHex returns n random bytes as 2n hexadecimal digits.
func randomHex(n int) string {
	b := make([]byte, n)
	rand.Read(b) // never fails: crypto/rand ends the program instead
	return hex.EncodeToString(b)
}
