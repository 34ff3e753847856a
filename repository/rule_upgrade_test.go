package repository_test

import (
	"context"
	"testing"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/usecase"
	"audiensi/migrations"
	"audiensi/repository"
	"audiensi/repository/testdb"
)

// Rules that were stored before rules had terms have none, and take some.
func TestRulesFromBeforeTerms(t *testing.T) {
	for name, dsn := range map[string]string{"sqlite": "sqlite:" + testdb.SQLiteFile(t), "mariadb": "mysql:" + testdb.MySQL(t)} {
		t.Run(name, func(t *testing.T) {
			store := open(t, dsn)
			old := domaintest.Rule(1, "dinsos")
			insertRuleBeforeTerms(t, store, old.ID)
			err := store.InTx(t.Context(), func(ctx context.Context, tx usecase.Tx) error {
				r, err := tx.LoadRule(ctx, old.ID)
				if err != nil {
					return err
				}
				if r.Terms != nil {
					t.Errorf("terms %q", r.Terms)
				}
				r.Terms = old.Terms
				return tx.SaveRule(ctx, r)
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}

// insertRuleBeforeTerms takes the migrations back that brought the terms and
// what followed, inserts a rule and migrates again.
func insertRuleBeforeTerms(t *testing.T, store *repository.Store, id domain.RuleID) {
	t.Helper()
	migrator, err := migrations.New(store.DB(), store.Dialect())
	if err != nil {
		t.Fatal(err)
	}
	for version := int64(0); version != 18; {
		if version, err = migrator.Down(t.Context()); err != nil || version == 0 {
			t.Fatalf("down: %d, %v", version, err)
		}
	}
	_, err = store.DB().ExecContext(t.Context(), `INSERT INTO routing_rules (id, version, position, category, class, kecamatan,
		asker_role, dinas, valid_from, valid_to, note) VALUES (?, 1, 1, '', '', '', '', 'dinsos', '', '', '')`, id.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := migrator.Up(t.Context()); err != nil {
		t.Fatal(err)
	}
}
