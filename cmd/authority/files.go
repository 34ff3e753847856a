package authority

import (
	"crypto/ecdsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	certificateBlock = "CERTIFICATE"
	keyBlock         = "PRIVATE KEY"
)

// writePair writes both files or none; the key can be read by its owner only.
func writePair(folder, certificateName, keyName string, certificate *x509.Certificate, key *ecdsa.PrivateKey) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	keyPath, certificatePath := filepath.Join(folder, keyName), filepath.Join(folder, certificateName)
	if err := create(keyPath, 0o600, keyBlock, der); err != nil {
		return err
	}
	if err := create(certificatePath, 0o644, certificateBlock, certificate.Raw); err != nil {
		return errors.Join(err, os.Remove(keyPath))
	}
	return nil
}

func create(path string, mode os.FileMode, block string, der []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists already and is never overwritten: choose another name, or move it away", path)
	}
	if err != nil {
		return err
	}
	err = pem.Encode(f, &pem.Block{Type: block, Bytes: der})
	return errors.Join(err, f.Sync(), f.Close())
}

func readPair(certificatePath, keyPath string) (*x509.Certificate, *ecdsa.PrivateKey, error) {
	der, err := block(certificatePath, certificateBlock)
	if err != nil {
		return nil, nil, err
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", certificatePath, err)
	}
	if der, err = block(keyPath, keyBlock); err != nil {
		return nil, nil, err
	}
	parsed, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: not a private key", keyPath) // the reason could show a part of it
	}
	key, ok := parsed.(*ecdsa.PrivateKey)
	if !ok {
		return nil, nil, fmt.Errorf("%s: not an ECDSA key", keyPath)
	}
	return certificate, key, nil
}

func block(path, kind string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no %s: make the authority with `audiensi tls authority`", path)
	}
	if err != nil {
		return nil, err
	}
	b, _ := pem.Decode(text)
	if b == nil || b.Type != kind {
		return nil, fmt.Errorf("%s: holds no %s in PEM", path, kind)
	}
	return b.Bytes, nil
}
