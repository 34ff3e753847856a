-- +goose Up
ALTER TABLE questions
    DROP KEY questions_session,
    DROP KEY questions_dinas,
    DROP KEY questions_status,
    DROP KEY questions_recorded;

-- +goose Down
ALTER TABLE questions
    ADD KEY questions_session (session_id, recorded_at, id),
    ADD KEY questions_dinas (dinas, status, recorded_at, id),
    ADD KEY questions_status (status, recorded_at, id),
    ADD KEY questions_recorded (recorded_at, id);
