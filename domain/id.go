package domain

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"sync"
	"time"
)

// ID identifies one thing of kind K by a UUIDv7 (RFC 9562, section 5.7). The
// zero value means "none". Ids made by one process ascend in order of creation.
type ID[K any] [16]byte

// The kinds of things that have an ID, and their identifiers.
type (
	QuestionKind struct{} // see QuestionID
	SessionKind  struct{} // see SessionID
	AttendeeKind struct{} // see AttendeeID
	UserKind     struct{} // see UserID
	TokenKind    struct{} // see TokenID
	RuleKind     struct{} // see RuleID
	DeputyKind   struct{} // see DeputyID
	TemplateKind struct{} // see TemplateID
	ReadingKind  struct{} // see ReadingID
	StreamKind   struct{} // see StreamID

	AttachmentKind struct{} // see AttachmentID

	QuestionID = ID[QuestionKind] // one question
	SessionID  = ID[SessionKind]  // one session
	AttendeeID = ID[AttendeeKind] // one line of a session's attendance list
	UserID     = ID[UserKind]     // one account
	TokenID    = ID[TokenKind]    // one login or personal API token
	RuleID     = ID[RuleKind]     // one routing rule
	DeputyID   = ID[DeputyKind]   // one time in which an account stands in for another
	TemplateID = ID[TemplateKind] // one answer template
	ReadingID  = ID[ReadingKind]  // one time that personal data was shown
	StreamID   = ID[StreamKind]   // one chain of events: a question's, a session's or a setting's

	AttachmentID = ID[AttachmentKind] // one file of a question, and the key of its bytes
)

var clockSeq struct {
	sync.Mutex
	last uint64 // milliseconds << 12 | counter
}

// NewID returns a fresh identifier for a thing created at now. Within one
// millisecond a 12-bit counter (rand_a) keeps the order; it borrows from the
// next millisecond when it overflows (RFC 9562, section 6.2, method 1).
func NewID[K any](now time.Time) ID[K] {
	var id ID[K]
	_, _ = rand.Read(id[8:]) // crypto/rand.Read never fails
	clockSeq.Lock()
	next := uint64(max(now.UnixMilli(), 0)) << 12
	if next <= clockSeq.last && clockSeq.last-next < 1<<24 {
		next = clockSeq.last + 1
	}
	clockSeq.last = next
	clockSeq.Unlock()
	binary.BigEndian.PutUint64(id[:8], (next>>12)<<16|next&0xfff)
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return id
}

// LeastID returns what is at most as great as every identifier made at the time.
func LeastID[K any](at time.Time) (id ID[K]) {
	binary.BigEndian.PutUint64(id[:8], uint64(max(at.UnixMilli(), 0))<<16)
	return id
}

// IDFromBytes returns the identifier stored as 16 bytes.
func IDFromBytes[K any](b []byte) (ID[K], error) {
	var id ID[K]
	if len(b) != 16 {
		return id, fmt.Errorf("id of %d bytes", len(b))
	}
	copy(id[:], b)
	return id, nil
}

// ParseID reads the canonical text form, in lower case or upper case.
func ParseID[K any](s string) (ID[K], error) {
	var id ID[K]
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return id, fmt.Errorf("not a UUID")
	}
	raw := s[0:8] + s[9:13] + s[14:18] + s[19:23] + s[24:]
	if _, err := hex.Decode(id[:], []byte(raw)); err != nil {
		return ID[K]{}, fmt.Errorf("not a UUID: %w", err)
	}
	return id, nil
}

// Bytes returns the 16 bytes of the identifier.
func (id ID[K]) Bytes() []byte { return id[:] }

// Array returns the identifier as a comparable value.
func (id ID[K]) Array() [16]byte { return id }

// IsZero reports whether the identifier names nothing.
func (id ID[K]) IsZero() bool { return id == ID[K]{} }

// String returns the canonical text form, or "" for none.
func (id ID[K]) String() string {
	if id.IsZero() {
		return ""
	}
	var s [36]byte
	hex.Encode(s[0:8], id[0:4])
	s[8] = '-'
	hex.Encode(s[9:13], id[4:6])
	s[13] = '-'
	hex.Encode(s[14:18], id[6:8])
	s[18] = '-'
	hex.Encode(s[19:23], id[8:10])
	s[23] = '-'
	hex.Encode(s[24:], id[10:])
	return string(s[:])
}

// MarshalText implements encoding.TextMarshaler.
func (id ID[K]) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (id *ID[K]) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*id = ID[K]{}
		return nil
	}
	parsed, err := ParseID[K](string(text))
	*id = parsed
	return err
}

// Stream returns the chain of events of the thing: it has the thing's own identifier.
func (id ID[K]) Stream() StreamID { return StreamID(id) }
