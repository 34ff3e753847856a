package repository

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
)

type tokenRow struct {
	ID         []byte `gorm:"primaryKey"`
	UserID     []byte
	Name       string
	Hash       []byte
	Scope      *string // JSON; NULL where the token may do what its user may
	CreatedAt  *int64  `gorm:"autoCreateTime:false"`
	ExpiresAt  *int64
	RevokedAt  *int64
	LastUsedAt *int64
}

// TableName implements GORM's Tabler.
func (tokenRow) TableName() string { return "tokens" }

func (r *tokenRow) token() (account.Token, error) {
	t := account.Token{Name: r.Name, CreatedAt: fromInstant(r.CreatedAt), ExpiresAt: fromInstant(r.ExpiresAt),
		RevokedAt: fromInstant(r.RevokedAt), LastUsedAt: fromInstant(r.LastUsedAt)}
	var faults [3]error
	t.ID, faults[0] = domain.IDFromBytes[domain.TokenKind](r.ID)
	t.User, faults[1] = domain.IDFromBytes[domain.UserKind](r.UserID)
	copy(t.Hash[:], r.Hash)
	if r.Scope != nil {
		t.Scope, faults[2] = fromJSON[access.Permission](*r.Scope)
		if t.Scope == nil {
			t.Scope = []access.Permission{} // nothing at all, which is not everything
		}
	}
	return t, errors.Join(faults[:]...)
}

// TokenByHash implements usecase.Accounts.
func (t *txn) TokenByHash(ctx context.Context, hash [32]byte) (*account.Token, *account.User, error) {
	known, err := remembered(t, "token:"+string(hash[:]), func() (holder, error) { return t.readToken(ctx, hash) })
	return &known.token, &known.user, err
}

// holder is a token and whose it is.
type holder struct {
	token account.Token
	user  account.User
}

func (t *txn) readToken(ctx context.Context, hash [32]byte) (holder, error) {
	row, err := load[tokenRow](ctx, t, "hash", hash[:], nil)
	if err != nil {
		return holder{}, err
	}
	token, err := row.token()
	if err != nil {
		return holder{}, t.failed(ctx, "read token", err)
	}
	user, err := t.LoadUser(ctx, token.User)
	if err != nil {
		return holder{}, err
	}
	return holder{token, *user}, nil
}

// InsertToken implements usecase.Accounts.
func (t *txn) InsertToken(ctx context.Context, token *account.Token) error {
	row := &tokenRow{ID: token.ID.Bytes(), UserID: token.User.Bytes(), Name: token.Name, Hash: token.Hash[:],
		CreatedAt: instant(token.CreatedAt), ExpiresAt: instant(token.ExpiresAt), RevokedAt: instant(token.RevokedAt)}
	if token.Scope != nil {
		scope := toJSON(token.Scope)
		row.Scope = &scope
	}
	return t.failed(ctx, "insert token", gorm.G[tokenRow](t.orm).Create(ctx, row))
}

// UsedToken implements usecase.Accounts. Of many calls at once the first writes;
// what memory knows of the token is a second late at most.
func (t *txn) UsedToken(ctx context.Context, id domain.TokenID, at time.Time) error {
	_, err := t.unit.ExecContext(ctx, "UPDATE tokens SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)",
		at.UnixMicro(), id.Bytes(), at.Add(-account.UseResolution).UnixMicro())
	return t.failed(ctx, "note use of a token", err)
}

// ListTokens implements usecase.Accounts.
func (t *txn) ListTokens(ctx context.Context, user domain.UserID) ([]account.Token, error) {
	rows, err := gorm.G[tokenRow](t.orm).Where("user_id = ? AND revoked_at IS NULL", user.Bytes()).
		Order("created_at DESC, id DESC").Find(ctx)
	if err != nil {
		return nil, t.failed(ctx, "list tokens", err)
	}
	tokens := make([]account.Token, len(rows))
	for i := range rows {
		if tokens[i], err = rows[i].token(); err != nil {
			return nil, t.failed(ctx, "read token", err)
		}
	}
	return tokens, nil
}

// RevokeToken implements usecase.Accounts.
func (t *txn) RevokeToken(ctx context.Context, user domain.UserID, id domain.TokenID, at time.Time) error {
	t.unit.settings = true
	n, err := gorm.G[tokenRow](t.orm).Where("id = ? AND user_id = ?", id.Bytes(), user.Bytes()).
		Update(ctx, "revoked_at", gorm.Expr("COALESCE(revoked_at, ?)", at.UnixMicro()))
	if err == nil && n == 0 {
		return notFound()
	}
	return t.failed(ctx, "revoke token", err)
}

// RevokeTokens implements usecase.Accounts.
func (t *txn) RevokeTokens(ctx context.Context, user domain.UserID, keep domain.TokenID, at time.Time) error {
	t.unit.settings = true
	_, err := gorm.G[tokenRow](t.orm).Where("user_id = ? AND id <> ? AND revoked_at IS NULL", user.Bytes(), keep.Bytes()).
		Update(ctx, "revoked_at", at.UnixMicro())
	return t.failed(ctx, "revoke tokens", err)
}
