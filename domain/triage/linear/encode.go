package linear

import (
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"audiensi/domain/triage/normal"
)

// magic begins an encoded model; its last byte is the version of the format.
const magic = "audiensi linear model\x01"

// maxEncoded bounds what Decode takes, before and after it is unpacked.
const maxEncoded = 64 << 20

var errModel = errors.New("not a model of this program")

// Encode returns the model as bytes, the same for the same model.
func (m *Model) Encode() []byte {
	var raw bytes.Buffer
	for _, labels := range m.Labels {
		write(&raw, uint16(len(labels)))
		for _, l := range labels {
			write(&raw, uint16(len(l)))
			raw.WriteString(l)
		}
	}
	write(&raw, uint32(len(m.keys)))
	for _, part := range []any{m.temperature, m.commonIDF, m.scale, m.bias, m.keys, m.idf, m.weights} {
		write(&raw, part)
	}
	var packed bytes.Buffer
	packed.WriteString(magic)
	w, _ := flate.NewWriter(&packed, flate.BestCompression) // a known level
	_, _ = w.Write(raw.Bytes())                             // a buffer takes everything
	_ = w.Close()
	return packed.Bytes()
}

// write appends a fixed-size value or slice of such; a buffer takes everything.
func write(to *bytes.Buffer, v any) { _ = binary.Write(to, binary.LittleEndian, v) }

// Decode reads what Encode wrote and refuses everything else that no training
// could have made. The model uses the normaliser, which must know the same places
// as the one it was trained with.
func Decode(n *normal.Normaliser, b []byte) (*Model, error) {
	packed, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok || len(b) > maxEncoded {
		return nil, fmt.Errorf("decode model: %w", errModel)
	}
	rest := bytes.NewReader(packed)
	raw, err := io.ReadAll(io.LimitReader(flate.NewReader(rest), maxEncoded))
	if err == nil && rest.Len() > 0 {
		err = errModel
	}
	if err != nil {
		return nil, fmt.Errorf("decode model: %w", err)
	}
	m := &Model{normaliser: n}
	if err := m.read(bytes.NewReader(raw)); err != nil {
		return nil, fmt.Errorf("decode model: %w", err)
	}
	m.index()
	return m, nil
}

func (m *Model) read(r *bytes.Reader) error {
	for h := range heads {
		var n uint16
		if err := binary.Read(r, binary.LittleEndian, &n); err != nil {
			return err
		}
		for range n {
			label, err := readLabel(r)
			if err != nil {
				return err
			}
			m.Labels[h] = append(m.Labels[h], label)
		}
	}
	var features uint32
	if err := binary.Read(r, binary.LittleEndian, &features); err != nil {
		return err
	}
	outputs := m.outputs()
	if len(m.Labels[Category]) < 2 || int64(features)*int64(4+4+2*outputs) > int64(r.Len()) {
		return errModel
	}
	m.scale, m.bias = make([]float64, outputs), make([]float64, outputs)
	m.keys, m.idf = make([]uint32, features), make([]float32, features)
	m.weights = make([]int16, int(features)*outputs)
	for _, part := range []any{&m.temperature, &m.commonIDF, m.scale, m.bias, m.keys, m.idf, m.weights} {
		if err := binary.Read(r, binary.LittleEndian, part); err != nil {
			return err
		}
	}
	if r.Len() > 0 || !m.sound() {
		return errModel
	}
	return nil
}

// largest bounds every number of a model: sums of such stay finite.
const largest = 1e6

// sound reports whether predictions by the model are probabilities.
func (m *Model) sound() bool {
	for _, labels := range m.Labels {
		if !ascending(labels) {
			return false
		}
	}
	if matters := m.Labels[Matters]; len(matters) > 0 && !slices.Equal(matters, []string{One, Several}) {
		return false
	}
	for _, t := range m.temperature {
		if !(t >= 1/largest && t <= largest) {
			return false
		}
	}
	for k, scale := range m.scale {
		if !(scale >= 0 && scale <= largest && math.Abs(m.bias[k]) <= largest) {
			return false
		}
	}
	for _, idf := range m.idf {
		if !(idf >= 0 && idf <= largest) {
			return false
		}
	}
	return ascending(m.keys)
}

// ascending reports whether each value is greater than the one before it.
func ascending[T cmp.Ordered](list []T) bool {
	for i := 1; i < len(list); i++ {
		if list[i] <= list[i-1] {
			return false
		}
	}
	return true
}

func readLabel(r *bytes.Reader) (string, error) {
	var n uint16
	if err := binary.Read(r, binary.LittleEndian, &n); err != nil {
		return "", err
	}
	b := make([]byte, n)
	_, err := io.ReadFull(r, b)
	return string(b), err
}
