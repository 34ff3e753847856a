package repository

import (
	"context"
	"time"

	"gorm.io/gorm"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
	"audiensi/domain/dinas"
	"audiensi/domain/usecase"
)

type userRow struct {
	ID           []byte `gorm:"primaryKey"`
	Version      int64
	Username     string
	Name         string
	Role         string
	Dinas        string
	Language     string
	PasswordHash string
	Disabled     bool
	CreatedAt    *int64 `gorm:"autoCreateTime:false"`
	LastLoginAt  *int64 `gorm:"<-:false"` // written by LoggedIn alone
}

// TableName implements GORM's Tabler.
func (userRow) TableName() string { return "users" }

func (r *userRow) user() (account.User, error) {
	id, err := domain.IDFromBytes[domain.UserKind](r.ID)
	return account.User{ID: id, Version: r.Version, Username: r.Username, Name: r.Name, Role: access.Role(r.Role),
		Dinas: dinas.Code(r.Dinas), Language: r.Language, PasswordHash: r.PasswordHash, Disabled: r.Disabled,
		CreatedAt: fromInstant(r.CreatedAt), LastLoginAt: fromInstant(r.LastLoginAt)}, err
}

// LoadUser implements usecase.Accounts.
func (t *txn) LoadUser(ctx context.Context, id domain.UserID) (*account.User, error) {
	return t.loadUser(ctx, "id", id.Bytes(), nil)
}

// UserByName implements usecase.Accounts.
func (t *txn) UserByName(ctx context.Context, username string) (*account.User, error) {
	return t.loadUser(ctx, "username", username, func(r *userRow) bool { return r.Username == username })
}

func (t *txn) loadUser(ctx context.Context, column string, value any, same func(*userRow) bool) (*account.User, error) {
	row, err := load(ctx, t, column, value, same)
	if err != nil {
		return nil, err
	}
	u, err := row.user()
	return &u, t.failed(ctx, "read user", err)
}

// SaveUser implements usecase.Accounts.
func (t *txn) SaveUser(ctx context.Context, u *account.User) error {
	v := versioned{table: "users", key: "id", value: u.ID.Bytes(), name: u.Username, version: &u.Version}
	return save(ctx, t, v, &userRow{ID: u.ID.Bytes(), Version: u.Version + 1, Username: u.Username, Name: u.Name,
		Role: string(u.Role), Dinas: string(u.Dinas), Language: u.Language, PasswordHash: u.PasswordHash,
		Disabled: u.Disabled, CreatedAt: instant(u.CreatedAt)})
}

// LoggedIn implements usecase.Accounts.
func (t *txn) LoggedIn(ctx context.Context, id domain.UserID, at time.Time) error {
	_, err := t.unit.ExecContext(ctx, "UPDATE users SET last_login_at = ? WHERE id = ?", at.UnixMicro(), id.Bytes())
	return t.failed(ctx, "note login", err)
}

// ListUsers implements usecase.Accounts: by username.
func (t *txn) ListUsers(ctx context.Context, page usecase.Page) ([]account.User, string, error) {
	k, err := order{list: "users", tie: "username", tieText: true}.page(page, nil)
	if err != nil {
		return nil, "", err
	}
	return listAs(ctx, t, k, &conditions{}, func(r userRow) mark { return mark{Tie: []byte(r.Username)} }, (*userRow).user)
}

// CountAdministrators implements usecase.Accounts. Units that could take the
// last one away at the same time lock the same rows and so come one by one.
func (t *txn) CountAdministrators(ctx context.Context) (int, error) {
	query := "SELECT id FROM users WHERE role = ? AND disabled = 0" + t.forUpdate()
	rows, err := gorm.G[userRow](t.orm).Raw(query, string(access.Administrator)).Find(ctx)
	return len(rows), t.failed(ctx, "count administrators", err)
}
