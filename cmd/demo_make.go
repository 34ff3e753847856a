package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"audiensi/cmd/demo"
	"audiensi/cmd/refdata"
	"audiensi/domain/worktime"
)

// makeDemo makes the whole history in memory and then writes the file beside
// its place, to be moved there as the last act: a demo that was interrupted
// leaves no half of one.
func makeDemo(ctx context.Context, config Config, file string) (err error) {
	config.Database = "sqlite::memory:"
	h, err := openHouse(ctx, config, newLogger(os.Stderr, config), migrated)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	set, err := refdata.Builtin()
	if err != nil {
		return err
	}
	err = demo.Seed(ctx, demo.Parts{Store: h.store, Triage: h.app.Triage, Passwords: h.app.Passwords,
		Calendar: worktime.Default(), Reference: set, Now: time.Now()})
	if err != nil {
		return err
	}
	return writeDemo(ctx, h, file)
}

func writeDemo(ctx context.Context, h *house, file string) error {
	unfinished := file + ".unfinished"
	if err := os.RemoveAll(unfinished); err != nil {
		return err
	}
	if _, err := h.store.DB().ExecContext(ctx, "VACUUM INTO ?", unfinished); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", unfinished, err), os.RemoveAll(unfinished))
	}
	if err := flush(unfinished); err != nil {
		return err
	}
	return os.Rename(unfinished, file)
}

// flush waits until the file is on the disk.
func flush(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
