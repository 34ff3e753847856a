// Package authority makes a small certificate authority in a folder, and with
// it certificates for servers that the internet's authorities cannot reach: a
// laptop in a hall. Devices trust it once its certificate is installed on them,
// and then for private names and addresses only.
package authority

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"fmt"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	years = 10
	// backdate lets devices in whose clocks are a little slow.
	backdate = time.Hour
	// The authority's files in its folder.
	certificateFile = "authority.crt"
	keyFile         = "authority.key"
)

// What an authority may sign for: names that no public authority gives out
// (RFC 6762, 6761, 8375, the top-level domain "internal") and private addresses
// (RFC 1918, 3927, 4193, 4291). Who steals its key can stand in for a hall's
// server and for no bank.
var (
	privateNames    = []string{"local", "localhost", "lan", "internal", "home.arpa"}
	privateNetworks = []string{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16",
		"::1/128", "fc00::/7", "fe80::/10"}
)

// Authority is one that is open: with its key.
type Authority struct {
	Certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// Create makes an authority in the folder, which is made if it is missing. It
// may sign for private names and addresses and for the domains with all that is
// below them. Files that are there are never overwritten.
func Create(folder, name string, domains []string, now time.Time) (*Authority, error) {
	for _, d := range domains {
		if !isName(d) {
			return nil, fmt.Errorf("%q is not the name of a domain", d)
		}
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := constrained(domains)
	template.Subject = pkix.Name{CommonName: name, Organization: []string{"Audiensi"}}
	template.NotBefore, template.NotAfter = now.Add(-backdate), now.AddDate(years, 0, 0)
	template.IsCA, template.BasicConstraintsValid, template.MaxPathLenZero = true, true, true
	template.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
	certificate, err := sign(template, template, key, key)
	if err != nil {
		return nil, err
	}
	if err := writePair(folder, certificateFile, keyFile, certificate, key); err != nil {
		return nil, err
	}
	return &Authority{certificate, key}, nil
}

func constrained(domains []string) *x509.Certificate {
	c := &x509.Certificate{PermittedDNSDomainsCritical: true, PermittedDNSDomains: append(slices.Clone(privateNames), domains...)}
	for _, n := range privateNetworks {
		_, network, _ := net.ParseCIDR(n)
		c.PermittedIPRanges = append(c.PermittedIPRanges, network)
	}
	return c
}

func sign(template, parent *x509.Certificate, key, signer *ecdsa.PrivateKey) (*x509.Certificate, error) {
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(der)
}

// Open reads the authority of the folder.
func Open(folder string) (*Authority, error) {
	certificate, key, err := readPair(filepath.Join(folder, certificateFile), filepath.Join(folder, keyFile))
	if err != nil {
		return nil, err
	}
	if !certificate.IsCA || !key.PublicKey.Equal(certificate.PublicKey) {
		return nil, fmt.Errorf("%s holds no authority: certificate and key do not belong together", folder)
	}
	return &Authority{certificate, key}, nil
}

// Fingerprint returns the SHA-256 of the certificate as devices show it: bytes in
// capital hexadecimal with colons between.
func Fingerprint(c *x509.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	var parts []string
	for _, b := range sum {
		parts = append(parts, strings.ToUpper(hex.EncodeToString([]byte{b})))
	}
	return strings.Join(parts, ":")
}
