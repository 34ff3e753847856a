package backup

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"audiensi/migrations"
)

// Contents is how much a database holds. Outdated says that `audiensi migrate
// up` has to bring it to the form that this program expects.
type Contents struct {
	Sessions, Questions, Events int64
	Outdated                    bool
}

// String says it in words.
func (c Contents) String() string {
	return fmt.Sprintf("%d sessions, %d questions, %d events", c.Sessions, c.Questions, c.Events)
}

// look counts what the database holds. It returns ErrForeign for one that has
// not the tables of Audiensi, and migrations.ErrNewer for a newer program's.
func look(ctx context.Context, db *sql.DB, dialect string) (c Contents, err error) {
	const counts = "SELECT (SELECT COUNT(*) FROM sessions), (SELECT COUNT(*) FROM questions), (SELECT COUNT(*) FROM events), COUNT(*) FROM goose_db_version"
	var migrated int64
	if err := db.QueryRowContext(ctx, counts).Scan(&c.Sessions, &c.Questions, &c.Events, &migrated); err != nil {
		return c, fmt.Errorf("%w (%w)", ErrForeign, err)
	}
	migrator, err := migrations.New(db, dialect)
	if err != nil {
		return c, err
	}
	err = migrator.Check(ctx)
	if errors.Is(err, migrations.ErrOlder) {
		c.Outdated = true
		return c, nil
	}
	return c, err
}
