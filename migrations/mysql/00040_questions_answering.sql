-- +goose Up
ALTER TABLE questions ADD COLUMN answering MEDIUMTEXT NOT NULL DEFAULT ('');

-- +goose Down
ALTER TABLE questions DROP COLUMN answering;
