package repository

import (
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
)

type (
	state    = question.State
	stateCol = column[question.State]
)

// questionColumns stores every member of question.State but its custodies.
var questionColumns = slices.Concat(capturedColumns(), mutable(currentColumns()...), mutable(answerColumns()...))

// Statements on questions; each is the same text at every call, so that a
// connection prepares it once.
var (
	insertQuestion = insertSQL("questions", questionColumns)
	updateQuestion = updateSQL("questions", questionColumns, "id = ? AND version = ?")
	selectQuestion = "SELECT " + names(questionColumns, "q.") + " FROM questions q WHERE "
)

// capturedColumns are set when the question is captured, for good.
func capturedColumns() []stateCol {
	return []stateCol{
		idColumn("id", func(s *state) *domain.QuestionID { return &s.ID }),
		idColumn("session_id", func(s *state) *domain.SessionID { return &s.Session }),
		intColumn("spoken_no", func(s *state) *int { return &s.SpokenNo }),
		textColumn("proposal_category", func(s *state) *category.Code { return &s.Proposal.Category }),
		textColumn("proposal_class", func(s *state) *category.Class { return &s.Proposal.Class }),
		textColumn("proposal_dinas", func(s *state) *dinas.Code { return &s.Proposal.Dinas }),
		{name: "proposal_confidence", value: func(s *state) any { return s.Proposal.Confidence },
			dest: func(s *state) any { return &s.Proposal.Confidence }},
		boolColumn("proposal_calibrated", func(s *state) *bool { return &s.Proposal.Calibrated }),
		{name: "proposal_reasons", value: func(s *state) any { return toJSON(s.Proposal.Reasons) },
			dest: func(s *state) any { return jsonScanner[[]question.Reason]{&s.Proposal.Reasons} }},
		{name: "proposal_class_confidence", value: func(s *state) any { return s.Proposal.ClassConfidence },
			dest: func(s *state) any { return &s.Proposal.ClassConfidence }},
		{name: "proposal_ranking", value: func(s *state) any { return toJSON(s.Proposal.Ranking) },
			dest: func(s *state) any { return jsonScanner[[]question.Ranked]{&s.Proposal.Ranking} }},
		{name: "proposal_split", value: func(s *state) any { return toJSON(s.Proposal.Split) },
			dest: func(s *state) any { return jsonScanner[[]question.Part]{&s.Proposal.Split} }},
		textColumn("proposal_model", func(s *state) *string { return &s.Proposal.Model }),
		timeColumn("occurred_at", func(s *state) *time.Time { return &s.OccurredAt }),
		timeColumn("recorded_at", func(s *state) *time.Time { return &s.RecordedAt }),
		timeColumn("start_at", func(s *state) *time.Time { return &s.StartAt }),
		boolColumn("late_received", func(s *state) *bool { return &s.LateReceived }),
		boolColumn("late_captured", func(s *state) *bool { return &s.LateCaptured }),
		boolColumn("device_time_rejected", func(s *state) *bool { return &s.DeviceTimeRejected }),
		boolColumn("imported", func(s *state) *bool { return &s.Imported }),
		{name: "receipt_salt", value: func(s *state) any { return append([]byte{}, s.ReceiptSalt...) },
			dest: func(s *state) any { return anyBytesScanner{&s.ReceiptSalt} }},
		hashColumn("capture_key", func(s *state) *ledger.Hash { return &s.CaptureKey }),
		hashColumn("capture_body", func(s *state) *ledger.Hash { return &s.CaptureBody }),
	}
}

