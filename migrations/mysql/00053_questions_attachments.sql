-- +goose Up
ALTER TABLE questions ADD COLUMN attachments TEXT NOT NULL DEFAULT ('');

-- +goose Down
ALTER TABLE questions DROP COLUMN attachments;
