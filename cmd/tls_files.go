package cmd

import (
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// lookEvery bounds how often the files of a certificate are looked at.
const lookEvery = time.Second

// keyPair is a certificate in two files, read anew when one of them changes.
// While the two do not belong together, as between two writes of a renewal, the
// one read before stays in force. It is safe for concurrent use.
type keyPair struct {
	certFile, keyFile string
	log               *slog.Logger

	mu     sync.Mutex
	loaded *tls.Certificate
	seen   [2]fileState
	looked time.Time
}

// fileState changes when a file does.
type fileState struct {
	modified time.Time
	size     int64
}

// openKeyPair returns an error if there is no certificate to begin with.
func openKeyPair(certFile, keyFile string, log *slog.Logger) (*keyPair, error) {
	k := &keyPair{certFile: certFile, keyFile: keyFile, log: log}
	k.seen, k.looked = k.states(), time.Now()
	if err := k.load(); err != nil {
		return nil, fmt.Errorf("AUDIENSI_TLS_CERT, AUDIENSI_TLS_KEY: %w", err)
	}
	return k, nil
}

// certificate is tls.Config.GetCertificate.
func (k *keyPair) certificate(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if now := time.Now(); now.Sub(k.looked) >= lookEvery {
		k.looked = now
		k.look()
	}
	return k.loaded, nil
}

func (k *keyPair) look() {
	now := k.states()
	if now == k.seen {
		return
	}
	k.seen = now
	if err := k.load(); err != nil {
		k.log.Error("changed certificate not read: the earlier one stays in force", "error", err)
	}
}

// states has zero values for what cannot be looked at: reading it will say why.
func (k *keyPair) states() (s [2]fileState) {
	for i, path := range []string{k.certFile, k.keyFile} {
		if info, err := os.Stat(path); err == nil {
			s[i] = fileState{info.ModTime(), info.Size()}
		}
	}
	return s
}

func (k *keyPair) load() error {
	pair, err := tls.LoadX509KeyPair(k.certFile, k.keyFile)
	if err != nil {
		return err
	}
	k.loaded = &pair
	k.log.Info("certificate read", "subject", pair.Leaf.Subject.String(), "valid_until", pair.Leaf.NotAfter)
	return nil
}
