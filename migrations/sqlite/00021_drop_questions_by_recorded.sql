-- +goose Up
DROP INDEX questions_session;
DROP INDEX questions_dinas;
DROP INDEX questions_status;
DROP INDEX questions_recorded;

-- +goose Down
CREATE INDEX questions_session ON questions (session_id, recorded_at, id);
CREATE INDEX questions_dinas ON questions (dinas, status, recorded_at, id);
CREATE INDEX questions_status ON questions (status, recorded_at, id);
CREATE INDEX questions_recorded ON questions (recorded_at, id);
