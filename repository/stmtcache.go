package repository

import (
	"context"
	"database/sql/driver"
	"errors"
)

// cachedStatements bounds the prepared statements of one connection. A MySQL
// server allows 16,382 in all by default.
const cachedStatements = 128

// cachingConnector opens connections that prepare each statement once. The
// statements of database/sql need a second connection to be prepared inside a
// transaction, and GORM's are prepared anew in every one.
type cachingConnector struct {
	inner    driver.Connector // nil: drv opens dsn
	implicit bool             // autocommit is off
	drv      driver.Driver
	dsn      string
}

// Driver implements driver.Connector.
func (c cachingConnector) Driver() driver.Driver {
	if c.inner != nil {
		return c.inner.Driver()
	}
	return c.drv
}

// Connect implements driver.Connector.
func (c cachingConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.open(ctx)
	if err != nil {
		return nil, err
	}
	inner, ok := conn.(innerConn)
	if !ok {
		return nil, errors.Join(errors.New("database driver lacks a needed method"), conn.Close())
	}
	return &cachingConn{innerConn: inner, stmts: map[string]driver.Stmt{}, implicit: c.implicit}, nil
}

func (c cachingConnector) open(ctx context.Context) (driver.Conn, error) {
	if c.inner != nil {
		return c.inner.Connect(ctx)
	}
	return c.drv.Open(c.dsn)
}

// innerConn is what both drivers' connections can do.
type innerConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// cachingConn is used by one goroutine at a time, and the rows of a statement
// are closed before it runs again: the units of work of this package see to that.
type cachingConn struct {
	innerConn
	stmts    map[string]driver.Stmt
	implicit bool
}

// BeginTx implements driver.ConnBeginTx. Where autocommit is off nothing has to
// be sent: the first statement begins.
func (c *cachingConn) BeginTx(ctx context.Context, options driver.TxOptions) (driver.Tx, error) {
	if c.implicit && options == (driver.TxOptions{}) {
		return implicitTx{c.innerConn}, nil
	}
	return c.innerConn.BeginTx(ctx, options)
}

// implicitTx ends what the statements since the last one began.
type implicitTx struct{ conn innerConn }

func (t implicitTx) Commit() error   { return t.end("COMMIT") }
func (t implicitTx) Rollback() error { return t.end("ROLLBACK") }

func (t implicitTx) end(how string) error {
	_, err := t.conn.ExecContext(context.Background(), how, nil)
	return err
}

// ExecContext implements driver.ExecerContext.
func (c *cachingConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if stmt, err := c.prepared(ctx, query, args); err != nil {
		return nil, err
	} else if stmt != nil {
		return stmt.(driver.StmtExecContext).ExecContext(ctx, args)
	}
	return c.innerConn.ExecContext(ctx, query, args)
}

// QueryContext implements driver.QueryerContext.
func (c *cachingConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if stmt, err := c.prepared(ctx, query, args); err != nil {
		return nil, err
	} else if stmt != nil {
		return stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
	}
	return c.innerConn.QueryContext(ctx, query, args)
}

// CheckNamedValue implements driver.NamedValueChecker as the driver does.
func (c *cachingConn) CheckNamedValue(v *driver.NamedValue) error {
	if checker, ok := c.innerConn.(driver.NamedValueChecker); ok {
		return checker.CheckNamedValue(v)
	}
	return driver.ErrSkip
}

// prepared returns the statement, nil for one without arguments: those are
// definitions and other commands that are not repeated.
func (c *cachingConn) prepared(ctx context.Context, query string, args []driver.NamedValue) (driver.Stmt, error) {
	if len(args) == 0 {
		return nil, nil
	}
	if stmt, ok := c.stmts[query]; ok {
		return stmt, nil
	}
	if len(c.stmts) >= cachedStatements {
		c.forget()
	}
	stmt, err := c.innerConn.PrepareContext(ctx, query)
	if number(err) == mysqlTooManyStatements {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c.stmts[query] = stmt
	return stmt, nil
}

func (c *cachingConn) forget() {
	for query, stmt := range c.stmts {
		_ = stmt.Close() // frees memory at the server; a broken connection says so by itself
		delete(c.stmts, query)
	}
}

// Close implements driver.Conn. The server is told goodbye, which fails where it
// has gone first; either way the connection is closed, so that is no error.
func (c *cachingConn) Close() error {
	c.forget()
	_ = c.innerConn.Close()
	return nil
}
