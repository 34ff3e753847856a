package ledger

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

// Name names one fact of an event. Names are part of encoding v1: never renamed.
type Name string

// fieldType is the byte that says how a fact's value is to be read.
type fieldType byte

const (
	typeText       fieldType = 't' // UTF-8: codes and enumerations, never what people wrote
	typeInt        fieldType = 'i' // big-endian two's complement, 8 bytes
	typeFloat      fieldType = 'f' // IEEE 754 binary64, big-endian
	typeTime       fieldType = 'm' // microseconds since 1970-01-01 UTC, as typeInt
	typeBool       fieldType = 'b' // one byte, 0 or 1
	typeBytes      fieldType = 'x'
	typeCommitment fieldType = 'c' // SHA-256, see Seal
)

type fact struct {
	name  Name
	kind  fieldType
	value []byte
}

// Facts are the named values an event states. Stating a zero value states
// nothing, but for Bool and Int of Put methods that say so. The zero Facts is
// empty and ready for use.
type Facts struct{ list []fact } // by name, ascending

// find returns where the name stands or would stand.
func (f *Facts) find(name Name) (at int, ok bool) {
	return slices.BinarySearchFunc(f.list, name, func(v fact, name Name) int { return strings.Compare(string(v.name), string(name)) })
}

func (f *Facts) set(name Name, kind fieldType, value []byte) {
	at, ok := f.find(name)
	if ok {
		f.list[at] = fact{name, kind, value}
		return
	}
	f.list = slices.Insert(f.list, at, fact{name, kind, value})
}

func (f *Facts) get(name Name) (fact, bool) {
	at, ok := f.find(name)
	if !ok {
		return fact{}, false
	}
	return f.list[at], true
}

func (f *Facts) value(name Name, kind fieldType) []byte {
	v, ok := f.get(name)
	if !ok || v.kind != kind {
		return nil
	}
	return v.value
}

// Has reports whether name is stated.
func (f *Facts) Has(name Name) bool { _, ok := f.find(name); return ok }

// SetText states a code or an enumeration; "" states nothing.
func (f *Facts) SetText(name Name, s string) {
	if s != "" {
		f.set(name, typeText, []byte(s))
	}
}

// Text returns what SetText stated.
func (f *Facts) Text(name Name) string { return string(f.value(name, typeText)) }

// SetInt states a whole number, zero included.
func (f *Facts) SetInt(name Name, n int64) {
	f.set(name, typeInt, binary.BigEndian.AppendUint64(nil, uint64(n)))
}

// Int returns what SetInt stated, else 0.
func (f *Facts) Int(name Name) int64 { return int64(be64(f.value(name, typeInt))) }

// SetFloat states a number.
func (f *Facts) SetFloat(name Name, x float64) {
	f.set(name, typeFloat, binary.BigEndian.AppendUint64(nil, math.Float64bits(x)))
}

// Float returns what SetFloat stated, else 0.
func (f *Facts) Float(name Name) float64 { return math.Float64frombits(be64(f.value(name, typeFloat))) }

// SetTime states an instant, cut to microseconds; the zero time states nothing.
func (f *Facts) SetTime(name Name, t time.Time) {
	if !t.IsZero() {
		f.set(name, typeTime, binary.BigEndian.AppendUint64(nil, uint64(t.UnixMicro())))
	}
}

// Time returns what SetTime stated, in UTC, else the zero time.
func (f *Facts) Time(name Name) time.Time {
	b := f.value(name, typeTime)
	if b == nil {
		return time.Time{}
	}
	return time.UnixMicro(int64(be64(b))).UTC()
}

// SetBool states true; false states nothing.
func (f *Facts) SetBool(name Name, v bool) {
	if v {
		f.set(name, typeBool, []byte{1})
	}
}

// Bool returns what SetBool stated.
func (f *Facts) Bool(name Name) bool { b := f.value(name, typeBool); return len(b) == 1 && b[0] == 1 }

// SetBytes states raw bytes; none state nothing.
func (f *Facts) SetBytes(name Name, b []byte) {
	if len(b) > 0 {
		f.set(name, typeBytes, slices.Clone(b))
	}
}

// Bytes returns what SetBytes stated.
func (f *Facts) Bytes(name Name) []byte { return f.value(name, typeBytes) }

func be64(b []byte) uint64 {
	if len(b) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(b)
}

func sortedNames[V any](m map[Name]V) []Name { return slices.Sorted(maps.Keys(m)) }
