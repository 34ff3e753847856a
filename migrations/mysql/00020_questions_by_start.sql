-- +goose Up
ALTER TABLE questions
    ADD KEY questions_session_start (session_id, start_at, id),
    ADD KEY questions_dinas_start (dinas, status, start_at, id),
    ADD KEY questions_status_start (status, start_at, id),
    ADD KEY questions_start (start_at, id);

-- +goose Down
ALTER TABLE questions
    DROP KEY questions_session_start,
    DROP KEY questions_dinas_start,
    DROP KEY questions_status_start,
    DROP KEY questions_start;
