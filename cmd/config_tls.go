package cmd

import (
	"fmt"
	"net/mail"
	"net/netip"
	"net/url"
	"strings"
)

// How the API is encrypted: AUDIENSI_TLS.
const (
	tlsOff   = "off"
	tlsFiles = "files"
	tlsACME  = "acme"
)

// tlsChecks are the rules of the variables of TLS. One that is set and has no
// effect is a fault: somebody thinks that it has.
var tlsChecks = []check{
	{"TLS", func(c Config) string {
		switch c.TLS {
		case tlsOff, tlsFiles, tlsACME:
			return ""
		}
		return fmt.Sprintf("%q is neither off, files nor acme", c.TLS)
	}},
	{"TLS_CERT", func(c Config) string { return onlyWith(c, tlsFiles, c.TLSCert, "name the certificate's file") }},
	{"TLS_KEY", func(c Config) string { return onlyWith(c, tlsFiles, c.TLSKey, "name the key's file") }},
	{"TLS_DOMAINS", domainsFault},
	{"TLS_EMAIL", emailFault},
	{"TLS_DIRECTORY", func(c Config) string { return directoryFault(c.TLSDirectory) }},
	{"TLS_REDIRECT_ADDR", redirectFault},
}

// onlyWith returns the fault of a variable that one way of encryption needs and
// no other uses.
func onlyWith(c Config, mode, value, need string) string {
	switch {
	case c.TLS == mode && value == "":
		return fmt.Sprintf("AUDIENSI_TLS=%s needs it: %s", mode, need)
	case c.TLS != mode && value != "":
		return fmt.Sprintf("it has no effect without AUDIENSI_TLS=%s", mode)
	}
	return ""
}

func domainsFault(c Config) string {
	if fault := onlyWith(c, tlsACME, strings.Join(c.TLSDomains, ","), "name the domains, with commas between"); fault != "" {
		return fault
	}
	for _, d := range c.TLSDomains {
		_, err := netip.ParseAddr(d)
		if err == nil || !strings.Contains(d, ".") || strings.ContainsAny(d, "*/: \t") {
			return fmt.Sprintf("%q is not a public domain such as audiensi.banyuwangikab.go.id", d)
		}
	}
	return ""
}

func emailFault(c Config) string {
	if c.TLSEmail == "" {
		return ""
	}
	if parsed, err := mail.ParseAddress(c.TLSEmail); err != nil || parsed.Address != c.TLSEmail {
		return fmt.Sprintf("%q is not an e-mail address", c.TLSEmail)
	}
	return onlyWith(c, tlsACME, c.TLSEmail, "")
}

// directoryFault lets plain HTTP pass on the loopback only, for tests.
func directoryFault(directory string) string {
	u, err := url.Parse(directory)
	if err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && onlyLoopback(u.Host) == nil) {
		return fmt.Sprintf("%q is not of the form https://HOST/PATH", directory)
	}
	return ""
}

func redirectFault(c Config) string {
	switch {
	case c.TLSRedirectAddr == "":
		return ""
	case c.TLS == tlsOff:
		return "it has no effect without AUDIENSI_TLS=files or acme"
	case c.TLSRedirectAddr == c.Addr && !strings.HasSuffix(c.Addr, ":0"):
		return "it is the address of the API; choose another"
	}
	return addressFault(c.TLSRedirectAddr)
}
