package cmd_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/acme"
)

// acmeCA is as much of an authority (RFC 8555) as one order for one name needs.
// It validates by TLS-ALPN-01 (RFC 8737) at the address it is told, and checks no
// signatures of requests.
type acmeCA struct {
	t      *testing.T
	server *httptest.Server
	root   *x509.Certificate
	key    *ecdsa.PrivateKey

	mu      sync.Mutex
	addr    string // where the program serves
	account *ecdsa.PublicKey
	domain  string
	valid   bool   // the challenge was met
	chain   []byte // the certificate issued, in PEM
	orders  int
}

func startACME(t *testing.T) *acmeCA {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "acme"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(24 * time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	root, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	ca := &acmeCA{t: t, root: root, key: key}
	ca.server = httptest.NewServer(ca)
	t.Cleanup(ca.server.Close)
	return ca
}

// request is what a client signed.
type acmeRequest struct {
	Protected, Payload string
}

func (ca *acmeCA) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ca.mu.Lock()
	defer ca.mu.Unlock()
	w.Header().Set("Replay-Nonce", rand.Text())
	if r.Method != http.MethodPost {
		ca.directory(w)
		return
	}
	var signed acmeRequest
	if err := json.NewDecoder(r.Body).Decode(&signed); err != nil {
		ca.t.Error(err)
	}
	switch r.URL.Path {
	case "/account":
		ca.register(signed)
		w.Header().Set("Location", ca.url("/account/1"))
		ca.reply(w, http.StatusCreated, map[string]any{"status": "valid"})
	case "/order":
		ca.orders++
		var order struct{ Identifiers []struct{ Value string } }
		ca.decode(signed.Payload, &order)
		ca.domain = order.Identifiers[0].Value
		w.Header().Set("Location", ca.url("/order/1"))
		ca.reply(w, http.StatusCreated, ca.order())
	case "/order/1":
		ca.reply(w, http.StatusOK, ca.order())
	case "/authorization":
		ca.reply(w, http.StatusOK, map[string]any{"status": ca.status(), "identifier": map[string]any{"type": "dns", "value": ca.domain},
			"challenges": []any{ca.challenge()}})
	case "/challenge":
		ca.validate()
		ca.reply(w, http.StatusOK, ca.challenge())
	case "/finalize":
		var finalize struct{ CSR string }
		ca.decode(signed.Payload, &finalize)
		ca.issue(finalize.CSR)
		w.Header().Set("Location", ca.url("/order/1"))
		ca.reply(w, http.StatusOK, ca.order())
	case "/certificate":
		w.Header().Set("Content-Type", "application/pem-certificate-chain")
		_, _ = w.Write(ca.chain) // a client that is gone
	default:
		ca.t.Errorf("POST %s", r.URL.Path)
	}
}

func (ca *acmeCA) directory(w http.ResponseWriter) {
	ca.reply(w, http.StatusOK, map[string]any{"newNonce": ca.url("/nonce"), "newAccount": ca.url("/account"), "newOrder": ca.url("/order"),
		"revokeCert": ca.url("/revoke"), "keyChange": ca.url("/key")})
}

func (ca *acmeCA) url(path string) string { return ca.server.URL + path }

func (ca *acmeCA) reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // a client that is gone
}

// decode reads base64url of JSON.
func (ca *acmeCA) decode(text string, into any) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		ca.t.Errorf("%s: %v", text, err)
	}
}

func (ca *acmeCA) register(signed acmeRequest) {
	var protected struct{ JWK struct{ X, Y string } }
	ca.decode(signed.Protected, &protected)
	point := []byte{4} // uncompressed, SEC 1
	for _, coordinate := range []string{protected.JWK.X, protected.JWK.Y} {
		raw, err := base64.RawURLEncoding.DecodeString(coordinate)
		if err != nil {
			ca.t.Error(err)
		}
		point = append(point, raw...)
	}
	var err error
	if ca.account, err = ecdsa.ParseUncompressedPublicKey(elliptic.P256(), point); err != nil {
		ca.t.Error(err)
	}
}

func (ca *acmeCA) status() string {
	if ca.valid {
		return "valid"
	}
	return "pending"
}

