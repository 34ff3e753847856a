-- +goose Up
ALTER TABLE tokens ADD COLUMN last_used_at BIGINT NULL;

-- +goose Down
ALTER TABLE tokens DROP COLUMN last_used_at;
