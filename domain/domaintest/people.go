package domaintest

import (
	"crypto/sha256"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
	"audiensi/domain/session"
)

// Session returns an open session on the day of Now.
func Session() session.Session {
	return session.Session{ID: domain.NewID[domain.SessionKind](Now), Title: "Rakorsus Wongsorejo", Place: "Pendopo",
		Date: domain.DateOf(Now), Status: session.Open, AutoAssign: session.OnClose, Kecamatan: []string{"35.10.01", "35.10.02"},
		Resources:  []session.Resource{{Name: "Bu Ani", Position: "Kepala Dinas", Dinas: "dinsos"}},
		Moderators: []domain.UserID{Moderator}, OpenedAt: Now}
}

// Attendee returns a line of the session's attendance list.
func Attendee(of domain.SessionID, name string) session.Attendee {
	return session.Attendee{ID: domain.NewID[domain.AttendeeKind](Now), Session: of, Name: name, Phone: "0333-123456",
		Role: domain.Sekdes, Desa: "35.10.01.2001", Kecamatan: "35.10.01"}
}

// User returns an account of the role; staff and approvers belong to dinsos.
func User(username string, role access.Role) account.User {
	u := account.User{ID: domain.NewID[domain.UserKind](Now), Username: username, Name: "Ibu " + username, Role: role,
		Language: "id", PasswordHash: "$argon2id$sample", CreatedAt: Now}
	if role.OfDinas() {
		u.Dinas = "dinsos"
	}
	return u
}

// Token returns a token of the user, created at the time, that lasts for a day.
func Token(user domain.UserID, name string, at time.Time) account.Token {
	id := domain.NewID[domain.TokenKind](at)
	return account.Token{ID: id, User: user, Name: name, Hash: sha256.Sum256(id.Bytes()), CreatedAt: at, ExpiresAt: at.Add(24 * time.Hour)}
}
