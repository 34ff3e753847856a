-- +goose Up
ALTER TABLE questions ADD COLUMN answering TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE questions DROP COLUMN answering;
