package usecase

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/ledger"
	"audiensi/domain/session"
)

// fValue is the sealed JSON of a session or a setting after the change.
const fValue ledger.Name = "value"

// StreamOf returns the stream of events of a setting that has a code, not an
// identifier: the first 16 bytes of SHA-256 of its kind and code.
func StreamOf(kind, code string) domain.StreamID {
	sum := sha256.Sum256([]byte(kind + "\x00" + code))
	id, _ := domain.IDFromBytes[domain.StreamKind](sum[:16])
	return id
}

// recordSetting appends the event that a setting now has the value.
func recordSetting(ctx context.Context, tx Tx, by domain.Actor, stream domain.StreamID, kind ledger.Kind, value any, now time.Time) error {
	return recordPast(ctx, tx, by, stream, kind, value, now, now)
}

// recordPast is recordSetting for what occurred before it is recorded.
func recordPast(ctx context.Context, tx Tx, by domain.Actor, stream domain.StreamID, kind ledger.Kind, value any, occurred, now time.Time) error {
	body, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("record %s: %w", kind, err)
	}
	e := &ledger.Event{Stream: stream, Kind: kind, OccurredAt: occurred, RecordedAt: now, Actor: by}
	e.SetSealed(fValue, string(body))
	return tx.AppendSetting(ctx, e)
}

// unchanged reports whether a thing is still what it was before; no list and an
// empty list are the same.
func unchanged[V any](before, now *V) bool {
	was, is := reflect.ValueOf(before).Elem(), reflect.ValueOf(now).Elem()
	for i := range was.NumField() {
		a, b := was.Field(i), is.Field(i)
		if a.Kind() == reflect.Slice && a.Len() == 0 && b.Len() == 0 {
			continue
		}
		if !reflect.DeepEqual(a.Interface(), b.Interface()) {
			return false
		}
	}
	return true
}

func saveSession(ctx context.Context, tx Tx, p access.Principal, s *session.Session, kind ledger.Kind, now time.Time) error {
	if err := tx.SaveSession(ctx, s); err != nil {
		return err
	}
	return recordSetting(ctx, tx, p.Actor(), s.ID.Stream(), kind, s, now)
}
