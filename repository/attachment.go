package repository

import (
	"context"
	"database/sql"
	"time"

	"audiensi/domain"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
)

// fileRow is one file of a question as its row lists it.
type fileRow struct {
	ID        domain.AttachmentID  `json:"id"`
	For       question.AttachedFor `json:"for"`
	Type      string               `json:"type"`
	Size      int64                `json:"size"`
	Hash      []byte               `json:"hash"`
	Name      string               `json:"name"`
	Dinas     dinas.Code           `json:"dinas,omitempty"`
	At        int64                `json:"at"`
	Published bool                 `json:"published,omitempty"`
}

func fileRows(list []question.Attachment) []fileRow {
	rows := make([]fileRow, len(list))
	for i, a := range list {
		rows[i] = fileRow{a.ID, a.For, a.Type, a.Size, a.Hash[:], a.Name, a.Dinas, a.At.UnixMicro(), a.Published}
	}
	return rows
}

// filesScanner reads what fileRows made.
type filesScanner struct{ to *[]question.Attachment }

// Scan implements sql.Scanner.
func (s filesScanner) Scan(value any) error {
	var rows []fileRow
	err := jsonScanner[[]fileRow]{&rows}.Scan(value)
	*s.to = nil
	for _, r := range rows {
		a := question.Attachment{ID: r.ID, For: r.For, Type: r.Type, Size: r.Size,
			Name: r.Name, Dinas: r.Dinas, At: time.UnixMicro(r.At).UTC(), Published: r.Published}
		copy(a.Hash[:], r.Hash)
		*s.to = append(*s.to, a)
	}
	return err
}

// The stages of the bytes of an attachment.
const (
	reserved = iota // they may be stored, and no event names them yet
	kept            // an event names them
	dropped         // they are to be deleted
)

// ReserveAttachment implements usecase.Attachments.
func (t *txn) ReserveAttachment(ctx context.Context, id domain.AttachmentID, of domain.QuestionID, at time.Time) error {
	const insert = "INSERT INTO attachments (id, question_id, stage, since) VALUES (?, ?, ?, ?)"
	_, err := t.unit.ExecContext(ctx, insert, id.Bytes(), of.Bytes(), reserved, at.UnixMicro())
	return t.failed(ctx, "reserve attachment", err)
}

// KeepAttachment implements usecase.Attachments.
func (t *txn) KeepAttachment(ctx context.Context, id domain.AttachmentID) error {
	done, err := t.stage(ctx, "UPDATE attachments SET stage = ? WHERE id = ? AND stage = ?", kept, id.Bytes(), reserved)
	if err == nil && !done {
		return notFound()
	}
	return err
}

// DropAttachment implements usecase.Attachments.
func (t *txn) DropAttachment(ctx context.Context, id domain.AttachmentID) error {
	_, err := t.stage(ctx, "UPDATE attachments SET stage = ? WHERE id = ?", dropped, id.Bytes())
	return err
}

// AbandonAttachment implements usecase.Attachments.
func (t *txn) AbandonAttachment(ctx context.Context, id domain.AttachmentID) (bool, error) {
	return t.stage(ctx, "UPDATE attachments SET stage = ? WHERE id = ? AND stage <> ?", dropped, id.Bytes(), kept)
}

// ForgetAttachment implements usecase.Attachments.
func (t *txn) ForgetAttachment(ctx context.Context, id domain.AttachmentID) error {
	_, err := t.stage(ctx, "DELETE FROM attachments WHERE id = ? AND stage = ?", id.Bytes(), dropped)
	return err
}

// stage runs a statement on the row of one attachment and reports whether it
// found it in the stage it asks for.
func (t *txn) stage(ctx context.Context, statement string, args ...any) (bool, error) {
	result, err := t.unit.ExecContext(ctx, statement, args...)
	if err != nil {
		return false, t.failed(ctx, "stage of an attachment", err)
	}
	n, err := result.RowsAffected()
	return n == 1, t.failed(ctx, "stage of an attachment", err)
}

// LeftAttachments implements usecase.Attachments.
func (t *txn) LeftAttachments(ctx context.Context, before time.Time, limit int) (ids []domain.AttachmentID, err error) {
	const find = "SELECT id FROM attachments WHERE stage = ? AND since < ? ORDER BY since LIMIT ?"
	scan := func(rows *sql.Rows) error {
		var id domain.AttachmentID
		err := rows.Scan(idScanner[domain.AttachmentKind]{&id})
		ids = append(ids, id)
		return err
	}
	const always = 1<<63 - 1
	err = t.unit.query(ctx, scan, find, dropped, int64(always), limit)
	if err == nil && len(ids) < limit {
		err = t.unit.query(ctx, scan, find, reserved, before.UnixMicro(), limit-len(ids))
	}
	return ids, t.failed(ctx, "attachments left over", err)
}
