package authn_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"audiensi/api/authn"
	"audiensi/domain"
)

func TestAsker(t *testing.T) {
	receipt := string(domain.DeriveReceipt("capture-key-1", []byte("salt")))
	for name, tt := range map[string]struct {
		header string
		code   domain.Code
	}{
		"as printed": {receipt, ""}, "lower case": {" " + receipt + " ", ""},
		"missing": {"", domain.Unauthenticated}, "mistyped": {"0000-0000-0000-1", domain.Unauthenticated},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := authn.Asker(http.Header{authn.ReceiptHeader: {tt.header}})
			if domain.CodeOf(err) != tt.code || c.Asker != (tt.code == "") {
				t.Errorf("got %+v, %v", c, err)
			}
		})
	}
}

func TestLimiter(t *testing.T) {
	now := time.Unix(1_000_000, 0)
	l := authn.NewLimiter(3, time.Second, func() time.Time { return now })
	for i := range 3 {
		if err := l.Allow("10.0.0.1", 1); err != nil {
			t.Fatalf("try %d: %v", i, err)
		}
	}
	if err := l.Allow("10.0.0.1", 1); domain.CodeOf(err) != domain.TooMany {
		t.Errorf("fourth try: %v", err)
	}
	if err := l.Allow("10.0.0.2", 1); err != nil {
		t.Errorf("another address: %v", err)
	}
	now = now.Add(time.Second)
	if err := l.Allow("10.0.0.1", 1); err != nil {
		t.Errorf("a second later: %v", err)
	}
	l.Charge("10.0.0.1", 3)
	now = now.Add(time.Second)
	if err := l.Allow("10.0.0.1", 1); domain.CodeOf(err) != domain.TooMany {
		t.Errorf("after a wrong guess: %v", err)
	}
}

// One subscriber has a whole /64: its addresses count as one.
func TestLimiterCountsNetworks(t *testing.T) {
	now := time.Unix(1_000_000, 0)
	l := authn.NewLimiter(1, time.Hour, func() time.Time { return now })
	if err := l.Allow("2001:db8::1", 1); err != nil {
		t.Fatal(err)
	}
	if err := l.Allow("2001:db8::2", 1); err == nil {
		t.Error("another address of the same network passed")
	}
	if err := l.Allow("2001:db8:0:1::1", 1); err != nil {
		t.Errorf("another network: %v", err)
	}
}

func TestLimiterForgets(t *testing.T) {
	now := time.Unix(1_000_000, 0)
	l := authn.NewLimiter(1, time.Hour, func() time.Time { return now })
	for i := range 10_001 {
		if err := l.Allow(fmt.Sprintf("10.%d.%d.1", i/256, i%256), 1); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Allow("10.0.0.1", 1); err != nil {
		t.Errorf("the address that was quiet longest is still remembered: %v", err)
	}
}
