package ledger

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"audiensi/domain"
)

// Version1 is the first byte of encoding v1. Its layout, integers big-endian,
// strings and bytes with their length in front:
//
//	byte     1
//	16 bytes stream
//	uint64   seq
//	32 bytes hash of the previous event of the stream, zero before the first
//	string16 kind
//	int64    occurred_at, microseconds since 1970-01-01 UTC
//	int64    recorded_at, likewise
//	string16 actor kind; 16 bytes user; string16 role; string16 dinas
//	uint16   number of facts, then each in ascending order of name:
//	         string16 name, byte type, bytes32 value
const Version1 byte = 1

// Encode returns the canonical bytes of the event, encoding v1.
func (e *Event) Encode() []byte {
	w := writer{buf: make([]byte, 0, 1024)}
	w.buf = append(w.buf, Version1)
	w.buf = append(w.buf, e.Stream.Bytes()...)
	w.uint64(e.Seq)
	w.buf = append(w.buf, e.Prev[:]...)
	w.string16(string(e.Kind))
	w.uint64(uint64(e.OccurredAt.UnixMicro()))
	w.uint64(uint64(e.RecordedAt.UnixMicro()))
	w.string16(string(e.Actor.Kind))
	w.buf = append(w.buf, e.Actor.User.Bytes()...)
	w.string16(e.Actor.Role)
	w.string16(e.Actor.Dinas)
	w.buf = append(w.buf, byte(len(e.Facts.list)>>8), byte(len(e.Facts.list)))
	for _, f := range e.Facts.list {
		w.string16(string(f.name))
		w.buf = append(w.buf, byte(f.kind))
		w.bytes32(f.value)
	}
	return w.buf
}

var (
	errVersion   = errors.New("unknown encoding version")
	errCanonical = errors.New("not canonical")
)

// Decode reads the canonical bytes of an event; its seals stay empty. Bytes
// that Encode would not have written are refused.
func Decode(b []byte) (*Event, error) {
	r := reader{buf: b}
	if v := r.take(1); v == nil || v[0] != Version1 {
		return nil, fmt.Errorf("event: %w", errVersion)
	}
	e := &Event{}
	e.Stream, _ = domain.IDFromBytes[domain.StreamKind](pad16(r.take(16)))
	e.Seq = r.uint64()
	copy(e.Prev[:], r.take(32))
	e.Kind = Kind(r.string16())
	e.OccurredAt = time.UnixMicro(int64(r.uint64())).UTC()
	e.RecordedAt = time.UnixMicro(int64(r.uint64())).UTC()
	e.Actor.Kind = domain.ActorKind(r.string16())
	e.Actor.User, _ = domain.IDFromBytes[domain.UserKind](pad16(r.take(16)))
	e.Actor.Role = r.string16()
	e.Actor.Dinas = r.string16()
	for n := r.uint16(); n > 0 && r.err == nil; n-- {
		name := Name(r.string16())
		kind := r.take(1)
		value := r.take(int(r.uint32()))
		if r.err == nil {
			e.Facts.set(name, fieldType(kind[0]), value)
		}
	}
	if r.err == nil && !slices.Equal(e.Encode(), b) {
		r.err = errCanonical
	}
	if r.err != nil {
		return nil, fmt.Errorf("event: %w", r.err)
	}
	return e, nil
}

func pad16(b []byte) []byte {
	if len(b) != 16 {
		return make([]byte, 16)
	}
	return b
}
