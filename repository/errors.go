package repository

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"slices"
	"time"

	"github.com/go-sql-driver/mysql"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"audiensi/domain"
	"audiensi/domain/usecase"
)

// retryAfter is when a caller may hope for a database that went away.
const retryAfter = 2 * time.Second

// Numbers of MySQL, MariaDB and TiDB.
const (
	mysqlDuplicate         = 1062
	mysqlTooManyStatements = 1461
)

var (
	// conflicts roll the unit back; it may succeed when run again: record
	// changed since the snapshot, lock wait timeout, deadlock, TiDB's write
	// conflict and changed schema.
	conflicts = []uint16{1020, 1205, 1213, 8028, 9007}
	// outages pass by themselves or by an operator: disk full, out of memory,
	// too many connections, shutdown, table full, no quorum (1047; 1180 at
	// commit), read-only server, connection killed, statement killed.
	outages = []uint16{1021, 1037, 1040, 1041, 1047, 1053, 1079, 1114, 1180, 1203, 1226, 1290, 1317, 1836, 1927, 1969, 3024}
	// sqliteOutages are primary result codes: out of memory, disk I/O, full,
	// cannot open, locking protocol.
	sqliteOutages = []int{sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL}
)

// translate is the one place where a driver's error gets a meaning. Errors that
// have one already, and those that nobody foresaw, stay as they are.
func translate(err error) error {
	var known *domain.Error
	switch {
	case err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled):
		return err
	case isUnavailable(err):
		return unavailable(err)
	}
	if what, ok := duplicate(err); ok {
		e := domain.Fail(domain.Conflict, domain.ReasonAlreadyExists).With("what", what)
		e.Err = err
		return e
	}
	return err
}

func unavailable(err error) error {
	return &domain.Error{Code: domain.Unavailable, Reason: domain.ReasonUnavailable, RetryAfter: retryAfter, Err: err}
}

// isConflict reports whether the unit may succeed when it is run again.
func isConflict(err error) bool {
	if errors.Is(err, errRerun) || errors.Is(err, usecase.ErrOvertaken) {
		return true
	}
	code := sqliteCode(err) & 0xff
	return slices.Contains(conflicts, number(err)) || code == sqlite3.SQLITE_BUSY || code == sqlite3.SQLITE_LOCKED
}

// isUnavailable reports whether the database cannot be reached or cannot work
// now, and says nothing about what was asked. A deadline that passed counts.
func isUnavailable(err error) bool {
	var network net.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, driver.ErrBadConn), errors.Is(err, mysql.ErrInvalidConn),
		errors.Is(err, sql.ErrConnDone), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &network):
		return true
	}
	return slices.Contains(outages, number(err)) || slices.Contains(sqliteOutages, sqliteCode(err)&0xff)
}

// number returns MySQL's error number, 0 for other errors.
func number(err error) uint16 {
	var e *mysql.MySQLError
	if errors.As(err, &e) {
		return e.Number
	}
	return 0
}

// sqliteCode returns SQLite's extended result code, 0 for other errors.
func sqliteCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}
