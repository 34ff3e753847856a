package cmd_test

import (
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"audiensi/cmd/authority"
)

func TestTLSAuthority_says_how_to_install_it(t *testing.T) {
	s := newSetting(t)
	out := s.must(t, "", "tls", "authority", "ca", "--name", "Rakorsus Banyuwangi")
	text, err := os.ReadFile(filepath.Join(s.dir, "ca", "authority.crt"))
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(text)
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Rakorsus Banyuwangi", "ca/authority.crt", "Sidik jari SHA-256", "SHA-256 fingerprint", "Android", "iPhone", "Windows"} {
		if !strings.Contains(out, want) {
			t.Errorf("want %q in\n%s", want, out)
		}
	}
	if strings.Count(out, authority.Fingerprint(certificate)) != 2 {
		t.Errorf("not the fingerprint %s in both languages", authority.Fingerprint(certificate))
	}
	if strings.Contains(out, "PRIVATE KEY") {
		t.Error("the key is shown")
	}
	for _, name := range []string{"authority.key"} {
		if info, err := os.Stat(filepath.Join(s.dir, "ca", name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

func TestTLS_commands_refuse(t *testing.T) {
	s := newSetting(t)
	s.refused(t, 1, "make the authority with `audiensi tls authority`", "tls", "certificate", "ca", "--host", "a.local")
	s.must(t, "", "tls", "authority", "ca")
	s.must(t, "", "tls", "certificate", "ca", "--host", "audiensi.local", "--host", "192.168.1.10")
	s.refused(t, 1, "exists already and is never overwritten", "tls", "authority", "ca")
	s.refused(t, 1, "exists already and is never overwritten", "tls", "certificate", "ca", "--host", "audiensi.local")
	s.refused(t, 1, "make another one with --domain", "tls", "certificate", "ca", "--name", "b", "--host", "bank.example.com")
	s.refused(t, 1, "make another one with --domain", "tls", "certificate", "ca", "--name", "b", "--host", "8.8.8.8")
	s.refused(t, 1, "neither the name nor the address of a host", "tls", "certificate", "ca", "--name", "b", "--host", "https://a.local")
	s.refused(t, 1, "1 to 825 days", "tls", "certificate", "ca", "--name", "b", "--host", "a.local", "--days", "826")
	s.refused(t, 1, "is not the name of a domain", "tls", "authority", "other", "--domain", "*.go.id")
	s.refused(t, 2, `required flag(s) "host" not set`, "tls", "certificate", "ca")
	if found, _ := filepath.Glob(filepath.Join(s.dir, "ca", "b.*")); len(found) > 0 {
		t.Errorf("made %v", found)
	}
	s.must(t, "", "tls", "authority", "go.id", "--domain", "banyuwangikab.go.id")
	s.must(t, "", "tls", "certificate", "go.id", "--host", "audiensi.banyuwangikab.go.id", "--days", "30")
}
