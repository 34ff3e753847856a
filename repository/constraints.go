package repository

import (
	"strings"

	sqlite3 "modernc.org/sqlite/lib"
)

// constraints names what is already there, by MySQL's name of the violated key
// and by SQLite's list of its columns. Primary keys are the caller's to name.
var constraints = map[string]string{
	"users_username":        "username",
	"users.username":        "username",
	"tokens_hash":           "token",
	"tokens.hash":           "token",
	"questions_receipt":     "receipt",
	"questions.receipt":     "receipt",
	"questions_capture_key": "capture_key",
	"questions.session_id, questions.capture_key": "capture_key",
}

// duplicate says what err found to be there already; ok is false for other
// errors. What is "id" for a primary key.
func duplicate(err error) (what string, ok bool) {
	var key string
	switch code := sqliteCode(err); {
	case code == sqlite3.SQLITE_CONSTRAINT_UNIQUE || code == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		key = between(err.Error(), "UNIQUE constraint failed: ", " (")
	case number(err) == mysqlDuplicate:
		key = lastQuoted(err.Error())
		key = key[strings.LastIndexByte(key, '.')+1:] // MySQL 8 puts the table in front
	default:
		return "", false
	}
	if what, ok = constraints[key]; ok {
		return what, true
	}
	return "id", true
}

// between returns what follows from in s, up to the next to.
func between(s, from, to string) string {
	_, s, _ = strings.Cut(s, from)
	s, _, _ = strings.Cut(s, to)
	return s
}

// lastQuoted returns what stands between the last two apostrophes of s. The
// value that was refused comes first and may hold any characters.
func lastQuoted(s string) string {
	end := strings.LastIndexByte(s, '\'')
	if end < 0 {
		return ""
	}
	return s[strings.LastIndexByte(s[:end], '\'')+1 : end]
}
