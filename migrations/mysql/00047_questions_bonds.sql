-- +goose Up
ALTER TABLE questions ADD COLUMN bonds MEDIUMTEXT NOT NULL DEFAULT ('');

-- +goose Down
ALTER TABLE questions DROP COLUMN bonds;
