-- +goose Up
ALTER TABLE questions ADD COLUMN confidential INTEGER NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE questions DROP COLUMN confidential;
