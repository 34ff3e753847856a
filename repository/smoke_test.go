package repository_test

import (
	"testing"

	"audiensi/migrations"
	"audiensi/repository"
	"audiensi/repository/testdb"
)

func TestMain(m *testing.M) { testdb.Main(m) }

func TestSmoke(t *testing.T) {
	for _, dsn := range []string{"sqlite::memory:", "sqlite:" + testdb.SQLiteFile(t), "mysql:" + testdb.MySQL(t)} {
		s, err := repository.Open(t.Context(), repository.Config{DSN: dsn})
		if err != nil {
			t.Fatal(err)
		}
		m, err := migrations.New(s.DB(), s.Dialect())
		if err != nil {
			t.Fatal(err)
		}
		t.Log(m.Check(t.Context()))
		n, err := m.Up(t.Context())
		t.Log(n, err, m.Check(t.Context()))
		st, err := m.Status(t.Context())
		t.Log(st[0], err)
		v, err := m.Down(t.Context())
		t.Log(v, err, m.Check(t.Context()))
		s.Close()
	}
}
