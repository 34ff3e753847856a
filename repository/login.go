package repository

import (
	"context"
	"crypto/sha256"
	"time"

	"gorm.io/gorm"
)

// loginRow counts failures by the hash of their subject: names that people
// mistype and the addresses they come from are not kept in clear.
type loginRow struct {
	Subject  []byte `gorm:"primaryKey"`
	Failures int
	FailedAt int64
}

// TableName implements GORM's Tabler.
func (loginRow) TableName() string { return "login_failures" }

func subjectHash(subject string) []byte {
	sum := sha256.Sum256([]byte(subject))
	return sum[:]
}

// LoginFailures implements usecase.Accounts.
func (t *txn) LoginFailures(ctx context.Context, subject string) (int, time.Time, error) {
	query := "SELECT * FROM login_failures WHERE subject = ?" + t.forUpdate()
	rows, err := gorm.G[loginRow](t.orm).Raw(query, subjectHash(subject)).Find(ctx)
	if err != nil || len(rows) == 0 {
		return 0, time.Time{}, t.failed(ctx, "load login failures", err)
	}
	row := rows[0]
	return row.Failures, fromInstant(&row.FailedAt), t.failed(ctx, "load login failures", err)
}

// SetLoginFailures implements usecase.Accounts.
func (t *txn) SetLoginFailures(ctx context.Context, subject string, n int, at time.Time) error {
	row := loginRow{Subject: subjectHash(subject), Failures: n, FailedAt: at.UnixMicro()}
	if n == 0 {
		_, err := gorm.G[loginRow](t.orm).Where("subject = ?", row.Subject).Delete(ctx)
		return t.failed(ctx, "forget login failures", err)
	}
	updated, err := gorm.G[loginRow](t.orm).Where("subject = ?", row.Subject).Select("*").Updates(ctx, row)
	if err == nil && updated == 0 {
		err = gorm.G[loginRow](t.orm).Create(ctx, &row)
		if _, taken := duplicate(err); taken {
			return t.rerun(err)
		}
	}
	return t.failed(ctx, "store login failures", err)
}
