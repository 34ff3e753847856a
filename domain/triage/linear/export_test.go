package linear

import (
	"bytes"
	"compress/flate"
	"io"
)

// Heads is the number of heads.
const Heads = int(heads)

// Pack returns the content of a model as Decode takes it.
func Pack(raw []byte) []byte {
	var b bytes.Buffer
	b.WriteString(magic)
	w, _ := flate.NewWriter(&b, flate.BestSpeed)
	_, _ = w.Write(raw)
	_ = w.Close()
	return b.Bytes()
}

// Unpack undoes Pack.
func Unpack(packed []byte) ([]byte, error) {
	return io.ReadAll(flate.NewReader(bytes.NewReader(packed[len(magic):])))
}

// Temperature returns the one of the head.
func (m *Model) Temperature(h Head) float64 { return m.temperature[h] }
