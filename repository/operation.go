package repository

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"audiensi/domain"
	"audiensi/domain/usecase"
)

// operationRow is one claimed key. Status is NULL until the reply is stored.
type operationRow struct {
	Subject   []byte `gorm:"primaryKey"` // SHA-256 of the operation's subject
	OpKey     []byte `gorm:"primaryKey"`
	Body      []byte
	ClaimedAt int64
	Status    *int
	Header    string // JSON
	Reply     []byte
}

// TableName implements GORM's Tabler.
func (operationRow) TableName() string { return "operations" }

// errClaimed says that the key of an operation was claimed before.
var errClaimed = errors.New("operation key claimed")

// claim claims the key in the unit that does the operation. Of two at the same
// time the second waits here for the first to end.
func (t *txn) claim(ctx context.Context, op usecase.Operation) error {
	err := gorm.G[operationRow](t.orm).Create(ctx, &operationRow{Subject: subjectHash(op.Subject), OpKey: op.Key[:],
		Body: op.Body[:], ClaimedAt: op.At.UnixMicro()})
	if _, taken := duplicate(err); taken {
		return errClaimed
	}
	return t.failed(ctx, "claim operation", err)
}

// explainClaim returns what a refused claim means. A claim that has gone since
// is tried again.
func (s *Store) explainClaim(ctx context.Context, op usecase.Operation) error {
	claimed, _, err := s.FindOperation(ctx, op)
	switch {
	case err != nil:
		return err
	case !claimed:
		return errRerun
	}
	return usecase.ErrReplay
}

// FindOperation implements usecase.Operations.
func (s *Store) FindOperation(ctx context.Context, op usecase.Operation) (claimed bool, reply *usecase.Reply, err error) {
	err = s.View(ctx, func(ctx context.Context, tx usecase.Tx) error {
		t := tx.(*txn)
		row, err := gorm.G[operationRow](t.orm).Where("subject = ? AND op_key = ?", subjectHash(op.Subject), op.Key[:]).Take(ctx)
		if errors.Is(err, gorm.ErrRecordNotFound) {
			claimed, reply = false, nil
			return nil
		}
		if err != nil {
			return t.failed(ctx, "find operation", err)
		}
		if string(row.Body) != string(op.Body[:]) {
			return domain.Fail(domain.KeyReused, domain.ReasonKeyReused)
		}
		claimed = true
		reply, err = row.reply()
		return err
	})
	return claimed, reply, err
}

func (r *operationRow) reply() (*usecase.Reply, error) {
	if r.Status == nil {
		return nil, nil
	}
	reply := &usecase.Reply{Status: *r.Status, Body: r.Reply}
	if err := json.Unmarshal([]byte(r.Header), &reply.Header); err != nil {
		return nil, fmt.Errorf("reply of an operation: %w", err)
	}
	return reply, nil
}

// CompleteOperation implements usecase.Operations.
func (s *Store) CompleteOperation(ctx context.Context, op usecase.Operation, reply usecase.Reply) error {
	header, err := json.Marshal(reply.Header)
	if err != nil {
		return fmt.Errorf("reply of an operation: %w", err)
	}
	row := operationRow{Status: &reply.Status, Header: string(header), Reply: reply.Body}
	return s.retry(ctx, func() error {
		return s.write(ctx, func(ctx context.Context, tx usecase.Tx) error {
			t := tx.(*txn)
			n, err := gorm.G[operationRow](t.orm).Where("subject = ? AND op_key = ?", subjectHash(op.Subject), op.Key[:]).
				Select("status", "header", "reply").Updates(ctx, row)
			if err == nil && n == 0 {
				return notFound()
			}
			return t.failed(ctx, "complete operation", err)
		})
	})
}

// ForgetOperations implements usecase.Operations.
func (s *Store) ForgetOperations(ctx context.Context, before time.Time, limit int) (forgotten int, err error) {
	err = s.retry(ctx, func() error {
		return s.write(ctx, func(ctx context.Context, tx usecase.Tx) error {
			t := tx.(*txn)
			rows, err := gorm.G[operationRow](t.orm).Select("subject, op_key").Where("claimed_at < ?", before.UnixMicro()).
				Order("claimed_at").Limit(limit).Find(ctx)
			for _, r := range rows {
				if err == nil {
					_, err = gorm.G[operationRow](t.orm).Where("subject = ? AND op_key = ?", r.Subject, r.OpKey).Delete(ctx)
				}
			}
			forgotten = len(rows)
			return t.failed(ctx, "forget operations", err)
		})
	})
	if err != nil {
		return 0, err
	}
	return forgotten, nil
}
