package ledger

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
)

// Seal is a text and the salt of its commitment. Erasing both leaves the
// commitment, which then says nothing about the text: 128 bits of salt cannot
// be guessed.
type Seal struct {
	Salt [16]byte
	Text string
}

// NewSeal seals text with a fresh random salt.
func NewSeal(text string) Seal {
	s := Seal{Text: text}
	_, _ = rand.Read(s.Salt[:]) // crypto/rand.Read never fails
	return s
}

// commitment is SHA-256("audiensi seal v1" 0x00 || salt || text).
func (s Seal) commitment() []byte {
	h := sha256.New()
	h.Write([]byte("audiensi seal v1\x00"))
	h.Write(s.Salt[:])
	h.Write([]byte(s.Text))
	return h.Sum(nil)
}

// EncodeSeals returns the bytes in which the seals are stored beside an event:
// for each, in order of name, name, salt and text, length-prefixed.
func EncodeSeals(seals map[Name]Seal) []byte {
	if len(seals) == 0 {
		return nil
	}
	var w writer
	for _, name := range sortedNames(seals) {
		w.string16(string(name))
		s := seals[name]
		w.buf = append(w.buf, s.Salt[:]...)
		w.bytes32([]byte(s.Text))
	}
	return w.buf
}

// DecodeSeals reads what EncodeSeals wrote.
func DecodeSeals(b []byte) (map[Name]Seal, error) {
	if len(b) == 0 {
		return nil, nil
	}
	r := reader{buf: b}
	seals := map[Name]Seal{}
	for len(r.buf) > 0 && r.err == nil {
		name := Name(r.string16())
		var s Seal
		copy(s.Salt[:], r.take(16))
		s.Text = string(r.take(int(r.uint32())))
		seals[name] = s
	}
	if r.err != nil {
		return nil, fmt.Errorf("seals: %w", r.err)
	}
	return seals, nil
}

// ErrSeal says that a stored text is not the one the event committed to.
var ErrSeal = errors.New("sealed text does not match its commitment")

// checkSeals compares every text that is still there with its commitment.
func checkSeals(e *Event) error {
	for name, seal := range e.Seals {
		f, ok := e.Facts.get(name)
		if !ok || f.kind != typeCommitment || string(f.value) != string(seal.commitment()) {
			return fmt.Errorf("%s: %w", name, ErrSeal)
		}
	}
	return nil
}

type writer struct{ buf []byte }

func (w *writer) string16(s string) {
	w.buf = binary.BigEndian.AppendUint16(w.buf, uint16(len(s)))
	w.buf = append(w.buf, s...)
}

func (w *writer) bytes32(b []byte) {
	w.buf = binary.BigEndian.AppendUint32(w.buf, uint32(len(b)))
	w.buf = append(w.buf, b...)
}

func (w *writer) uint64(n uint64) { w.buf = binary.BigEndian.AppendUint64(w.buf, n) }

var errTruncated = errors.New("truncated")

type reader struct {
	buf []byte
	err error
}

func (r *reader) take(n int) []byte {
	if r.err != nil || n < 0 || n > len(r.buf) {
		r.err = errTruncated
		return nil
	}
	b := r.buf[:n:n]
	r.buf = r.buf[n:]
	return b
}

func (r *reader) uint16() uint16 {
	if b := r.take(2); b != nil {
		return binary.BigEndian.Uint16(b)
	}
	return 0
}

func (r *reader) uint32() uint32 {
	if b := r.take(4); b != nil {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}

func (r *reader) uint64() uint64 {
	if b := r.take(8); b != nil {
		return binary.BigEndian.Uint64(b)
	}
	return 0
}

func (r *reader) string16() string { return string(r.take(int(r.uint16()))) }
