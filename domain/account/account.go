// Package account holds people's accounts and the tokens that prove them.
package account

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"strings"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/dinas"
)

// User is one account. Dinas is set for staff and approvers only.
type User struct {
	ID           domain.UserID
	Version      int64
	Username     string
	Name         string
	Role         access.Role
	Dinas        dinas.Code
	Language     string // "id" or "en"
	PasswordHash string
	Disabled     bool
	CreatedAt    time.Time
	LastLoginAt  time.Time // zero before the first
}

var username = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{2,39}$`)

// Validate cleans what people wrote and returns every fault. The password is
// checked by ValidatePassword before it is hashed.
func (u *User) Validate() error {
	var faults domain.Faults
	if !username.MatchString(u.Username) {
		faults.Add("/username", "username", "")
	}
	name, err := domain.CleanText("/name", u.Name, domain.MaxNameText)
	faults.Merge(err)
	u.Name = name
	if len(u.Role.Permissions()) == 0 {
		faults.Add("/role", "oneof", "administrator moderator staff approver inspector")
	}
	if u.Role.OfDinas() && u.Dinas == "" {
		faults.Add("/dinas", "required", "")
	}
	if !u.Role.OfDinas() && u.Dinas != "" {
		faults.Add("/dinas", "forbidden", string(u.Role))
	}
	if u.Language == "" {
		u.Language = "id"
	}
	if u.Language != "id" && u.Language != "en" {
		faults.Add("/language", "oneof", "id en")
	}
	return faults.Err()
}

// MinPassword and MaxPassword bound a password's length in bytes.
const (
	MinPassword = 10
	MaxPassword = 200
)

// ValidatePassword refuses passwords that are too short, too long, or the username.
func ValidatePassword(pointer, username, password string) error {
	switch {
	case len(password) < MinPassword:
		return domain.InvalidField(pointer, "min", "10")
	case len(password) > MaxPassword:
		return domain.InvalidField(pointer, "max", "200")
	case strings.EqualFold(username, password):
		return domain.InvalidField(pointer, "password", "")
	}
	return nil
}

// Token is one login or personal API token. Scope, if not nil, narrows what the
// account's role grants. Only the SHA-256 of its secret is stored.
type Token struct {
	ID        domain.TokenID
	User      domain.UserID
	Name      string
	Hash      [32]byte
	Scope     []access.Permission
	CreatedAt time.Time
	ExpiresAt time.Time
	RevokedAt time.Time
	// LastUsedAt is when it was last used, UseResolution at most before the real
	// time; zero before the first use.
	LastUsedAt time.Time
}

// UseResolution is how exactly a token's last use is known: a write for every
// call would be too dear.
const UseResolution = 5 * time.Minute

// NewSecret returns a token's secret, 256 random bits as text, and its hash.
func NewSecret() (string, [32]byte) {
	var b [32]byte
	_, _ = rand.Read(b[:]) // crypto/rand.Read never fails
	secret := "aud_" + base64.RawURLEncoding.EncodeToString(b[:])
	return secret, HashSecret(secret)
}

// HashSecret returns what is stored of a token's secret.
func HashSecret(secret string) [32]byte { return sha256.Sum256([]byte(secret)) }
