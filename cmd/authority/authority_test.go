package authority_test

import (
	"crypto/x509"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"audiensi/cmd/authority"

	"github.com/google/go-cmp/cmp"
)

var now = time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)

func made(t *testing.T) (string, *authority.Authority) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "ca")
	if _, err := authority.Create(folder, "Uji", []string{"banyuwangikab.go.id"}, now); err != nil {
		t.Fatal(err)
	}
	a, err := authority.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	return folder, a
}

func TestIssue(t *testing.T) {
	folder, a := made(t)
	hosts := []string{"audiensi.local", "192.168.1.10", "fd00::1", "audiensi.banyuwangikab.go.id"}
	c, err := a.Issue(folder, "server", hosts, authority.MostDays, now)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"audiensi.local", "audiensi.banyuwangikab.go.id"}, c.DNSNames); diff != "" {
		t.Error(diff)
	}
	if days := c.NotAfter.Sub(c.NotBefore).Hours() / 24; days > 825 {
		t.Errorf("%v days", days)
	}
	if c.IsCA || !a.Certificate.IsCA || !a.Certificate.MaxPathLenZero || !a.Certificate.PermittedDNSDomainsCritical {
		t.Error("the server's certificate can sign, or the authority's can sign for another authority or for all names")
	}
	if !a.Certificate.NotAfter.Equal(now.AddDate(10, 0, 0)) {
		t.Errorf("the authority ends at %v", a.Certificate.NotAfter)
	}
	info, err := os.Stat(filepath.Join(folder, "server.key"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestIssue_never_outlives_its_authority(t *testing.T) {
	folder, a := made(t)
	c, err := a.Issue(folder, "late", []string{"a.local"}, 825, now.AddDate(9, 6, 0))
	if err != nil || !c.NotAfter.Equal(a.Certificate.NotAfter) {
		t.Errorf("%v, %v", c, err)
	}
	if _, err := a.Issue(folder, "later", []string{"a.local"}, 825, now.AddDate(10, 0, 1)); err == nil || !strings.Contains(err.Error(), "has expired") {
		t.Errorf("got %v", err)
	}
}

// A stolen key is of no use against others: devices refuse what it signs for them.
func TestConstraints_bind_whoever_has_the_key(t *testing.T) {
	_, a := made(t)
	for host, want := range map[string]bool{"audiensi.local": true, "x.banyuwangikab.go.id": true, "banyuwangikab.go.id.evil.com": false,
		"bank.co.id": false, "10.1.2.3": true, "172.32.0.1": false, "8.8.8.8": false, "2001:db8::1": false} {
		_, err := a.Issue(t.TempDir(), "x", []string{host}, 1, now)
		if (err == nil) != want {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestOpen_refuses(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(t *testing.T, folder string)
		want  string
	}{
		"no_key": {func(t *testing.T, f string) { remove(t, f+"/authority.key") }, "there is no "},
		"no_pem": {func(t *testing.T, f string) { write(t, f+"/authority.crt", "x") }, "holds no CERTIFICATE in PEM"},
		"broken_key": {func(t *testing.T, f string) {
			write(t, f+"/authority.key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
		}, "not a private key"},
		"another's_key": {func(t *testing.T, f string) {
			other, _ := made(t)
			write(t, f+"/authority.key", read(t, other+"/authority.key"))
		}, "do not belong together"},
	} {
		t.Run(name, func(t *testing.T) {
			folder, _ := made(t)
			tt.spoil(t, folder)
			if _, err := authority.Open(folder); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestFingerprint(t *testing.T) {
	got := authority.Fingerprint(&x509.Certificate{Raw: []byte("abc")})
	want := "BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD" // FIPS 180-2, B.1
	if got != want {
		t.Errorf("got %s", got)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
