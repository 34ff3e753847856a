-- +goose Up
CREATE TABLE questions (
    id                   BLOB NOT NULL,
    session_id           BLOB NOT NULL,
    version              INTEGER NOT NULL,
    last_recorded_at     INTEGER NOT NULL,
    head                 BLOB NOT NULL,
    status               TEXT NOT NULL,
    round                INTEGER NOT NULL,
    text                 TEXT NOT NULL,
    asker_kind           TEXT NOT NULL,
    asker_attendee       BLOB NULL,
    asker_name           TEXT NOT NULL,
    asker_phone          TEXT NOT NULL,
    asker_role           TEXT NOT NULL,
    asker_desa           TEXT NOT NULL,
    asker_kecamatan      TEXT NOT NULL,
    spoken_no            INTEGER NOT NULL,
    proposal_category    TEXT NOT NULL,
    proposal_class       TEXT NOT NULL,
    proposal_dinas       TEXT NOT NULL,
    proposal_confidence  REAL NOT NULL,
    proposal_calibrated  INTEGER NOT NULL,
    proposal_reasons     TEXT NOT NULL,
    proposal_model       TEXT NOT NULL,
    category             TEXT NOT NULL,
    class                TEXT NOT NULL,
    dinas                TEXT NOT NULL,
    occurred_at          INTEGER NOT NULL,
    recorded_at          INTEGER NOT NULL,
    start_at             INTEGER NOT NULL,
    late_received        INTEGER NOT NULL,
    late_captured        INTEGER NOT NULL,
    device_time_rejected INTEGER NOT NULL,
    assigned_at          INTEGER NOT NULL,
    first_assigned_at    INTEGER NULL,
    answered_at          INTEGER NULL,
    resolved_at          INTEGER NULL,
    window_ends_at       INTEGER NULL,
    pause_ends_at        INTEGER NULL,
    wakes_at             INTEGER NULL,
    resolved_how         TEXT NOT NULL,
    answer_text          TEXT NOT NULL,
    answer_dinas         TEXT NOT NULL,
    answer_by            TEXT NOT NULL,
    answer_on_the_spot   INTEGER NOT NULL,
    answer_published_at  INTEGER NULL,
    ask_back             TEXT NOT NULL,
    receipt              BLOB NOT NULL,
    receipt_salt         BLOB NOT NULL,
    capture_key          BLOB NOT NULL,
    capture_body         BLOB NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (session_id, capture_key),
    UNIQUE (receipt),
    CHECK (version > 0),
    CHECK (round > 0)
) STRICT;
CREATE INDEX questions_session ON questions (session_id, recorded_at, id);
CREATE INDEX questions_dinas ON questions (dinas, status, recorded_at, id);
CREATE INDEX questions_assigned ON questions (dinas, assigned_at, id);
CREATE INDEX questions_status ON questions (status, recorded_at, id);
CREATE INDEX questions_recorded ON questions (recorded_at, id);
CREATE INDEX questions_wakes ON questions (wakes_at);

-- +goose Down
DROP TABLE questions;
