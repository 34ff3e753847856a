-- +goose Up
ALTER TABLE questions ADD COLUMN proposal_ranking TEXT NOT NULL DEFAULT ('');

-- +goose Down
ALTER TABLE questions DROP COLUMN proposal_ranking;
