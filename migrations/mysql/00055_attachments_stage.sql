-- +goose Up
CREATE INDEX attachments_stage ON attachments (stage, since);

-- +goose Down
DROP INDEX attachments_stage ON attachments;
