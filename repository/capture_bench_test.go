package repository_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/ledger"
	"audiensi/domain/usecase"
	"audiensi/repository"
	"audiensi/repository/testdb"
)

// BenchmarkCapture saves captured questions from 64 goroutines, through the
// store and by the same two inserts with prepared statements of database/sql.
func BenchmarkCapture(b *testing.B) {
	server, err := testdb.StartMySQL(b.Context(), testdb.Options{Durable: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = server.Stop() })
	admin, _ := sql.Open("mysql", server.DSN(""))
	if _, err := admin.ExecContext(b.Context(), "CREATE DATABASE audiensi"); err != nil {
		b.Fatal(err)
	}
	_ = admin.Close()
	for _, name := range []string{"mariadb", "sqlite"} {
		dsn := "sqlite:" + testdb.SQLiteFile(b)
		if name == "mariadb" {
			dsn = "mysql:" + server.DSN("audiensi")
		}
		store := open(b, dsn)
		b.Run(name+"/store", func(b *testing.B) {
			each(b, func(ctx context.Context) error {
				q := domaintest.Captured(domain.NewID[domain.SessionKind](domaintest.Now), domaintest.Now)
				return store.InTx(ctx, func(ctx context.Context, tx usecase.Tx) error { return tx.SaveQuestion(ctx, q) })
			})
		})
		raw := newRaw(b, store)
		b.Run(name+"/raw", func(b *testing.B) { each(b, raw.capture) })
	}
}

func each(b *testing.B, f func(context.Context) error) {
	b.SetParallelism(32) // times two processors
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := f(b.Context()); err != nil {
				b.Error(err)
			}
		}
	})
}

// raw copies a stored row with fresh keys.
type raw struct {
	db              *sql.DB
	question, event *sql.Stmt
	columns         []string
	row             []any
}

func newRaw(b *testing.B, store *repository.Store) *raw {
	r := &raw{db: store.DB()}
	if store.Dialect() == repository.SQLite {
		r.db.SetMaxOpenConns(1)
	}
	rows, err := r.db.QueryContext(b.Context(), "SELECT * FROM questions LIMIT 1")
	if err != nil || !rows.Next() {
		b.Fatal(err)
	}
	r.columns, _ = rows.Columns()
	r.row = make([]any, len(r.columns))
	to := make([]any, len(r.columns))
	for i := range to {
		to[i] = &r.row[i]
	}
	if err := rows.Scan(to...); err != nil {
		b.Fatal(err)
	}
	_ = rows.Close()
	marks := strings.TrimSuffix(strings.Repeat("?,", len(r.columns)), ",")
	r.question, err = r.db.PrepareContext(b.Context(), fmt.Sprintf("INSERT INTO questions (%s) VALUES (%s)", strings.Join(r.columns, ","), marks))
	if err != nil {
		b.Fatal(err)
	}
	r.event, err = r.db.PrepareContext(b.Context(), "INSERT INTO events (stream, seq, kind, occurred_at, recorded_at, body, hash, seals) VALUES (?,1,'question.captured',?,?,?,?,?)")
	if err != nil {
		b.Fatal(err)
	}
	return r
}

func (r *raw) capture(ctx context.Context) error {
	q := domaintest.Captured(domain.NewID[domain.SessionKind](domaintest.Now), domaintest.Now)
	s, e := q.State(), q.Pending()[0]
	args := append([]any(nil), r.row...)
	for i, name := range r.columns {
		switch name {
		case "id":
			args[i] = s.ID.Bytes()
		case "capture_key":
			args[i] = s.CaptureKey[:]
		case "receipt":
			args[i] = s.Receipt[:]
		}
	}
	body := e.Encode()
	hash := sha256.Sum256(body)
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.StmtContext(ctx, r.question).ExecContext(ctx, args...); err != nil {
		return err
	}
	if _, err := tx.StmtContext(ctx, r.event).ExecContext(ctx, s.ID.Bytes(), e.OccurredAt.UnixMicro(), e.RecordedAt.UnixMicro(),
		body, hash[:], ledger.EncodeSeals(e.Seals)); err != nil {
		return err
	}
	return tx.Commit()
}
