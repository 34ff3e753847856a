-- +goose Up
ALTER TABLE questions ADD COLUMN bonds TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE questions DROP COLUMN bonds;
