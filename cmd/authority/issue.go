package authority

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"net"
	"regexp"
	"strings"
	"time"
)

// MostDays is the longest life of a server's certificate that Apple's devices
// accept of an authority that a person installed.
const MostDays = 825

// Issue makes a key and a certificate for a server under the hosts, names or
// addresses, and writes them as NAME.crt and NAME.key into the folder. Files that
// are there are never overwritten.
func (a *Authority) Issue(folder, name string, hosts []string, days int, now time.Time) (*x509.Certificate, error) {
	if days < 1 || days > MostDays {
		return nil, fmt.Errorf("%d days: a certificate lives 1 to %d days", days, MostDays)
	}
	template := &x509.Certificate{NotBefore: now.Add(-backdate), NotAfter: now.Add(time.Duration(days) * 24 * time.Hour).Add(-backdate),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, BasicConstraintsValid: true}
	if template.NotAfter.After(a.Certificate.NotAfter) {
		template.NotAfter = a.Certificate.NotAfter
	}
	if err := nameHosts(template, hosts); err != nil {
		return nil, err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	certificate, err := sign(template, a.Certificate, key, a.key)
	if err != nil {
		return nil, err
	}
	if err := a.trusts(certificate, hosts, now); err != nil {
		return nil, err
	}
	return certificate, writePair(folder, name+".crt", name+".key", certificate, key)
}

func nameHosts(template *x509.Certificate, hosts []string) error {
	if len(hosts) == 0 {
		return errors.New("a certificate needs at least one host")
	}
	for _, h := range hosts {
		ip := net.ParseIP(h)
		switch {
		case ip != nil:
			template.IPAddresses = append(template.IPAddresses, ip)
		case isName(h):
			template.DNSNames = append(template.DNSNames, h)
		default:
			return fmt.Errorf("%q is neither the name nor the address of a host (without https:// and port)", h)
		}
	}
	template.Subject = pkix.Name{CommonName: hosts[0], Organization: []string{"Audiensi"}}
	return nil
}

// trusts checks the certificate as a device does that has the authority.
func (a *Authority) trusts(c *x509.Certificate, hosts []string, now time.Time) error {
	roots := x509.NewCertPool()
	roots.AddCert(a.Certificate)
	for _, h := range hosts {
		_, err := c.Verify(x509.VerifyOptions{DNSName: h, Roots: roots, CurrentTime: now})
		var invalid x509.CertificateInvalidError
		switch {
		case errors.As(err, &invalid) && invalid.Reason == x509.CANotAuthorizedForThisName:
			return fmt.Errorf("this authority may sign for %s, and for private addresses, not for all of %s: make another one with --domain",
				strings.Join(a.Certificate.PermittedDNSDomains, ", "), strings.Join(hosts, ", "))
		case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
			return fmt.Errorf("the authority has expired (%s): make another one", a.Certificate.NotAfter.Format(time.DateOnly))
		case err != nil:
			return err
		}
	}
	return nil
}

// isName is true of a plain DNS name: labels of small letters, digits and hyphens.
func isName(s string) bool { return len(s) <= 253 && plainName.MatchString(s) }

var plainName = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`)
