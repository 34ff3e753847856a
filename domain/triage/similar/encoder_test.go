package similar_test

import (
	"strings"
	"testing"
	"time"

	"audiensi/domain/triage/similar"
	"audiensi/domain/triage/triagetest"
)

// encoder returns the built-in one, which knows the places of the regency.
func encoder(t testing.TB) *similar.Encoder {
	t.Helper()
	n, err := triagetest.Normaliser()
	if err != nil {
		t.Fatal(err)
	}
	m, err := similar.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return similar.NewEncoder(n, m)
}

const streetLamps = "Lampu jalan di Desa Temurejo padam sejak 3 bulan lalu, kapan diperbaiki?"

// TestEncode_says_the_same: what does not change the matter does not change the vector.
func TestEncode_says_the_same(t *testing.T) {
	e := encoder(t)
	want := e.Encode(streetLamps)
	for name, text := range map[string]string{
		"another village":     "Lampu jalan di Desa Licin padam sejak 3 bulan lalu, kapan diperbaiki?",
		"another number":      "Lampu jalan di Desa Temurejo padam sejak 14 bulan lalu, kapan diperbaiki?",
		"capitals":            strings.ToUpper(streetLamps),
		"order":               "Kapan diperbaiki? Sejak 3 bulan lalu padam lampu jalan di Desa Temurejo.",
		"said twice":          streetLamps + " " + streetLamps,
		"an unknown name":     streetLamps + " Wqzxkj",
		"repeated letters":    "Lampuuu jalan di Desa Temurejo padam sejak 3 bulan lalu, kapan diperbaiki??",
		"broken bytes":        streetLamps + "\xff\xfe",
		"invisible and emoji": "\u200b" + streetLamps + " 🙏🙏",
	} {
		if got := e.Encode(text); got.Similarity(&want) < 0.999 {
			t.Errorf("%s: %q is similar by %.3f", name, text, got.Similarity(&want))
		}
	}
}

func TestEncode_tells_apart(t *testing.T) {
	e := encoder(t)
	lamps := e.Encode(streetLamps)
	closer, farther := e.Encode("Penerangan jalan umum dusun kami mati, mohon petugas memperbaiki"),
		e.Encode("Tagihan listrik kami ada pajak penerangan jalan, berapa persen?")
	if a, b := lamps.Similarity(&closer), lamps.Similarity(&farther); a <= b || a < 0.5 {
		t.Errorf("the same matter %.3f, the same words %.3f", a, b)
	}
}

func TestEncode_as_it_is_typed(t *testing.T) {
	e := encoder(t)
	want, got := e.Encode(streetLamps), e.Encode("lampu jln di ds temurejo padam sejak 3 bln lalu kpn diperbaiki")
	if s := want.Similarity(&got); s < 0.95 {
		t.Errorf("abbreviations leave %.3f", s)
	}
}

func TestEncode_misspelt(t *testing.T) {
	e := encoder(t)
	right, wrong := e.Encode("sertifikat puskesmas"), e.Encode("sertifikatt puskessmas")
	if s := right.Similarity(&wrong); s < 0.999 {
		t.Errorf("misspelt words are similar by %.3f", s)
	}
}

// Texts without a known word are compared by their unknown ones.
func TestEncode_unknown(t *testing.T) {
	e := encoder(t)
	a, b, c := e.Encode("wqzx kjqw"), e.Encode("kjqw wqzx"), e.Encode("zzqj")
	if a.IsZero() || a.Similarity(&b) != 1 || a.Similarity(&c) > 0.5 {
		t.Errorf("the same unknown words %.3f, others %.3f", a.Similarity(&b), a.Similarity(&c))
	}
}

func TestEncode_nothing(t *testing.T) {
	e := encoder(t)
	for _, text := range []string{"", "  \n", "🙏🙏🙏", "?!.,", "\x00\x01", "Desa Temurejo", "Desa Temurejo, Kecamatan Srono", "12 000",
		"Assalamualaikum Bapak Ibu, mohon izin bertanya"} {
		if v := e.Encode(text); !v.IsZero() {
			t.Errorf("%q says %v", text, v)
		}
	}
}

// No place of the regency makes a difference.
func TestEncode_anywhere(t *testing.T) {
	names, err := triagetest.PlaceNames()
	if err != nil || len(names) < 200 {
		t.Fatalf("%d names, %v", len(names), err)
	}
	e := encoder(t)
	want := e.Encode("Jalan rusak di Desa Licin")
	for _, name := range names {
		got := e.Encode("Jalan rusak di Desa " + name)
		if s := want.Similarity(&got); s < 0.99 {
			t.Errorf("in %s the road is similar by %.3f", name, s)
		}
	}
}

func TestEncode_takes_bounded_time(t *testing.T) {
	e := encoder(t)
	for name, text := range map[string]string{
		"one word":        strings.Repeat("x", 100_000),
		"many words":      strings.Repeat("abcdefgh ", 100_000),
		"different words": strings.Repeat("abcdq ghijx klmnz opqry ", 25_000),
		"of four bytes":   strings.Repeat("𝔸", 100_000),
	} {
		began := time.Now()
		e.Encode(text)
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func FuzzEncode(f *testing.F) {
	for _, seed := range []string{"", streetLamps, "\xff", "KTP kulo ical", strings.Repeat("a", 20_000)} {
		f.Add(seed)
	}
	e := encoder(f)
	f.Fuzz(func(t *testing.T, text string) {
		v := e.Encode(text)
		if again := e.Encode(text); v != again {
			t.Errorf("%q twice: %v, %v", text, v, again)
		}
		if s := v.Similarity(&v); !v.IsZero() && s != 1 {
			t.Errorf("%q is similar to itself by %v", text, s)
		}
	})
}

func TestDecode_refuses(t *testing.T) {
	m, err := similar.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	packed, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := similar.Decode(packed); err != nil || len(got.Terms) != len(m.Terms) {
		t.Fatalf("the model itself: %v", err)
	}
	short := *m
	short.Weights = short.Weights[1:]
	missing, err := short.Encode()
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"nothing": nil, "text": []byte("model"), "cut": packed[:len(packed)/2], "a weight missing": missing} {
		if _, err := similar.Decode(b); err == nil {
			t.Errorf("%s is taken for a model", name)
		}
	}
}
