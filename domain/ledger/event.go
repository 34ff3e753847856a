// Package ledger gives events their fixed form: canonical bytes (encoding v1),
// salted commitments in place of everything that may have to be erased, and the
// hash that chains an event to the one before it in its stream. Pure functions.
package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"audiensi/domain"
)

// Kind names what happened, e.g. "question.assigned".
type Kind string

// Hash is a SHA-256 digest.
type Hash [32]byte

// IsZero reports whether the hash is that of nothing: the one before the first event.
func (h Hash) IsZero() bool { return h == Hash{} }

// String returns the hash in lower-case hexadecimal.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// Event is one immutable fact about a question, a session or a setting. Seq
// counts from 1 within the stream; Prev is the hash of the event before it.
// Times have microseconds. Seals hold the texts behind the commitments in
// Facts; one that was erased is missing, and the event still verifies.
type Event struct {
	Stream     domain.StreamID
	Seq        uint64
	Prev       Hash
	Kind       Kind
	OccurredAt time.Time
	RecordedAt time.Time
	Actor      domain.Actor
	Facts      Facts
	Seals      map[Name]Seal
}

// Hash returns the SHA-256 of the event's canonical bytes. They start with the
// encoding's version, so that no other kind of record has the same preimage.
func (e *Event) Hash() Hash { return sha256.Sum256(e.Encode()) }

// Text returns the text sealed under name, or "" where it was erased or never said.
func (e *Event) Text(name Name) string { return e.Seals[name].Text }

// SetSealed states text under name: a commitment among the facts, the text and
// its salt beside them. An empty text states nothing.
func (e *Event) SetSealed(name Name, text string) {
	if text == "" {
		return
	}
	if e.Seals == nil {
		e.Seals = map[Name]Seal{}
	}
	seal := NewSeal(text)
	e.Seals[name] = seal
	e.Facts.set(name, typeCommitment, seal.commitment())
}
