package cmd_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"audiensi/cmd"
)

func TestPasswords(t *testing.T) {
	p := cmd.NewPasswords()
	hash, err := p.Hash(t.Context(), goodPassword)
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("%v: %s", err, hash)
	}
	for password, want := range map[string]bool{goodPassword: true, goodPassword + " ": false, "": false} {
		if got, err := p.Check(t.Context(), password, hash); err != nil || got != want {
			t.Errorf("%q: %v, %v", password, got, err)
		}
	}
	if _, err := p.Check(t.Context(), goodPassword, "no hash"); err == nil {
		t.Error("what is no hash is checked without an error")
	}
}

func TestPasswords_who_cannot_wait_gives_up(t *testing.T) {
	p := cmd.NewPasswords()
	var busy sync.WaitGroup
	for range 12 {
		busy.Go(func() { _, _ = p.Hash(context.Background(), goodPassword) })
	}
	time.Sleep(10 * time.Millisecond) // until all places are taken
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := p.Check(ctx, goodPassword, ""); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want that it gave up", err)
	}
	busy.Wait()
}
