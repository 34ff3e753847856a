package transfer_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/ledger"
	"audiensi/domain/transfer"
)

var at = time.Date(2026, 3, 2, 3, 4, 5, 678901000, time.UTC)

// chain returns the events of a stream of its own.
func chain(n int) []*ledger.Event {
	stream := domain.NewID[domain.StreamKind](at)
	var events []*ledger.Event
	var prev ledger.Hash
	for i := range n {
		e := &ledger.Event{Stream: stream, Seq: uint64(i) + 1, Prev: prev, Kind: "question.noted", OccurredAt: at, RecordedAt: at}
		e.SetSealed("note", "catatan \U0001F64F")
		prev = e.Hash()
		events = append(events, e)
	}
	return events
}

// written returns a file with two chains of questions.
func written(t *testing.T) []byte {
	t.Helper()
	var file bytes.Buffer
	names := []transfer.Session{{ID: domain.NewID[domain.SessionKind](at), Title: "Rakorsus", Date: domain.DateOf(at)}}
	w := transfer.NewWriter(&file, "v1", names)
	for _, name := range transfer.Names() {
		if err := w.Begin(name); err != nil {
			t.Fatal(err)
		}
		if name != transfer.Questions {
			continue
		}
		for n := range 2 {
			if err := w.Add(transfer.ChainOf(chain(n + 1))); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func open(file []byte) (*transfer.Reader, error) {
	return transfer.Open(bytes.NewReader(file), int64(len(file)))
}

func TestFile_round_trip(t *testing.T) {
	file := written(t)
	r, err := open(file)
	if err != nil {
		t.Fatal(err)
	}
	if r.Manifest.Program != "v1" || r.Manifest.Lines(transfer.Questions) != 2 || len(r.Fingerprint) != 64 {
		t.Errorf("manifest %+v", r.Manifest)
	}
	var lengths []int
	err = transfer.Each(r, transfer.Questions, func(c transfer.Chain) error {
		events, err := c.Ledger()
		lengths = append(lengths, len(events))
		if err == nil && events[0].Text("note") != "catatan \U0001F64F" {
			t.Errorf("seals %v", events[0].Seals)
		}
		return err
	})
	if diff := cmp.Diff([]int{1, 2}, lengths); err != nil || diff != "" {
		t.Error(err, diff)
	}
	if err := transfer.Each(r, transfer.Questions, func(transfer.Chain) error { return context.Canceled }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Every single byte counts, wherever it stands.
func TestOpen_refuses_a_flipped_byte(t *testing.T) {
	file := written(t)
	for i := range file {
		for _, bit := range []byte{1, 0x20, 0x80} {
			changed := bytes.Clone(file)
			changed[i] ^= bit
			if _, err := open(changed); !errors.Is(err, transfer.ErrChanged) && !errors.Is(err, transfer.ErrNotOurs) {
				t.Fatalf("byte %d of %d with bit %x flipped: %v", i, len(file), bit, err)
			}
		}
	}
}

func TestOpen_refuses_a_truncated_file(t *testing.T) {
	file := written(t)
	for n := range file {
		if _, err := open(file[:n]); !errors.Is(err, transfer.ErrNotOurs) {
			t.Fatalf("%d of %d bytes: %v", n, len(file), err)
		}
	}
	if _, err := open(append(bytes.Clone(file), 0)); !errors.Is(err, transfer.ErrNotOurs) {
		t.Errorf("one byte more: %v", err)
	}
}

func TestChain_refuses(t *testing.T) {
	for name, tamper := range map[string]func(*transfer.Chain){
		"no event":        func(c *transfer.Chain) { c.Events = nil },
		"missing first":   func(c *transfer.Chain) { c.Events = c.Events[1:] },
		"reordered":       func(c *transfer.Chain) { c.Events[0], c.Events[1] = c.Events[1], c.Events[0] },
		"doubled":         func(c *transfer.Chain) { c.Events[1] = c.Events[0] },
		"changed body":    func(c *transfer.Chain) { c.Events[0].Body[20] ^= 1 },
		"other seals":     func(c *transfer.Chain) { c.Events[0].Seals = c.Events[1].Seals },
		"changed text":    func(c *transfer.Chain) { c.Events[1].Seals[len(c.Events[1].Seals)-1] ^= 1 },
		"truncated seals": func(c *transfer.Chain) { c.Events[1].Seals = c.Events[1].Seals[:5] },
		"trailing byte":   func(c *transfer.Chain) { c.Events[2].Body = append(c.Events[2].Body, 0) },
		"foreign event":   func(c *transfer.Chain) { c.Events[2] = transfer.ChainOf(chain(3)).Events[2] },
	} {
		t.Run(name, func(t *testing.T) {
			c := transfer.ChainOf(chain(3))
			tamper(&c)
			if _, err := c.Ledger(); err == nil {
				t.Error("it was taken")
			}
		})
	}
}
