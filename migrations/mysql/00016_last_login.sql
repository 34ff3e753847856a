-- +goose Up
ALTER TABLE users ADD COLUMN last_login_at BIGINT NULL;

-- +goose Down
ALTER TABLE users DROP COLUMN last_login_at;
