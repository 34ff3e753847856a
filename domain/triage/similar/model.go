package similar

import (
	"bytes"
	"compress/flate"
	_ "embed" // the model
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"sync"
)

// Model is what was learnt of each term.
type Model struct {
	Terms       []string // ascending
	Weights     []int16  // how much a term tells of the matter
	Coordinates []int8   // Dims of each term: a direction
}

//go:generate go run audiensi/cmd/learn-encoder encoder.model

//go:embed encoder.model
var builtin []byte

// Builtin returns the model that the program ships.
var Builtin = sync.OnceValues(func() (*Model, error) { return Decode(builtin) })

// mostUnpacked bounds what Decode unpacks.
const mostUnpacked = 64 << 20

var errModel = errors.New("not an encoder's model")

// Encode returns the model as bytes, the same for the same model.
func (m *Model) Encode() ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if err := gob.NewEncoder(w).Encode(m); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

// Decode reads what Encode wrote.
func Decode(packed []byte) (*Model, error) {
	raw, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), mostUnpacked))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errModel, err)
	}
	m := &Model{}
	if err := gob.NewDecoder(bytes.NewReader(raw)).Decode(m); err != nil {
		return nil, fmt.Errorf("%w: %w", errModel, err)
	}
	if len(m.Weights) != len(m.Terms) || len(m.Coordinates) != Dims*len(m.Terms) {
		return nil, errModel
	}
	return m, nil
}
