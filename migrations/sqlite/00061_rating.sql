-- +goose Up
ALTER TABLE questions ADD COLUMN rating_score INTEGER NOT NULL DEFAULT 0;
ALTER TABLE questions ADD COLUMN rating_comment TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN rated_at INTEGER NULL;

-- +goose Down
ALTER TABLE questions DROP COLUMN rating_score;
ALTER TABLE questions DROP COLUMN rating_comment;
ALTER TABLE questions DROP COLUMN rated_at;
