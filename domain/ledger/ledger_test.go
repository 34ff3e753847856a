package ledger_test

import (
	"encoding/hex"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"audiensi/domain"
	"audiensi/domain/ledger"
)

var at = time.Date(2026, 3, 2, 3, 4, 5, 678901000, time.UTC)

func event() *ledger.Event {
	stream, _ := domain.ParseID[domain.StreamKind]("0195563c-0000-7000-8000-000000000001")
	user, _ := domain.ParseID[domain.UserKind]("0195563c-0000-7000-8000-000000000002")
	e := &ledger.Event{Stream: stream, Seq: 1, Kind: "question.noted", OccurredAt: at, RecordedAt: at,
		Actor: domain.Actor{Kind: domain.ActorUser, User: user, Role: "staff", Dinas: "dpmd"}}
	e.Facts.SetBool("public", true)
	e.Facts.SetInt("n", -2)
	e.Facts.SetTime("at", at)
	return e
}

// TestEncodingIsFixed holds encoding v1 to the byte: this hash may never change.
func TestEncodingIsFixed(t *testing.T) {
	e := event()
	const want = "30184f38b7999852aeea87e20952c508f49887c5cd8070898aa89c9e8df3a72d"
	if got := e.Hash().String(); got != want {
		t.Errorf("hash %s, want %s\n%s", got, want, hex.Dump(e.Encode()))
	}
}

func TestDecodeIsTheInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := event()
		e.Seq = rapid.Uint64Range(1, 1<<62).Draw(t, "seq")
		e.Facts.SetText("code", rapid.String().Draw(t, "code"))
		e.Facts.SetFloat("x", rapid.Float64().Draw(t, "x"))
		e.Facts.SetBytes("raw", rapid.SliceOf(rapid.Byte()).Draw(t, "raw"))
		got, err := ledger.Decode(e.Encode())
		if err != nil {
			t.Fatal(err)
		}
		if got.Hash() != e.Hash() || got.Actor != e.Actor || got.Facts.Text("code") != e.Facts.Text("code") || !got.Facts.Time("at").Equal(at) {
			t.Fatalf("got %+v", got)
		}
	})
}

func TestDecodeRefuses(t *testing.T) {
	good := event().Encode()
	for i := range good {
		if _, err := ledger.Decode(good[:i]); err == nil {
			t.Fatalf("%d of %d bytes were taken", i, len(good))
		}
	}
	if _, err := ledger.Decode(append(good, 0)); err == nil {
		t.Error("trailing byte was taken")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(event().Encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		if e, err := ledger.Decode(b); err == nil && string(e.Encode()) != string(b) {
			t.Error("decoded what Encode would not write")
		}
	})
}

func chain() []*ledger.Event {
	var events []*ledger.Event
	var prev ledger.Hash
	for i := range 4 {
		e := event()
		e.Seq, e.Prev = uint64(i)+1, prev
		e.SetSealed("note", "catatan")
		prev = e.Hash()
		events = append(events, e)
	}
	return events
}

func TestVerify(t *testing.T) {
	tests := []struct {
		name   string
		tamper func([]*ledger.Event) []*ledger.Event
		want   error
	}{
		{"untouched", func(e []*ledger.Event) []*ledger.Event { return e }, nil},
		{"erased text", func(e []*ledger.Event) []*ledger.Event { e[1].Seals = nil; return e }, nil},
		{"changed text", func(e []*ledger.Event) []*ledger.Event {
			s := e[1].Seals["note"]
			s.Text = "lain"
			e[1].Seals["note"] = s
			return e
		}, ledger.ErrSeal},
		{"changed fact", func(e []*ledger.Event) []*ledger.Event { e[1].Facts.SetInt("n", 3); return e }, ledger.ErrChain},
		{"changed actor", func(e []*ledger.Event) []*ledger.Event { e[2].Actor.Dinas = "bapenda"; return e }, ledger.ErrChain},
		{"removed", func(e []*ledger.Event) []*ledger.Event { return append(e[:1:1], e[2:]...) }, ledger.ErrChain},
		{"reordered", func(e []*ledger.Event) []*ledger.Event { e[1], e[2] = e[2], e[1]; return e }, ledger.ErrChain},
		{"back in time", func(e []*ledger.Event) []*ledger.Event {
			e[3].RecordedAt = at.Add(-time.Second)
			return e
		}, ledger.ErrChain},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := ledger.Verify(tt.tamper(chain())); !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
		})
	}
}

func TestSealsRoundTrip(t *testing.T) {
	e := event()
	e.SetSealed("note", "teks panjang \U0001F64F")
	e.SetSealed("empty", "")
	got, err := ledger.DecodeSeals(ledger.EncodeSeals(e.Seals))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(e.Seals, got); diff != "" {
		t.Error(diff)
	}
	if _, err := ledger.DecodeSeals([]byte{0, 9, 1}); err == nil {
		t.Error("truncated seals were taken")
	}
}
