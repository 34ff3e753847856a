package domain_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"audiensi/domain"
)

func TestReceipt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.String().Draw(t, "key")
		salt := rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "salt")
		r := domain.DeriveReceipt(key, salt)
		if again := domain.DeriveReceipt(key, salt); again != r {
			t.Fatalf("%s, then %s", r, again)
		}
		typed := strings.ToLower(strings.ReplaceAll(string(r), "-", " "))
		typed = strings.NewReplacer("0", "o", "1", "l").Replace(typed)
		if got, ok := domain.ParseReceipt(typed); !ok || got != r {
			t.Fatalf("ParseReceipt(%q) = %q, %v; want %q", typed, got, ok, r)
		}
		b := []byte(r)
		i := rapid.SampledFrom([]int{0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13}).Draw(t, "place")
		b[i] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[rapid.IntRange(0, 31).Draw(t, "digit")]
		if _, ok := domain.ParseReceipt(string(b)); ok && string(b) != string(r) {
			t.Fatalf("one wrong character was taken: %s for %s", b, r)
		}
	})
}

func TestParseReceiptRefuses(t *testing.T) {
	for _, s := range []string{"", "7ZK2", "7ZK2-93QX-0MTB", "7ZK2-93QX-0MTB-\x00", strings.Repeat("7", 14), "ÀZK2-93QX-0MTB-F"} {
		if r, ok := domain.ParseReceipt(s); ok {
			t.Errorf("ParseReceipt(%q) = %q", s, r)
		}
	}
}
