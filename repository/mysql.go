package repository

import (
	"database/sql"
	"fmt"
	"time"

	"github.com/go-sql-driver/mysql"
	gormmysql "gorm.io/driver/mysql"
	"gorm.io/gorm"
)

const (
	mysqlConns   = 64
	mysqlWriters = 2 // one writes while the other waits for the disk
	mysqlDial    = 5 * time.Second
	mysqlLife    = 30 * time.Minute // so that connections move back after a failover
	mysqlLockSec = "10"             // a waiting unit is retried after that
)

// openMySQL opens the pool of a MySQL-compatible server.
func (s *Store) openMySQL(dsn string, maxOpen int) error {
	config, err := mysqlConfig(dsn)
	if err != nil {
		return err
	}
	if maxOpen <= 0 {
		maxOpen = mysqlConns
	}
	if s.reader, err = mysqlPool(config, (maxOpen+1)/2, false); err != nil {
		return err
	}
	if s.writer, err = mysqlPool(config, (maxOpen+1)/2, true); err != nil {
		return err
	}
	s.plain = s.reader
	s.dialect = dialect{name: MySQL, writers: mysqlWriters, lower: "LOWER", forUpdate: " FOR UPDATE", orm: func(db *sql.DB) gorm.Dialector {
		return gormmysql.New(gormmysql.Config{Conn: db})
	}}
	return nil
}

// mysqlPool returns a pool of n connections. With implicit, its transactions
// begin with their first statement (autocommit is off): a round trip less each.
func mysqlPool(config *mysql.Config, n int, implicit bool) (*sql.DB, error) {
	config = config.Clone()
	if implicit {
		config.Params["autocommit"] = "0"
	}
	connector, err := mysql.NewConnector(config)
	if err != nil {
		return nil, fmt.Errorf("mysql: %w", err)
	}
	db := sql.OpenDB(cachingConnector{inner: connector, implicit: implicit})
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	db.SetConnMaxLifetime(mysqlLife)
	return db, nil
}

// mysqlConfig adds what this package relies on to the administrator's DSN:
// matched rows count as affected, times are UTC, faulty values are errors. An
// error about the DSN must not show its password.
func mysqlConfig(dsn string) (*mysql.Config, error) {
	config, err := mysql.ParseDSN(dsn)
	if err != nil {
		return nil, fmt.Errorf("mysql: the address is not of the form USER:PASSWORD@tcp(HOST:PORT)/NAME")
	}
	if config.DBName == "" {
		return nil, fmt.Errorf("mysql: the address names no database")
	}
	config.ParseTime, config.Loc = true, time.UTC
	config.ClientFoundRows, config.InterpolateParams, config.MultiStatements = true, true, false
	if err := config.Apply(mysql.Charset("utf8mb4", "")); err != nil {
		return nil, fmt.Errorf("mysql: %w", err)
	}
	if config.Timeout == 0 {
		config.Timeout = mysqlDial
	}
	if config.Params == nil {
		config.Params = map[string]string{}
	}
	config.Params["sql_mode"] = "'TRADITIONAL'"
	config.Params["time_zone"] = "'+00:00'"
	if config.Params["innodb_lock_wait_timeout"] == "" {
		config.Params["innodb_lock_wait_timeout"] = mysqlLockSec
	}
	config.Logger = &mysql.NopLogger{}
	return config, nil
}
