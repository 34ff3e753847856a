-- +goose Up
CREATE INDEX questions_session_start ON questions (session_id, start_at, id);
CREATE INDEX questions_dinas_start ON questions (dinas, status, start_at, id);
CREATE INDEX questions_status_start ON questions (status, start_at, id);
CREATE INDEX questions_start ON questions (start_at, id);

-- +goose Down
DROP INDEX questions_session_start;
DROP INDEX questions_dinas_start;
DROP INDEX questions_status_start;
DROP INDEX questions_start;
