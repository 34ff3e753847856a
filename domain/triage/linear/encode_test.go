package linear_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain/triage/linear"
	"audiensi/domain/triage/normal"
	"audiensi/domain/triage/triagetest"
)

func TestDecode_gives_the_same_model(t *testing.T) {
	m := toy(t)
	encoded := m.Encode()
	again, err := linear.Decode(plain(t), encoded)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Encode(), encoded) {
		t.Error("encoded again it is another")
	}
	for _, e := range toyExamples {
		if diff := cmp.Diff(m.Predict(e.Text).Labels, again.Predict(e.Text).Labels); diff != "" {
			t.Errorf("%s (-before +after)\n%s", e.Text, diff)
		}
	}
}

// checkDecode decodes the bytes; a model that comes of it must be harmless.
func checkDecode(t *testing.T, n *normal.Normaliser, b []byte) (ok bool) {
	t.Helper()
	m, err := linear.Decode(n, b)
	if err != nil {
		return false
	}
	if len(m.Labels[linear.Category]) > 100 {
		return true
	}
	for _, text := range []string{"", "Jalan rusak. Lalu surat miskin ditolak rumah sakit."} {
		checkPrediction(t, m, text)
	}
	return true
}

func TestDecode_refuses_what_is_cut(t *testing.T) {
	n, encoded := plain(t), toy(t).Encode()
	every := 1 // length, or some where time is short
	if testing.Short() || triagetest.UnderRace {
		every = 17
	}
	for size := 0; size < len(encoded); size += every {
		if checkDecode(t, n, encoded[:size]) {
			t.Errorf("%d of %d bytes were taken", size, len(encoded))
		}
	}
	if checkDecode(t, n, append(slices.Clone(encoded), 0)) {
		t.Error("a byte more was taken")
	}
}

func TestDecode_survives_flipped_bytes(t *testing.T) {
	n, encoded := plain(t), toy(t).Encode()
	raw := must[[]byte](t)(linear.Unpack(encoded))
	every := 1 // byte, or some where time is short
	if testing.Short() || triagetest.UnderRace {
		every = 17
	}
	for i := 0; i < len(encoded); i += every {
		b := slices.Clone(encoded)
		b[i] ^= 0x55
		checkDecode(t, n, b)
	}
	for i := 0; i < len(raw); i += every * (1 + len(raw)/2000) {
		b := slices.Clone(raw)
		b[i] ^= 0xff
		checkDecode(t, n, linear.Pack(b))
	}
}

// rawModel writes the content of a model of one feature.
func rawModel(labels [linear.Heads][]string, keys []uint32, edit func(temperature, scale, bias []float64, idf []float32)) []byte {
	var b bytes.Buffer
	write := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) }
	outputs := 0
	for _, list := range labels {
		write(uint16(len(list)))
		for _, l := range list {
			write(uint16(len(l)))
			b.WriteString(l)
		}
		outputs += len(list)
	}
	temperature, scale, bias, idf := []float64{1, 1, 1}, make([]float64, outputs), make([]float64, outputs), make([]float32, len(keys))
	edit(temperature, scale, bias, idf)
	write(uint32(len(keys)))
	for _, part := range []any{temperature, float32(1), scale, bias, keys, idf, make([]int16, len(keys)*outputs)} {
		write(part)
	}
	return linear.Pack(b.Bytes())
}

func TestDecode_refuses_what_no_training_makes(t *testing.T) {
	good := [linear.Heads][]string{{"letter", "road"}, {"complaint"}, {"one", "several"}}
	none := func(_, _, _ []float64, _ []float32) {}
	nan, inf := math.NaN(), math.Inf(1)
	n := plain(t)
	if !checkDecode(t, n, rawModel(good, []uint32{1, 2}, none)) {
		t.Fatal("a good model was refused")
	}
	for name, b := range map[string][]byte{
		"nothing":              linear.Pack(nil),
		"no magic":             []byte("audiensi linear model\x02"),
		"one category":         rawModel([linear.Heads][]string{{"letter"}, {}, {}}, []uint32{1}, none),
		"a label twice":        rawModel([linear.Heads][]string{{"letter", "letter"}, {}, {}}, []uint32{1}, none),
		"other matters":        rawModel([linear.Heads][]string{{"letter", "road"}, {}, {"few", "one"}}, []uint32{1}, none),
		"a key twice":          rawModel(good, []uint32{1, 1}, none),
		"temperature 0":        rawModel(good, []uint32{1}, func(t, _, _ []float64, _ []float32) { t[0] = 0 }),
		"temperature NaN":      rawModel(good, []uint32{1}, func(t, _, _ []float64, _ []float32) { t[1] = nan }),
		"temperature infinite": rawModel(good, []uint32{1}, func(t, _, _ []float64, _ []float32) { t[2] = inf }),
		"scale NaN":            rawModel(good, []uint32{1}, func(_, s, _ []float64, _ []float32) { s[0] = nan }),
		"scale huge":           rawModel(good, []uint32{1}, func(_, s, _ []float64, _ []float32) { s[0] = 1e300 }),
		"bias infinite":        rawModel(good, []uint32{1}, func(_, _, b []float64, _ []float32) { b[0] = -inf }),
		"idf NaN":              rawModel(good, []uint32{1}, func(_, _, _ []float64, i []float32) { i[0] = float32(nan) }),
		"too many features":    linear.Pack([]byte("\x02\x00\x01\x00a\x01\x00b\x00\x00\x00\x00\xff\xff\xff\xff")),
		"unpacks without end":  linear.Pack(make([]byte, 65<<20)),
	} {
		if checkDecode(t, n, b) {
			t.Errorf("%s was taken", name)
		}
	}
}

// FuzzDecode starts from a model of two features: a trained one is too large to
// be changed often.
func FuzzDecode(f *testing.F) {
	m := rawModel([linear.Heads][]string{{"letter", "road"}, {"complaint"}, {"one", "several"}}, []uint32{1, 2}, func(_, _, _ []float64, _ []float32) {})
	raw, err := linear.Unpack(m)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(m, false)
	f.Add(raw, true)
	f.Add([]byte("\x02\x00\x01\x00a\x01\x00b\x00\x00\x00\x00\x01\x00\x00\x00"), true)
	n := plain(f)
	f.Fuzz(func(t *testing.T, b []byte, pack bool) {
		if pack {
			b = linear.Pack(b)
		}
		checkDecode(t, n, b)
	})
}
