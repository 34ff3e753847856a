package backup

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"audiensi/domain"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

// mostFaults is how many faults are named; the others are only counted.
const mostFaults = 5

// verify checks every event of the database: that it is what its hash says, that
// it follows the one before it, that the events of every question can be
// replayed, and that no question has more or fewer of them than its row says.
// The error is ErrDamaged with what was found.
func verify(ctx context.Context, db *sql.DB) error {
	var found faults
	if err := eachStream(ctx, db, found.checkStream); err != nil {
		return err
	}
	if err := checkVersions(ctx, db, &found); err != nil {
		return err
	}
	return found.err()
}

// eachStream calls do with the events of one stream after the other.
func eachStream(ctx context.Context, db *sql.DB, do func(stream []stored)) error {
	rows, err := db.QueryContext(ctx, "SELECT stream, body, hash, seals FROM events ORDER BY stream, seq")
	if err != nil {
		return fmt.Errorf("read events: %w", err)
	}
	defer rows.Close()
	var stream []stored
	for rows.Next() {
		var e stored
		if err := rows.Scan(&e.stream, &e.body, &e.hash, &e.seals); err != nil {
			return fmt.Errorf("read events: %w", err)
		}
		if len(stream) > 0 && !bytes.Equal(stream[0].stream, e.stream) {
			do(stream)
			stream = nil
		}
		stream = append(stream, e)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read events: %w", err)
	}
	if len(stream) > 0 {
		do(stream)
	}
	return nil
}

// stored is an event as the database has it.
type stored struct{ stream, body, hash, seals []byte }

func (s stored) event() (*ledger.Event, error) {
	if hash := sha256.Sum256(s.body); !bytes.Equal(hash[:], s.hash) {
		return nil, errors.New("it is not what its hash says")
	}
	e, err := ledger.Decode(s.body)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(e.Stream.Bytes(), s.stream) {
		return nil, errors.New("it belongs to another stream")
	}
	e.Seals, err = ledger.DecodeSeals(s.seals)
	return e, err
}

func (f *faults) checkStream(stream []stored) {
	id, err := domain.IDFromBytes[domain.StreamKind](stream[0].stream)
	if err != nil {
		f.add("a stream with the id %x: %v", stream[0].stream, err)
		return
	}
	events := make([]*ledger.Event, len(stream))
	for i, s := range stream {
		if events[i], err = s.event(); err != nil {
			f.add("event %d of %s: %v", i+1, id, err)
			return
		}
	}
	if strings.HasPrefix(string(events[0].Kind), "question.") {
		_, err = question.Replay(events)
	} else {
		_, err = ledger.Verify(events)
	}
	if err != nil {
		f.add("%s: %v", id, err)
	}
}

// checkVersions finds what a chain cannot tell: that its end, or all of it, is missing.
func checkVersions(ctx context.Context, db *sql.DB, found *faults) error {
	const query = "SELECT id, version, (SELECT COUNT(*) FROM events WHERE events.stream = questions.id) FROM questions ORDER BY id"
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return fmt.Errorf("read questions: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id []byte
		var version, events int64
		if err := rows.Scan(&id, &version, &events); err != nil {
			return fmt.Errorf("read questions: %w", err)
		}
		if version != events {
			known, _ := domain.IDFromBytes[domain.QuestionKind](id)
			found.add("%s: version %d with %d events", known, version, events)
		}
	}
	return rows.Err()
}

// faults are what was found, in the order in which it was.
type faults struct {
	named []string
	count int
}

func (f *faults) add(format string, args ...any) {
	f.count++
	if f.count <= mostFaults {
		f.named = append(f.named, fmt.Sprintf(format, args...))
	}
}

func (f *faults) err() error {
	if f.count == 0 {
		return nil
	}
	text := strings.Join(f.named, "\n  ")
	if more := f.count - len(f.named); more > 0 {
		text += fmt.Sprintf("\n  and %d more", more)
	}
	return fmt.Errorf("%w, %d faults:\n  %s", ErrDamaged, f.count, text)
}
