-- +goose Up
ALTER TABLE questions ADD COLUMN proposal_class_confidence REAL NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE questions DROP COLUMN proposal_class_confidence;