// currentColumns are where the question stands.
func currentColumns() []stateCol {
	return []stateCol{
		intColumn("version", func(s *state) *uint64 { return &s.Version }),
		timeColumn("last_recorded_at", func(s *state) *time.Time { return &s.LastRecordedAt }),
		hashColumn("head", func(s *state) *ledger.Hash { return &s.Head }),
		textColumn("status", func(s *state) *question.Status { return &s.Status }),
		intColumn("round", func(s *state) *int { return &s.Round }),
		textColumn("text", func(s *state) *string { return &s.Text }),
		textColumn("asker_kind", func(s *state) *question.AskerKind { return &s.Asker.Kind }),
		idColumn("asker_attendee", func(s *state) *domain.AttendeeID { return &s.Asker.Attendee }),
		textColumn("asker_name", func(s *state) *string { return &s.Asker.Name }),
		textColumn("asker_phone", func(s *state) *string { return &s.Asker.Phone }),
		textColumn("asker_role", func(s *state) *domain.AskerRole { return &s.Asker.Role }),
		textColumn("asker_desa", func(s *state) *string { return &s.Asker.Desa }),
		textColumn("asker_kecamatan", func(s *state) *string { return &s.Asker.Kecamatan }),
		textColumn("category", func(s *state) *category.Code { return &s.Category }),
		textColumn("class", func(s *state) *category.Class { return &s.Class }),
		textColumn("dinas", func(s *state) *dinas.Code { return &s.Dinas }),
		zeroTimeColumn("assigned_at", func(s *state) *time.Time { return &s.AssignedAt }),
		timeColumn("first_assigned_at", func(s *state) *time.Time { return &s.FirstAssignedAt }),
	}
}

// answerColumns are the answer, the end and what only time will do.
func answerColumns() []stateCol {
	return []stateCol{
		timeColumn("answered_at", func(s *state) *time.Time { return &s.AnsweredAt }),
		timeColumn("resolved_at", func(s *state) *time.Time { return &s.ResolvedAt }),
		textColumn("resolved_how", func(s *state) *question.ResolvedHow { return &s.ResolvedHow }),
		timeColumn("window_ends_at", func(s *state) *time.Time { return &s.WindowEndsAt }),
		timeColumn("pause_ends_at", func(s *state) *time.Time { return &s.PauseEndsAt }),
		{name: "wakes_at", value: func(s *state) any { return micros(s.WakesAt()) }}, // one index serves the sweep
		{name: "need", value: func(s *state) any { return need(s) }},
		textColumn("answer_text", func(s *state) *string { return &s.Answer.Text }),
		textColumn("answer_dinas", func(s *state) *dinas.Code { return &s.Answer.Dinas }),
		textColumn("answer_by", func(s *state) *string { return &s.Answer.AnsweredBy }),
		boolColumn("answer_on_the_spot", func(s *state) *bool { return &s.Answer.OnTheSpot }),
		timeColumn("answer_published_at", func(s *state) *time.Time { return &s.Answer.PublishedAt }),
		textColumn("ask_back", func(s *state) *string { return &s.AskBack }),
		{name: "supporting", value: func(s *state) any { return toJSON(s.Supporting) },
			dest: func(s *state) any { return jsonScanner[[]dinas.Code]{&s.Supporting} }},
		hashColumn("receipt", func(s *state) *ledger.Hash { return &s.Receipt }),
		intColumn("rating_score", func(s *state) *int { return &s.Rating.Score }),
		textColumn("rating_comment", func(s *state) *string { return &s.Rating.Comment }),
		timeColumn("rated_at", func(s *state) *time.Time { return &s.Rating.At }),
		idColumn("in_charge", func(s *state) *domain.UserID { return &s.InCharge }),
		bondsColumn(),
		{name: "answering", value: func(s *state) any { return answeringText(s) },
			dest: func(s *state) any { return answeringScanner{s} }},
		{name: "attachments", value: func(s *state) any { return toJSON(fileRows(s.Attachments)) },
			dest: func(s *state) any { return filesScanner{&s.Attachments} }},
		boolColumn("confidential", func(s *state) *bool { return &s.Confidential }),
	}
}

// How much a question in triage needs a human, from the most, in the order of
// usecase.SortByNeed: what came back from a dinas, then what is not categorised,
// in both the least sure proposal first; at last what is categorised already.
const (
	needReturned = iota * 1_000_000
	needTriage
	needNothing
)

// need is one number of a question, so that an index can serve the order.
func need(s *state) int64 {
	sure := int64(s.Proposal.Confidence * 999_999)
	switch {
	case !s.FirstAssignedAt.IsZero():
		return needReturned + sure
	case s.Category == "":
		return needTriage + sure
	}
	return needNothing + sure
}
