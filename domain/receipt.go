package domain

import (
	"crypto/hmac"
	"crypto/sha256"
	"strings"
)

// crockford is Douglas Crockford's base 32 alphabet; the last five are check
// symbols only.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"

// Receipt is the asker's code for one question: 12 characters of Crockford base
// 32 (60 bits) and a check character (value modulo 37), e.g. "7ZK2-93QX-0MTB-F".
type Receipt string

// DeriveReceipt returns the receipt of a question from the capture's idempotency
// key, which only the client has, and the server's salt, so that a repeated
// capture gets the same receipt although none is stored.
func DeriveReceipt(captureKey string, salt []byte) Receipt {
	mac := hmac.New(sha256.New, salt)
	mac.Write([]byte("audiensi receipt v1\x00" + captureKey))
	sum := mac.Sum(nil)
	var n uint64
	for _, b := range sum[:8] {
		n = n<<8 | uint64(b)
	}
	n &= 1<<60 - 1
	code := make([]byte, 13)
	code[12] = crockford[n%37]
	for i := 11; i >= 0; i-- {
		code[i] = crockford[n&31]
		n >>= 5
	}
	s := string(code)
	return Receipt(s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:])
}

// ParseReceipt reads a receipt as people type it: any case, hyphens and blanks
// anywhere, O for 0, I and L for 1. A wrong check character is refused.
func ParseReceipt(s string) (Receipt, bool) {
	s = strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(s))
	if len(s) != 13 {
		return "", false
	}
	var n uint64
	for i := range 12 {
		d := strings.IndexByte(crockford[:32], s[i])
		if d < 0 {
			return "", false
		}
		n = n<<5 | uint64(d)
	}
	if crockford[n%37] != s[12] {
		return "", false
	}
	return Receipt(s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:]), true
}

// Hash returns what is stored of a receipt.
func (r Receipt) Hash() [32]byte { return sha256.Sum256([]byte("audiensi receipt\x00" + string(r))) }

// DesaHash returns what is stored of a code that is not a question's receipt but
// that of a desa in a session; neither can be used as the other.
func (r Receipt) DesaHash() [32]byte {
	return sha256.Sum256([]byte("audiensi desa code\x00" + string(r)))
}
