package repository

import (
	"encoding/json"
	"fmt"
	"time"

	"audiensi/domain"
)

// scanner reads a text into another type.
type scanner[T any] struct {
	to   *T
	read func(string) T
}

// Scan implements sql.Scanner.
func (s scanner[T]) Scan(value any) error {
	text, err := scanText(value)
	*s.to = s.read(text)
	return err
}

func scanText(value any) (string, error) {
	switch v := value.(type) {
	case string:
		return v, nil
	case []byte:
		return string(v), nil
	case nil:
		return "", nil
	}
	return "", fmt.Errorf("%T for a text", value)
}

// timeScanner reads microseconds; NULL is no instant, and so is 0 if zero says so.
type timeScanner struct {
	to   *time.Time
	zero bool
}

// Scan implements sql.Scanner.
func (s timeScanner) Scan(value any) error {
	*s.to = time.Time{}
	switch v := value.(type) {
	case int64:
		if v != 0 || !s.zero {
			*s.to = time.UnixMicro(v).UTC()
		}
		return nil
	case nil:
		return nil
	}
	return fmt.Errorf("%T for an instant", value)
}

// bytesScanner reads exactly as many bytes as it holds.
type bytesScanner struct{ to []byte }

// Scan implements sql.Scanner.
func (s bytesScanner) Scan(value any) error {
	b, ok := value.([]byte)
	if !ok || len(b) != len(s.to) {
		return fmt.Errorf("%T of %d bytes, not of %d", value, len(b), len(s.to))
	}
	copy(s.to, b)
	return nil
}

// anyBytesScanner reads a copy of bytes; none at all are nil.
type anyBytesScanner struct{ to *[]byte }

// Scan implements sql.Scanner.
func (s anyBytesScanner) Scan(value any) error {
	b, ok := value.([]byte)
	if !ok {
		return fmt.Errorf("%T for bytes", value)
	}
	*s.to = append([]byte(nil), b...)
	return nil
}

// idScanner reads an identifier; NULL is none.
type idScanner[K any] struct{ to *domain.ID[K] }

// Scan implements sql.Scanner.
func (s idScanner[K]) Scan(value any) (err error) {
	*s.to = domain.ID[K]{}
	if value == nil {
		return nil
	}
	b, ok := value.([]byte)
	if !ok {
		return fmt.Errorf("%T for an identifier", value)
	}
	*s.to, err = domain.IDFromBytes[K](b)
	return err
}

// jsonScanner reads JSON; an empty text leaves nothing.
type jsonScanner[T any] struct{ to *T }

// Scan implements sql.Scanner.
func (s jsonScanner[T]) Scan(value any) error {
	text, err := scanText(value)
	if err != nil || text == "" {
		return err
	}
	return json.Unmarshal([]byte(text), s.to)
}

// toJSON returns the stored form of a list, "" for an empty one.
func toJSON[T any](list []T) string {
	if len(list) == 0 {
		return ""
	}
	b, _ := json.Marshal(list) // the lists of this package always marshal
	return string(b)
}

// fromJSON reads what toJSON wrote.
func fromJSON[T any](text string) (list []T, err error) {
	return list, jsonScanner[[]T]{&list}.Scan(text)
}