func (ca *acmeCA) order() map[string]any {
	order := map[string]any{"status": "pending", "identifiers": []any{map[string]any{"type": "dns", "value": ca.domain}},
		"authorizations": []string{ca.url("/authorization")}, "finalize": ca.url("/finalize")}
	switch {
	case ca.chain != nil:
		order["status"], order["certificate"] = "valid", ca.url("/certificate")
	case ca.valid:
		order["status"] = "ready"
	}
	return order
}

const acmeToken = "DGyRejmCefe7v4NfDGDKfA"

func (ca *acmeCA) challenge() map[string]any {
	return map[string]any{"type": "tls-alpn-01", "url": ca.url("/challenge"), "token": acmeToken, "status": ca.status()}
}

// validate looks at the program as RFC 8737 says: for the name, with the protocol
// "acme-tls/1", a certificate that carries the hash of the key authorization.
func (ca *acmeCA) validate() {
	thumbprint, err := acme.JWKThumbprint(ca.account)
	if err != nil {
		ca.t.Error(err)
		return
	}
	conn, err := tls.Dial("tcp", ca.addr, &tls.Config{ServerName: ca.domain, NextProtos: []string{acme.ALPNProto}, InsecureSkipVerify: true})
	if err != nil {
		ca.t.Errorf("validation: %v", err)
		return
	}
	defer conn.Close()
	sum := sha256.Sum256([]byte(acmeToken + "." + thumbprint))
	want, _ := asn1.Marshal(sum[:])
	state := conn.ConnectionState()
	for _, e := range state.PeerCertificates[0].Extensions {
		if e.Id.Equal(asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 1, 31}) && e.Critical && string(e.Value) == string(want) {
			ca.valid = state.NegotiatedProtocol == acme.ALPNProto
		}
	}
	if !ca.valid {
		ca.t.Errorf("the challenge is not met: protocol %q", state.NegotiatedProtocol)
	}
}

func (ca *acmeCA) issue(csr string) {
	raw, err := base64.RawURLEncoding.DecodeString(csr)
	if err != nil {
		ca.t.Error(err)
		return
	}
	request, err := x509.ParseCertificateRequest(raw)
	if err != nil {
		ca.t.Error(err)
		return
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(2), DNSNames: request.DNSNames, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().AddDate(0, 0, 90), KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	der, err := x509.CreateCertificate(rand.Reader, template, ca.root, request.PublicKey, ca.key)
	if err != nil {
		ca.t.Error(err)
	}
	for _, one := range [][]byte{der, ca.root.Raw} {
		ca.chain = append(ca.chain, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: one})...)
	}
}

func TestTLS_from_an_authority(t *testing.T) {
	const domain = "audiensi.banyuwangikab.example"
	ca := startACME(t)
	s := newSetting(t, "AUDIENSI_TLS=acme", "AUDIENSI_TLS_DOMAINS="+domain, "AUDIENSI_TLS_DIRECTORY="+ca.url("/directory"), "AUDIENSI_TLS_EMAIL=a@b.example")
	s.must(t, "", "migrate", "up")
	roots := x509.NewCertPool()
	roots.AddCert(ca.root)
	for round := range 2 { // the second finds the certificate in the cache
		p := s.serve(t, "serve")
		ca.mu.Lock()
		ca.addr = p.addr
		ca.mu.Unlock()
		client := trusting(roots, func(c *tls.Config) { c.ServerName = domain })
		reply, err := client.Get("https://" + p.addr + "/readyz")
		if err != nil {
			t.Fatalf("round %d: %v\n%s", round, err, p.log())
		}
		reply.Body.Close()
		if reply.StatusCode != http.StatusOK || reply.TLS.PeerCertificates[0].Issuer.CommonName != "acme" {
			t.Errorf("%s, %v", reply.Status, reply.TLS.PeerCertificates[0].Issuer)
		}
		stranger := trusting(roots, func(c *tls.Config) { c.ServerName = "evil.example" })
		if _, err := stranger.Get("https://" + p.addr + "/readyz"); err == nil {
			t.Error("a certificate for a name that is not configured")
		}
		checked := setting{dir: s.dir, env: append(s.env, "AUDIENSI_ADDR="+p.addr)}
		checked.must(t, "", "healthcheck")
		if code := p.stop(); code != 0 {
			t.Errorf("exit %d\n%s", code, p.log())
		}
	}
	if ca.orders != 1 {
		t.Errorf("%d orders, want 1", ca.orders)
	}
}
