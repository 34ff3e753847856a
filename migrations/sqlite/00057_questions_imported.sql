-- +goose Up
ALTER TABLE questions ADD COLUMN imported INTEGER NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE questions DROP COLUMN imported;
