-- +goose Up
ALTER TABLE questions ADD COLUMN rating_score TINYINT NOT NULL DEFAULT 0, ADD COLUMN rating_comment TEXT NOT NULL DEFAULT (''), ADD COLUMN rated_at BIGINT NULL;

-- +goose Down
ALTER TABLE questions DROP COLUMN rating_score, DROP COLUMN rating_comment, DROP COLUMN rated_at;
