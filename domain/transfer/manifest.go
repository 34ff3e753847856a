package transfer

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"audiensi/domain"
	"audiensi/domain/ledger"
)

// Format is the version of the file's form that this program writes and reads.
const Format = 1

// The entries, in the order in which they stand in the file; the manifest is the last.
const (
	Sessions  = "sessions.jsonl"   // of Chain
	Attendees = "attendees.jsonl"  // of Chain
	DesaCodes = "desa_codes.jsonl" // of DesaCode
	Questions = "questions.jsonl"  // of Chain
	Accounts  = "accounts.jsonl"   // of Account
	manifest  = "manifest.json"
)

var entries = []string{Sessions, Attendees, DesaCodes, Questions, Accounts}

// Manifest says what the file holds.
type Manifest struct {
	Format   int       `json:"format"`
	Program  string    `json:"program"` // the version of the program that wrote it
	Sessions []Session `json:"sessions"`
	Entries  []Entry   `json:"entries"`
}

// Session names a session, for people.
type Session struct {
	ID    domain.SessionID `json:"id"`
	Title string           `json:"title"`
	Date  domain.Date      `json:"date"`
}

// Entry is one entry: its lines, its bytes unpacked, and their SHA-256.
type Entry struct {
	Name   string `json:"name"`
	Lines  int    `json:"lines"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Lines returns how many lines the entry has, 0 if there is no such one.
func (m *Manifest) Lines(name string) int {
	for _, e := range m.Entries {
		if e.Name == name {
			return e.Lines
		}
	}
	return 0
}

// Chain is all events of a question, a session or an attendee, from the first on.
type Chain struct {
	Events []Event `json:"events"`
}

// Event is one event in its canonical bytes, with its seals as they are stored beside it.
type Event struct {
	Body  []byte `json:"body"`
	Seals []byte `json:"seals,omitempty"`
}

// DesaCode is what is stored of a desa's code.
type DesaCode struct {
	Session  domain.SessionID `json:"session"`
	Desa     string           `json:"desa"`
	Hash     []byte           `json:"hash"`
	IssuedAt time.Time        `json:"issued_at"`
}

// Account is who acted, so that timelines name them. There is no password in it.
type Account struct {
	ID       domain.UserID `json:"id"`
	Username string        `json:"username"`
	Name     string        `json:"name"`
	Role     string        `json:"role"`
	Dinas    string        `json:"dinas,omitempty"`
	Language string        `json:"language"`
}

// ChainOf returns the events as they travel.
func ChainOf(events []*ledger.Event) Chain {
	c := Chain{Events: make([]Event, len(events))}
	for i, e := range events {
		c.Events[i] = Event{Body: e.Encode(), Seals: ledger.EncodeSeals(e.Seals)}
	}
	return c
}

var errSeals = errors.New("seals in another form than they are stored in")

// Ledger returns the events and verifies that they are one stream's, from the first
// on, with the texts that they committed to.
func (c Chain) Ledger() ([]*ledger.Event, error) {
	if len(c.Events) == 0 {
		return nil, errors.New("a chain without events")
	}
	events := make([]*ledger.Event, len(c.Events))
	for i, stored := range c.Events {
		e, err := ledger.Decode(stored.Body)
		if err != nil {
			return nil, err
		}
		if e.Seals, err = ledger.DecodeSeals(stored.Seals); err != nil {
			return nil, err
		}
		if string(ledger.EncodeSeals(e.Seals)) != string(stored.Seals) {
			return nil, errSeals
		}
		events[i] = e
	}
	_, err := ledger.Verify(events)
	return events, err
}

func hexSum(sum []byte) string { return hex.EncodeToString(sum) }

// trailerPrefix begins the archive's comment; the SHA-256 of all bytes before the
// comment follows in lower-case hexadecimal.
const trailerPrefix = "audiensi session file, sha256 "

const trailerLen = len(trailerPrefix) + 2*sha256.Size
